import assert from 'node:assert/strict';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, type FileChild } from 'docx';
import { readDocx } from '../../../src/knowledge/readers/readDocx.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading a Word document', () => {
  it('keeps the title, headings, steps and points', async () => {
    const bytes = await makeDocx(
      new Paragraph({ text: 'SIM swap', heading: HeadingLevel.TITLE }),
      new Paragraph({ text: 'Steps', heading: HeadingLevel.HEADING_2 }),
      step('Open the record.'),
      step('Order the SIM.'),
      new Paragraph({ text: 'Keep the receipt.', bullet: { level: 0 } }),
    );

    const { title, blocks } = await readDocx(bytes);

    assert.equal(title, 'SIM swap');
    assert.deepEqual(blockLines(blocks), [
      '# SIM swap',
      '## Steps',
      '1. Open the record.',
      '2. Order the SIM.',
      '- Keep the receipt.',
    ]);
  });

  it('goes on numbering after a note between two steps', async () => {
    const bytes = await makeDocx(step('Open it.'), new Paragraph('Note: it may be locked.'), step('Close it.'));

    const { blocks } = await readDocx(bytes);

    assert.deepEqual(blockLines(blocks), ['1. Open it.', 'Note: it may be locked.', '2. Close it.']);
  });

  it('takes sub-steps into their step', async () => {
    const bytes = await makeDocx(step('Choose the reason:'), step('lost', 1), step('stolen', 1), step('Order it.'));

    const { blocks } = await readDocx(bytes);

    assert.deepEqual(blockLines(blocks), ['1. Choose the reason: lost; stolen', '2. Order it.']);
  });

  it('unfolds merged cells and joins a header of two rows', async () => {
    const bytes = await makeDocx(
      new Table({
        rows: [
          row(cell('Zone', { rowSpan: 2 }), cell('Calls', { columnSpan: 2 })),
          row(cell('out'), cell('in')),
          row(cell('EU'), cell('free'), cell('free')),
          row(cell('USA'), cell('£1.20', { columnSpan: 2 })),
        ],
      }),
    );

    const { blocks } = await readDocx(bytes);

    assert.deepEqual(blockLines(blocks), [
      'Zone=EU | Calls / out=free | Calls / in=free',
      'Zone=USA | Calls / out=£1.20 | Calls / in=£1.20',
    ]);
  });

  it('takes a short bold line for a heading', async () => {
    const bytes = await makeDocx(
      new Paragraph({ children: [new TextRun({ text: 'Fees', bold: true })] }),
      new Paragraph('A swap costs nothing.'),
    );

    const { blocks } = await readDocx(bytes);

    assert.deepEqual(blockLines(blocks), ['####### Fees', 'A swap costs nothing.']);
  });
});

async function makeDocx(...children: readonly FileChild[]): Promise<Uint8Array> {
  const levels = [
    { level: 0, format: 'decimal' as const, text: '%1.' },
    { level: 1, format: 'lowerLetter' as const, text: '%2)' },
  ];
  const numbering = { config: [{ reference: 'steps', levels }] };
  return Packer.toBuffer(new Document({ numbering, sections: [{ children: [...children] }] }));
}

function step(text: string, level = 0): Paragraph {
  return new Paragraph({ text, numbering: { reference: 'steps', level } });
}

function row(...children: readonly TableCell[]): TableRow {
  return new TableRow({ children: [...children] });
}

function cell(text: string, span: { rowSpan?: number; columnSpan?: number } = {}): TableCell {
  return new TableCell({ children: [new Paragraph(text)], ...span });
}
