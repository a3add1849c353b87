import assert from 'node:assert/strict';
import type { Block } from '../../src/domain/block.ts';
import type { KnowledgeDocument } from '../../src/domain/knowledgeDocument.ts';
import { splitPassages } from '../../src/knowledge/splitPassages.ts';

const DOCUMENT: KnowledgeDocument = {
  documentId: 'd0c',
  path: '/kb/guide.pdf',
  file: 'guide.pdf',
  title: 'Guide',
  groups: ['team'],
  effectiveDate: '2026-03-01',
  fingerprint: 'abcdef0123456789',
  origin: 'ingest',
};

describe('splitting a document into passages', () => {
  it('carries id, rights, dates, headings and place into each passage', () => {
    const blocks: Block[] = [
      heading(1, 'Guide'),
      heading(2, 'Fees'),
      heading(3, 'Late payment'),
      paragraph('It costs £5.', 7),
    ];

    const [passage] = splitPassages(DOCUMENT, blocks);

    assert.deepEqual(passage, {
      passageId: 'd0c-0-abcdef',
      documentId: 'd0c',
      file: 'guide.pdf',
      title: 'Guide',
      groups: ['team'],
      effectiveDate: '2026-03-01',
      headings: ['Fees', 'Late payment'],
      heading: 'Late payment',
      page: 7,
      units: [{ kind: 'sentence', text: 'It costs £5.' }],
      text: 'It costs £5.',
    });
  });

  it('makes passages of 60 to 180 words that begin and end with a sentence', () => {
    const blocks = Array.from({ length: 30 }, (_, index) =>
      paragraph(`${words(22, `A${index}`)}. ${words(17, `B${index}`)}.`),
    );

    const passages = splitPassages(DOCUMENT, [heading(1, 'Rules'), ...blocks]);

    const sizes = passages.map(({ text }) => text.split(/\s+/).length);
    assert.ok(
      sizes.every((size) => size >= 60 && size <= 180),
      sizes.join(' '),
    );
    assert.ok(passages.every(({ text }) => text.endsWith('.')));
    assert.equal(passages.flatMap(({ units }) => units).length, 60);
  });

  it('never lets a passage run over a heading', () => {
    const passages = splitPassages(DOCUMENT, [
      heading(1, 'One'),
      paragraph('First.'),
      heading(1, 'Two'),
      paragraph('Second.'),
    ]);

    assert.deepEqual(
      passages.map(({ heading: name, text }) => [name, text]),
      [
        ['One', 'First.'],
        ['Two', 'Second.'],
      ],
    );
  });

  it('begins a passage with a new page where that leaves both large enough', () => {
    const blocks = [paragraph(`${words(80, 'a')}.`, 1), paragraph(`${words(80, 'b')}.`, 2)];

    const passages = splitPassages(DOCUMENT, blocks);

    assert.deepEqual(
      passages.map(({ page }) => page),
      [1, 2],
    );
  });

  it('keeps a list of steps whole with the line that announces it', () => {
    const steps = Array.from({ length: 10 }, (_, index) => step(index + 1, `${words(24, `s${index}`)}.`));

    const passages = splitPassages(DOCUMENT, [
      paragraph(`${words(100, 'x')}.`),
      paragraph('Do this:'),
      ...steps,
      paragraph(`${words(90, 'y')}.`),
    ]);

    assert.equal(passages.length, 3);
    assert.deepEqual(passages[1]?.units[0], { kind: 'sentence', text: 'Do this:' });
    assert.deepEqual(
      passages[1]?.units.filter((unit) => unit.kind === 'step').map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.match(passages[1]?.text ?? '', /^Do this:\n1\. s0/);
  });

  it('keeps rows of one table together and apart from another table', () => {
    const blocks = [
      row(['Plan', 'Price'], ['Flex', '£10']),
      row(['Plan', 'Price'], ['Max', '£25']),
      row(['Zone', 'Charge'], ['EU', '£0']),
    ];

    const passages = splitPassages(DOCUMENT, blocks);

    assert.deepEqual(
      passages.map(({ text }) => text),
      ['Flex: price £10\nMax: price £25', 'EU: charge £0'],
    );
    assert.deepEqual(passages[0]?.units[0], {
      kind: 'row',
      text: 'Flex: price £10',
      cells: [
        ['Plan', 'Flex'],
        ['Price', '£10'],
      ],
    });
  });

  it('puts the announcement and the note of a table with it', () => {
    const blocks = [
      paragraph('Prices per month:'),
      row(['Plan', 'Price'], ['Flex', '£10']),
      paragraph('* without VAT'),
    ];

    const passages = splitPassages(DOCUMENT, blocks);

    assert.deepEqual(
      passages.map(({ text }) => text),
      ['Prices per month:\nFlex: price £10\n* without VAT'],
    );
  });

  it('splits a long table at rows', () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      row(['Country', 'Price'], [`Country ${index}`, `£${index}`]),
    );

    const passages = splitPassages(DOCUMENT, rows);

    assert.ok(passages.every(({ text }) => text.split(/\s+/).length <= 180));
    assert.equal(passages.flatMap(({ units }) => units).length, 100);
  });

  it('says a cell that holds a whole text sentence by sentence', () => {
    const blocks = [
      row(
        ['Product', 'Price', 'Description'],
        ['Tent', '£250', `It is ${words(30, 'aa')}. It has ${words(30, 'bb')}.`],
      ),
    ];

    const [passage] = splitPassages(DOCUMENT, blocks);

    assert.deepEqual(
      passage?.units.map(({ kind }) => kind),
      ['row', 'sentence', 'sentence'],
    );
    assert.equal(passage?.units[0]?.text, 'Tent: price £250');
  });

  it('ends the names inside a table with the table', () => {
    const blocks: Block[] = [
      heading(2, 'Fees'),
      heading(9, 'Business'),
      row(['Item', 'Fee'], ['Bill', 'free']),
      paragraph(`${words(70, 'x')}.`),
    ];

    const passages = splitPassages(DOCUMENT, blocks);

    assert.deepEqual(
      passages.map(({ headings }) => headings),
      [['Fees', 'Business'], ['Fees']],
    );
  });

  it('gives each slide and sheet passages of its own', () => {
    const blocks: Block[] = [
      { kind: 'paragraph', text: 'One.', slide: 1 },
      { kind: 'paragraph', text: 'Two.', slide: 2 },
    ];

    assert.deepEqual(
      splitPassages(DOCUMENT, blocks).map(({ slide }) => slide),
      [1, 2],
    );
  });

  it('leaves a table of contents out', () => {
    const names = ['Fees', 'Notice', 'Returns'];
    const contents = names.map((name, index) => step(index + 1, name));
    const sections = names.flatMap((name, index) => [heading(1, `${index + 1}. ${name}`), paragraph(`About ${name}.`)]);

    const passages = splitPassages(DOCUMENT, [heading(1, 'Contents'), ...contents, ...sections]);

    assert.deepEqual(
      passages.map(({ text }) => text),
      ['About Fees.', 'About Notice.', 'About Returns.'],
    );
  });

  it('keeps a heading over nothing when it says something itself', () => {
    const passages = splitPassages(DOCUMENT, [
      heading(1, 'Call 0800 555 0120'),
      heading(1, 'Fees'),
      paragraph('None.'),
    ]);

    assert.deepEqual(
      passages.map(({ text }) => text),
      ['Call 0800 555 0120', 'None.'],
    );
  });
});

function heading(level: number, text: string): Block {
  return { kind: 'heading', level, text };
}

function paragraph(text: string, page?: number): Block {
  return { kind: 'paragraph', text, ...(page === undefined ? {} : { page }) };
}

function step(number: number, text: string): Block {
  return { kind: 'item', number, text };
}

function row(header: readonly string[], cells: readonly string[]): Block {
  return { kind: 'row', header, cells };
}

function words(count: number, word: string): string {
  return Array.from({ length: count }, () => word).join(' ');
}
