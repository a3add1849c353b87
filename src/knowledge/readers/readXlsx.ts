import type { Block, ReadBlocks } from '../../domain/block.ts';
import { READ_LIMITS } from '../readLimits.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { openZip, type ZipParts } from '../../files/openZip.ts';
import type { TableCell } from './tableGrid.ts';
import { sheetBlocks } from './xlsx/sheetBlocks.ts';
import { sheetGrid } from './xlsx/sheetGrid.ts';
import { appendAll } from '../appendAll.ts';

/** Reads a workbook: every visible sheet's tables as rows with their header, merged cells unfolded, notes as paragraphs. */
export async function readXlsx(bytes: Uint8Array): Promise<ReadBlocks> {
  refuseTooManyCells(await openZip(bytes));
  const xlsx = await import('@e965/xlsx');
  const workbook = openWorkbook(() =>
    xlsx.read(bytes, { type: 'array', cellDates: true, cellNF: true, cellStyles: true, dense: true }),
  );
  const blocks: Block[] = [];
  const warnings: string[] = [];
  let cells = 0;
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined) continue;
    if ((workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0) {
      warnings.push(`sheet "${name}" is hidden and was left out`);
      continue;
    }
    const grid: TableCell[][] = sheetGrid(sheet);
    // A workbook takes far more memory than its text.
    delete workbook.Sheets[name];
    cells += grid.reduce((sum, row) => sum + row.length, 0);
    if (cells > READ_LIMITS.sheetCells)
      throw new UnreadableDocument('too-large', 'The workbook has more than a million cells; split it.');
    appendAll(blocks, sheetBlocks(grid, name));
  }
  return { ...(workbook.Props?.Title === undefined ? {} : { title: workbook.Props.Title }), blocks, warnings };
}

/** Counted before they are parsed, because each takes its time; empty ones that only have a look don't count. */
function refuseTooManyCells(parts: ZipParts): void {
  let cells = 0;
  for (const name of parts.names) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    for (const _ of (parts.text(name) ?? '').matchAll(/<(?:\w+:)?(?:v|is)[\s>]/g)) cells++;
    if (cells > READ_LIMITS.sheetCells)
      throw new UnreadableDocument('too-large', 'The workbook has more than a million cells; split it.');
  }
}

function openWorkbook<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new UnreadableDocument('damaged', 'The file is damaged or no workbook; save it again.', { cause: error });
  }
}
