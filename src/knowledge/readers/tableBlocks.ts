import type { Block } from '../../domain/block.ts';
import { countWords } from './cleanText.ts';
import type { TableCell, TableGrid } from './tableGrid.ts';
import { countHeaderRows } from './tableHeader.ts';

/** Where a block stands. */
export type BlockAt = Pick<Block, 'page' | 'slide' | 'sheet'>;

export interface TableHints {
  /** The table goes on from one that had this header (next page, after a blank row). */
  goesOnFrom?: readonly string[];
  /** The format says how many rows are header. */
  headerRows?: number;
  /** The drawing says that so many rows are header; there may be more. */
  atLeastHeaderRows?: number;
}

/** Level of a title inside a table, above its header. */
export const TABLE_TITLE_LEVEL = 8;
/** Level of the headings that stand between rows ("Business plans" over some of them). Both end with the table. */
export const TABLE_GROUP_LEVEL = 9;

/** Rows of a table as facts, each with its header; captions and group rows become headings, wide notes paragraphs. */
export function tableBlocks(grid: TableGrid, at: BlockAt, hints: TableHints = {}): Block[] {
  const rows = withoutEmpty(grid);
  const width = rows[0]?.length ?? 0;
  if (width < 2) {
    return rows.flatMap((row) => row.filter((cell) => cell.text !== '')).map((cell) => paragraph(cell.text, at));
  }
  const blocks: Block[] = [];
  let first = 0;
  while (first < rows.length - 1 && isCaptionRow(rows[first] ?? [])) {
    blocks.push(
      first === 0 ? wideBlock(rows[first] ?? [], TABLE_TITLE_LEVEL, at) : paragraph(textOf(rows[first] ?? []), at),
    );
    first++;
  }
  const { header, body } = splitHeader(rows.slice(first), hints);
  let hasRow = false;
  for (const [index, row] of body.entries()) {
    if (isGroupRow(row, index === body.length - 1)) blocks.push(wideBlock(row, TABLE_GROUP_LEVEL, at));
    else {
      blocks.push({ kind: 'row', header, cells: row.map((cell) => cell.text), ...at });
      hasRow = true;
    }
  }
  // A header alone says nothing unless it is kept as a row.
  if (!hasRow && header.some((name) => name !== ''))
    blocks.push({ kind: 'row', header: header.map(() => ''), cells: header, ...at });
  return blocks;
}

function splitHeader(rows: TableGrid, hints: TableHints): { header: readonly string[]; body: TableGrid } {
  const width = rows[0]?.length ?? 0;
  const before = hints.goesOnFrom?.length === width ? hints.goesOnFrom : undefined;
  const headerRows = Math.min(
    hints.headerRows ?? countHeaderRows(rows, hints.atLeastHeaderRows),
    Math.max(rows.length - 1, 0),
  );
  if (headerRows === 0) return { header: before ?? new Array<string>(width).fill(''), body: rows };
  return { header: joinHeader(rows.slice(0, headerRows)), body: rows.slice(headerRows) };
}

/** Two header rows become 'A / B'; a group name over several columns goes to each of them. */
function joinHeader(headerRows: TableGrid): string[] {
  const filled = headerRows.map((row, index) =>
    index < headerRows.length - 1 ? filledForward(row, headerRows[index + 1] ?? []) : row,
  );
  const width = headerRows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => {
    const names = filled.map((row) => row[column]?.text ?? '').filter((name) => name !== '');
    return names.filter((name, index) => names.indexOf(name) === index).join(' / ');
  });
}

function filledForward(row: readonly TableCell[], below: readonly TableCell[]): TableCell[] {
  let last: TableCell | undefined;
  return row.map((cell, column) => {
    if (cell.text !== '') last = cell;
    const isUnderGroup = cell.text === '' && column > 1 && (below[column]?.text ?? '') !== '';
    return isUnderGroup && last !== undefined ? { ...last, isRepeat: true } : cell;
  });
}

function withoutEmpty(grid: TableGrid): TableGrid {
  const width = grid.reduce((widest, row) => Math.max(widest, row.length), 0);
  const used = Array.from({ length: width }, (_, column) => grid.some((row) => (row[column]?.text ?? '') !== ''));
  return grid
    .map((row) => used.flatMap((isUsed, column) => (isUsed ? [row[column] ?? { text: '' }] : [])))
    .filter((row) => row.some((cell) => cell.text !== ''));
}

/** A row that says one thing over the whole width. */
function isWideRow(row: readonly TableCell[]): boolean {
  const texts = row.filter((cell) => cell.text !== '').map((cell) => cell.text);
  return texts.length === row.length
    ? new Set(texts).size === 1 && row.some((cell) => cell.isRepeat)
    : texts.length === 1 && row.length > 2;
}

/** A wide row above the header. */
function isCaptionRow(row: readonly TableCell[]): boolean {
  return isWideRow(row) || (row.filter((cell) => cell.text !== '').length === 1 && row[0]?.text !== '');
}

function isGroupRow(row: readonly TableCell[], isLast: boolean): boolean {
  const isLonely = row.filter((cell) => cell.text !== '').length === 1 && (row[0]?.text ?? '') !== '';
  if (row.length === 2) return (isLonely && row[0]?.isHeader === true && !isLast) || isWideRow(row);
  return (isLonely || isWideRow(row)) && row[0]?.text !== '';
}

function wideBlock(row: readonly TableCell[], level: number, at: BlockAt): Block {
  const text = textOf(row);
  const isName = countWords(text) <= 10 && !/[.;,!?]$|^\*/.test(text);
  return isName ? { kind: 'heading', level, text, ...at } : paragraph(text, at);
}

function textOf(row: readonly TableCell[]): string {
  return row.find((cell) => cell.text !== '')?.text ?? '';
}

function paragraph(text: string, at: BlockAt): Block {
  return { kind: 'paragraph', text, ...at };
}
