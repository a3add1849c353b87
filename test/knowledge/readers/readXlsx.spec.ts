import assert from 'node:assert/strict';
import * as xlsx from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx } from '../../../src/knowledge/readers/readXlsx.ts';
import { blockLines } from '../support/blockLines.ts';

type Cells = (string | number | Date | null)[][];

describe('reading a workbook', () => {
  it('reads every sheet, each row with its header', async () => {
    const bytes = makeXlsx({
      Plans: [
        ['Plan', 'Price'],
        ['Flex 10', '£10'],
      ],
      Fees: [
        ['Fee', 'Amount'],
        ['Late payment', '£5'],
      ],
    });

    const { blocks } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), [
      '# Plans',
      'Plan=Flex 10 | Price=£10',
      '# Fees',
      'Fee=Late payment | Amount=£5',
    ]);
    assert.deepEqual(
      blocks.map((block) => block.sheet),
      ['Plans', 'Plans', 'Fees', 'Fees'],
    );
  });

  it('joins two header rows, unfolds merged cells and keeps title and notes outside the table', async () => {
    const bytes = makeXlsx(
      {
        Sheet1: [
          ['Roaming charges', null, null],
          ['All prices include VAT.', null, null],
          [],
          ['Zone', 'Calls', null],
          [null, 'out', 'in'],
          ['EU', 'free', 'free'],
          ['USA', '£1.20', null],
          [],
          ['* Fair use applies.', null, null],
        ],
      },
      (sheet) => (sheet['!merges'] = ['A4:A5', 'B4:C4', 'B7:C7'].map((range) => xlsx.utils.decode_range(range))),
    );

    const { blocks } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), [
      '## Roaming charges',
      'All prices include VAT.',
      'Zone=EU | Calls / out=free | Calls / in=free',
      'Zone=USA | Calls / out=£1.20 | Calls / in=£1.20',
      '* Fair use applies.',
    ]);
  });

  it('shows figures as formatted and dates in one unmistakable way', async () => {
    const bytes = makeXlsx(
      {
        Sheet1: [
          ['Plan', 'From', 'Price'],
          ['Flex', new Date(Date.UTC(2026, 2, 4)), 10],
        ],
      },
      (sheet) => {
        (sheet['C2'] as xlsx.CellObject).z = '"£"0.00';
      },
    );

    const { blocks } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), ['Plan=Flex | From=2026-03-04 | Price=£10.00']);
  });

  it('goes on with the header after a blank row', async () => {
    const bytes = makeXlsx({ Sheet1: [['Zone', 'Price'], ['EU', '£0'], [], ['USA', '£6']] });

    const { blocks } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), ['Zone=EU | Price=£0', 'Zone=USA | Price=£6']);
  });

  it('reads two tables that stand side by side apart', async () => {
    const bytes = makeXlsx({
      Sheet1: [
        ['Code', 'Meaning', null, 'Shop', 'Phone'],
        ['E1', 'No line', null, 'London', '020 1'],
      ],
    });

    const { blocks } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), ['Code=E1 | Meaning=No line', 'Shop=London | Phone=020 1']);
  });

  it('leaves hidden sheets, rows and columns out', async () => {
    const bytes = makeXlsx(
      {
        Shown: [
          ['Plan', 'Margin', 'Price'],
          ['Flex', '40 %', '£10'],
          ['Old', '20 %', '£8'],
        ],
        Costs: [['secret']],
      },
      (sheet, name, book) => {
        if (name !== 'Shown') return;
        sheet['!cols'] = [{}, { hidden: true }, {}];
        sheet['!rows'] = [{}, {}, { hidden: true }];
        book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
      },
    );

    const { blocks, warnings } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), ['# Shown', 'Plan=Flex | Price=£10']);
    assert.deepEqual(warnings, ['sheet "Costs" is hidden and was left out']);
  });

  it('reads the sheets beside one that is nothing but a chart', async () => {
    const bytes = withChartAsSecondSheet(
      makeXlsx({
        Plans: [
          ['Plan', 'Price'],
          ['Flex', '£10'],
        ],
        Chart: [['gone']],
      }),
    );

    const { blocks } = await readXlsx(bytes);

    assert.deepEqual(blockLines(blocks), ['# Plans', 'Plan=Flex | Price=£10']);
  });
});

const CHART = '<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr/></chartsheet>';

/** As Excel writes a chart that was moved to a sheet of its own. */
function withChartAsSecondSheet(workbook: Uint8Array): Uint8Array {
  const { 'xl/worksheets/sheet2.xml': _, ...parts } = unzipSync(workbook);
  for (const name of ['xl/_rels/workbook.xml.rels', '[Content_Types].xml']) {
    const text = strFromU8(parts[name] ?? new Uint8Array());
    const second = /<(?:Relationship|Override)[^>]*worksheets\/sheet2\.xml[^>]*>/g;
    parts[name] = strToU8(text.replace(second, (one) => one.replaceAll('worksheet', 'chartsheet')));
  }
  return zipSync({ ...parts, 'xl/chartsheets/sheet2.xml': strToU8(CHART) });
}

type Finish = (sheet: xlsx.WorkSheet, name: string, book: xlsx.WorkBook) => void;

function makeXlsx(sheets: Readonly<Record<string, Cells>>, finish?: Finish): Uint8Array {
  const book = xlsx.utils.book_new();
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet = xlsx.utils.aoa_to_sheet(cells, { cellDates: true });
    xlsx.utils.book_append_sheet(book, sheet, name);
    finish?.(sheet, name, book);
  }
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}
