import assert from 'node:assert/strict';
import { readPdf } from '../../../src/knowledge/readers/readPdf.ts';
import { blockLines } from '../support/blockLines.ts';
import { heading, makePdf, makePng, table } from '../support/makePdf.ts';

const TARIFFS = [
  ['Plan', 'Monthly price', 'Data', 'Contract'],
  ['Flex 10', '£10.00', '20 GB', '30 days'],
  ['Flex 10 Plus', '£13.50', '40 GB', '30 days'],
  ['Max', '£25.00', 'Unlimited', '12 months'],
];
const TARIFF_LINES = [
  'Plan=Flex 10 | Monthly price=£10.00 | Data=20 GB | Contract=30 days',
  'Plan=Flex 10 Plus | Monthly price=£13.50 | Data=40 GB | Contract=30 days',
  'Plan=Max | Monthly price=£25.00 | Data=Unlimited | Contract=12 months',
];
const SENTENCE = 'The customer may cancel within fourteen days of the order without giving any reason at all. ';

describe('reading a PDF', () => {
  it('tells headings from paragraphs by their size and joins the lines of a paragraph', async () => {
    const bytes = await makePdf((pdf) => {
      heading(pdf, 'Cancellation', 20);
      heading(pdf, 'Notice', 14);
      pdf.text(SENTENCE.repeat(4).trim());
      heading(pdf.moveDown(), 'Fees', 14);
      pdf.text('There are no fees for leaving after the end of the contract.');
    });

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks), [
      '# Cancellation',
      '## Notice',
      SENTENCE.repeat(4).trim(),
      '## Fees',
      'There are no fees for leaving after the end of the contract.',
    ]);
    assert.ok(blocks.every((block) => block.page === 1));
  });

  for (const lines of ['all', 'rows', 'header', 'none'] as const) {
    it(`gives each table row its header when lines are drawn: ${lines}`, async () => {
      const bytes = await makePdf((pdf) => {
        pdf.text('Prices hold from 1 March and include all taxes for private customers.').moveDown();
        table(pdf, TARIFFS, { lines });
        pdf.text('All plans can be changed at the end of a month, free of charge.');
      });

      const { blocks } = await readPdf(bytes);

      assert.deepEqual(blockLines(blocks).slice(1, -1), TARIFF_LINES);
    });
  }

  it('joins the two rows of a header, and spreads a name over the columns it stands over', async () => {
    const bytes = await makePdf((pdf) => {
      const y = pdf.y;
      pdf.text('Calls', 186, y, { lineBreak: false }).text('Data', 366, y, { lineBreak: false });
      table(
        pdf,
        [
          ['Zone', 'out', 'in', 'cap', 'per MB'],
          ['EU', 'free', 'free', '25 GB', '0.3p'],
          ['USA', '£1.20', '£0.80', '6 GB', '3p'],
        ],
        {
          lines: 'none',
          top: y + 14,
        },
      );
    });

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks), [
      'Zone=EU | Calls / out=free | Calls / in=free | Data / cap=25 GB | Data / per MB=0.3p',
      'Zone=USA | Calls / out=£1.20 | Calls / in=£0.80 | Data / cap=6 GB | Data / per MB=3p',
    ]);
  });

  it('keeps the words of a wrapped cell together', async () => {
    const bytes = await makePdf((pdf) => {
      table(
        pdf,
        [
          ['Light', 'Meaning', 'What to do'],
          ['Amber', 'The router is', 'Wait ten'],
          ['', 'updating itself.', 'minutes.'],
          ['Red', 'No signal.', 'Check the cable.'],
        ],
        {
          lines: 'none',
          widths: [80, 140, 140],
        },
      );
    });

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks), [
      'Light=Amber | Meaning=The router is updating itself. | What to do=Wait ten minutes.',
      'Light=Red | Meaning=No signal. | What to do=Check the cable.',
    ]);
  });

  it('gives rows on the next page the header of the page before', async () => {
    const bytes = await makePdf([
      (pdf) => table(pdf, TARIFFS.slice(0, 3)),
      (pdf) => table(pdf, TARIFFS.slice(3)),
      (pdf) => pdf.text('The end of the price list.'),
    ]);

    const { blocks } = await readPdf(bytes);

    assert.equal(blockLines(blocks)[1], TARIFF_LINES[1]);
    assert.deepEqual(blocks[1]?.page, 1);
  });

  it('does not read a repeated header as a row', async () => {
    const rows = Array.from({ length: 3 }, (_, page) => [
      ['Country', 'Per minute'],
      [`Country ${page}a`, '£1.00'],
      [`Country ${page}b`, '£2.00'],
    ]);
    const bytes = await makePdf(rows.map((page) => (pdf: PDFKit.PDFDocument) => table(pdf, page)));

    const { blocks } = await readPdf(bytes);

    assert.equal(blocks.length, 6);
    assert.ok(blockLines(blocks).every((line) => /^Country=Country \d[ab] \| Per minute=£\d\.00$/.test(line)));
  });

  it('turns a row that names a group into a heading for the rows below it', async () => {
    const bytes = await makePdf((pdf) => {
      table(pdf, [
        ['Item', 'Fee', 'When'],
        ['Residential', '', ''],
        ['Paper bill', '£2.50', 'monthly'],
        ['Business', '', ''],
        ['Paper bill', 'free', 'monthly'],
      ]);
    });

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks), [
      '######### Residential',
      'Item=Paper bill | Fee=£2.50 | When=monthly',
      '######### Business',
      'Item=Paper bill | Fee=free | When=monthly',
    ]);
  });

  it('reads two columns one after the other', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.text(`Left. ${SENTENCE.repeat(4)}`, 50, 60, { width: 230 });
      pdf.text(`Right. ${SENTENCE.repeat(4)}`, 310, 60, { width: 230 });
    });

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks), [`Left. ${SENTENCE.repeat(4)}`.trim(), `Right. ${SENTENCE.repeat(4)}`.trim()]);
  });

  it('leaves out running headers and page numbers, and says once which version the document is', async () => {
    const page = (number: number) => (pdf: PDFKit.PDFDocument) => {
      pdf.fontSize(8).text('Contoso internal', 50, 30).text('Price list, version 3.1', 50, 40);
      pdf.fontSize(10).text(`Page ${number} tells about topic number ${number} in some words.`, 50, 120);
      pdf.page.margins.bottom = 0;
      pdf.fontSize(8).text(`Page ${number} of 3`, 500, 800, { lineBreak: false });
    };
    const bytes = await makePdf([page(1), page(2), page(3)]);

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks), [
      'Price list, version 3.1',
      'Page 1 tells about topic number 1 in some words.',
      'Page 2 tells about topic number 2 in some words.',
      'Page 3 tells about topic number 3 in some words.',
    ]);
    assert.deepEqual(
      blocks.slice(1).map((block) => block.page),
      [1, 2, 3],
    );
  });

  it('takes points below a step into the step', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.text('To swap a SIM, follow these steps with care and in this order:').moveDown();
      pdf.text('1. Check the identity of the caller.').text('2. Choose the reason:');
      pdf.text('• lost', 70).text('• stolen', 70);
      pdf.text('3. Order the SIM.', 50);
    });

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blockLines(blocks).slice(1), [
      '1. Check the identity of the caller.',
      '2. Choose the reason: lost; stolen',
      '3. Order the SIM.',
    ]);
  });

  it('finishes a sentence that runs over the page end where it began', async () => {
    const bytes = await makePdf([
      (pdf) => pdf.text('The fee is charged once, and'),
      (pdf) => pdf.text('it is never charged again. The rest stands on this page.'),
    ]);

    const { blocks } = await readPdf(bytes);

    assert.deepEqual(blocks, [
      { kind: 'paragraph', text: 'The fee is charged once, and it is never charged again.', page: 1 },
      { kind: 'paragraph', text: 'The rest stands on this page.', page: 2 },
    ]);
  });

  it('joins words parted at a line end, but keeps hyphens the document uses elsewhere', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.text('An in-network doctor costs less, and the coverage is better.').moveDown();
      pdf.text('Ask for the in-').text('network list and read the cover-').text('age page with it.');
    });

    const { blocks } = await readPdf(bytes);

    assert.equal(blockLines(blocks)[1], 'Ask for the in-network list and read the coverage page with it.');
  });

  it('says which pages are scanned, and says nothing about empty ones', async () => {
    const bytes = await makePdf([
      (pdf) => pdf.text('A page with words on it.'),
      (pdf) => pdf.image(makePng(), 0, 0, { width: 590, height: 840 }),
      () => undefined,
    ]);

    const { warnings } = await readPdf(bytes);

    assert.deepEqual(warnings, ['page 2 is scanned, not readable']);
  });

  it('says that a file is protected by a password', async () => {
    const bytes = await makePdf((pdf) => pdf.text('secret'), { userPassword: 'open sesame' });

    const reading = readPdf(bytes);

    await assert.rejects(reading, {
      reason: 'password',
      message: 'The file is protected by a password; save it without one.',
    });
  });
});
