import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { DocumentReader, type ReadOutcome } from '../../src/knowledge/documentReader.ts';
import type { HostileFile } from './hostile/hostileFile.ts';
import { HOSTILE_FILES } from './hostile/hostileFolder.ts';
import { makeFolder, type TestFolder } from './support/folder.ts';
import { makePdf } from './support/makePdf.ts';
import { makeRawDocx, wordXml } from './support/makeZip.ts';

const MEGABYTE = 1024 * 1024;

describe('hostile and broken files', () => {
  let folder: TestFolder;
  let reader: DocumentReader;
  before(async () => {
    folder = await makeFolder();
    reader = new DocumentReader();
  });
  after(async () => {
    await reader.close();
    await folder.remove();
  });

  const whole = (): Promise<Uint8Array> => makePdf((pdf) => pdf.text('Whole.'));
  const files: readonly [string, string, () => Uint8Array | Promise<Uint8Array>, RegExp][] = [
    [
      'a Word document that unpacks to 300 MB',
      'bomb.docx',
      () => makeRawDocx(Buffer.alloc(300 * MEGABYTE, 32)),
      /unpacks to far more/,
    ],
    [
      'a Word document that asks for another file',
      'xxe.docx',
      () => makeRawDocx(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>${wordXml('&e;')}`),
      /declares document types/,
    ],
    [
      'a Word document nested a hundred thousand times',
      'deep.docx',
      () => makeRawDocx(wordXml('x').replace('<w:p>', `${'<w:sdt><w:sdtContent>'.repeat(100_000)}<w:p>`)),
      /damaged|too deeply/,
    ],
    [
      'a Word document cut short',
      'cut.docx',
      () => makeRawDocx(wordXml('x')).subarray(0, 200),
      /damaged or incomplete/,
    ],
    ['a PDF cut short', 'cut.pdf', async () => (await whole()).subarray(0, 300), /damaged/],
    [
      'a PDF with a password',
      'locked.pdf',
      () => makePdf((pdf) => pdf.text('x'), { userPassword: 'p' }),
      /protected by a password/,
    ],
    [
      'a PDF whose page tree is a circle',
      'circle.pdf',
      () =>
        Buffer.from(
          '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
        ),
      /no readable text|damaged|pages, more than/,
    ],
    ['a PDF whose page unpacks to 600 MB', 'stream.pdf', () => streamBomb(600 * MEGABYTE), /too much memory/],
    [
      'a PDF without any words',
      'scan.pdf',
      () => makePdf((pdf) => pdf.rect(0, 0, 500, 700).fill('#eee')),
      /no readable text \(page 1 is scanned/,
    ],
    [
      'a web page nested a hundred thousand times',
      'deep.html',
      () => Buffer.from('<div>'.repeat(100_000)),
      /too deeply/,
    ],
    [
      'a web page with a table of a billion cells',
      'spans.html',
      () =>
        Buffer.from(
          `<table><tr>${'<td colspan=1000 rowspan=1000>x</td>'.repeat(1000)}</tr>${'<tr></tr>'.repeat(1000)}</table>`,
        ),
      /spans far too many cells/,
    ],
    [
      '50 MB of text in one line',
      'line.txt',
      () => Buffer.alloc(50 * MEGABYTE, 'word '),
      /50 MB of text, more than 10 MB/,
    ],
    ['a file that is only white space', 'blank.txt', () => Buffer.from(' \n\n\t '), /no readable text/],
    ['binary data named .txt', 'data.txt', () => Buffer.from([0, 1, 2, 0xff, 0, 7]), /not text/],
    [
      'a Word document named .pdf',
      'renamed.pdf',
      () => makeRawDocx(wordXml('x')),
      /Word document \(\.docx\) although its name ends in \.pdf/,
    ],
  ];
  for (const [what, name, make, sentence] of files) {
    it(`says one sentence about ${what} and lives on`, async () => {
      await folder.write(name, await make());

      const outcome = await read(name);

      assert.equal(outcome.kind, 'unreadable');
      assert.match(outcome.kind === 'unreadable' ? outcome.sentence : '', sentence);
      assert.match(outcome.kind === 'unreadable' ? outcome.sentence : '', /^\p{Lu}[^\n]*\.$/u);
    }).timeout(60_000);
  }

  it('reads the next document after each of them', async () => {
    await folder.write('good.txt', 'All is well.');

    const outcome = await read('good.txt');

    assert.equal(outcome.kind === 'read' ? outcome.read.passages[0]?.text : '', 'All is well.');
  });

  const shared = (name: string): HostileFile => HOSTILE_FILES.find((file) => file.name === name) ?? assert.fail(name);
  const mended: readonly [string, RegExp][] = [
    ['sheets/million.xlsx', /more than a million cells/],
    ['text/paragraphs.txt', /too much memory|more text than/],
    ['markdown/lists-line.md', /nests its parts too deeply/],
    ['markdown/quotes.md', /nests its parts too deeply/],
  ];
  for (const [name, sentence] of mended) {
    it(`says one sentence about ${shared(name).what} without trying for a minute`, async () => {
      await folder.write(name, await shared(name).make());

      const outcome = await read(name);

      assert.match(outcome.kind === 'unreadable' ? outcome.sentence : '', sentence);
    }).timeout(120_000);
  }

  it('reads a workbook of 200,000 rows', async () => {
    await folder.write('rows.xlsx', await shared('sheets/rows.xlsx').make());

    const outcome = await read('rows.xlsx');

    assert.ok(outcome.kind === 'read' && outcome.read.passages.length > 1000);
  }).timeout(120_000);

  it('keeps the accents that a language has and drops towers of them', async () => {
    const tower = `a${'\u0300\u0315\u0361'.repeat(10_000)}`;
    await folder.write('marks.txt', `Caf\u0065\u0301 ${`${tower} `.repeat(20)}end.`);

    const outcome = await read('marks.txt');

    const text = outcome.kind === 'read' ? (outcome.read.passages[0]?.text ?? '') : '';
    assert.ok(text.startsWith('Café '));
    assert.ok(text.endsWith('end.') && text.length < 1000);
  });

  it('reads ten megabytes without a single space', async () => {
    await folder.write('nospace.txt', Buffer.alloc(10 * MEGABYTE, 'x'));

    const outcome = await read('nospace.txt');

    assert.equal(outcome.kind, 'read');
  });

  it('gives up on a document after its time and reads the next one', async () => {
    const hasty = new DocumentReader({ documentSeconds: 0.001, heapMegabytes: 512, processMegabytes: 900 });
    await folder.write('slow.txt', 'word '.repeat(1_000_000));

    const outcome = await read('slow.txt', hasty);
    await hasty.close();

    assert.match(outcome.kind === 'unreadable' ? outcome.sentence : '', /takes longer than 0\.001 seconds/);
  });

  it('gives up on a document that fills the memory it may have', async () => {
    const small = new DocumentReader({ documentSeconds: 60, heapMegabytes: 40, processMegabytes: 900 });
    await folder.write(
      'large.docx',
      makeRawDocx(wordXml(...Array.from({ length: 60_000 }, () => 'The customer may cancel.'))),
    );

    const outcome = await read('large.docx', small);
    await small.close();

    assert.match(outcome.kind === 'unreadable' ? outcome.sentence : '', /needs too much memory/);
  }).timeout(60_000);

  function read(name: string, by = reader): Promise<ReadOutcome> {
    const path = `${folder.path}/${name}`;
    return by.read({ path, file: name, documentId: 'd', rights: { groups: null }, origin: 'ingest' });
  }
});

/** A page whose content takes a few hundred kilobytes packed and this many bytes unpacked. */
function streamBomb(bytes: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(bytes, 'BT ET '));
  const head =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>endobj\n' +
    `4 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF')]);
}
