import type { CellAddress, CellObject, DenseWorkSheet, Range, WorkSheet } from '@e965/xlsx';
import { READ_LIMITS } from '../../readLimits.ts';
import { UnreadableDocument } from '../../../files/unreadableDocument.ts';
import { cleanText } from '../cleanText.ts';
import type { TableCell } from '../tableGrid.ts';

/** One that is nothing but a chart or a dialog has no cells. */
type Sheet = Pick<WorkSheet, '!merges' | '!rows' | '!cols'> & Partial<Pick<DenseWorkSheet, '!data'>>;

/** The shown cells of a sheet as text on their grid; hidden rows and columns left out, merged cells in every place. */
export function sheetGrid(sheet: Sheet): TableCell[][] {
  const used = usedRange(sheet);
  if (used === undefined) return [];
  if ((used.e.r - used.s.r + 1) * (used.e.c - used.s.c + 1) > READ_LIMITS.sheetCells) {
    throw new UnreadableDocument('too-large', 'The workbook has a sheet of more than a million cells; split it.');
  }
  const merges = sheet['!merges'] ?? [];
  const startOf = new Map<string, CellAddress>();
  for (const { s, e } of merges) {
    // A merge over a whole column (a million rows) is formatting; nothing below the used range is shown.
    for (let row = s.r; row <= Math.min(e.r, used.e.r); row++) {
      for (let column = s.c; column <= Math.min(e.c, used.e.c); column++) {
        if (row !== s.r || column !== s.c) startOf.set(`${row} ${column}`, s);
      }
    }
  }
  const grid: TableCell[][] = [];
  for (let row = used.s.r; row <= used.e.r; row++) {
    if (sheet['!rows']?.[row]?.hidden === true) continue;
    const cells: TableCell[] = [];
    for (let column = used.s.c; column <= used.e.c; column++) {
      if (sheet['!cols']?.[column]?.hidden === true) continue;
      const start = merges.length === 0 ? undefined : startOf.get(`${row} ${column}`);
      const { r, c } = start ?? { r: row, c: column };
      const cell = sheet['!data']?.[r]?.[c];
      cells.push(start === undefined ? { text: shownText(cell) } : { text: shownText(cell), isRepeat: true });
    }
    grid.push(cells);
  }
  return grid;
}

/** The range that holds something; the one in the file counts formatted cells, often to the last row there can be. */
function usedRange(sheet: Sheet): Range | undefined {
  let used: Range | undefined;
  // Arrays with holes: by their keys, as forEach asks at each of the millions of places between, too.
  for (const [r, cells] of filled(sheet['!data'] ?? [])) {
    for (const [c, cell] of filled(cells ?? [])) {
      if (shownText(cell) === '') continue;
      used ??= { s: { r, c }, e: { r, c } };
      used.s = { r: Math.min(used.s.r, r), c: Math.min(used.s.c, c) };
      used.e = { r: Math.max(used.e.r, r), c: Math.max(used.e.c, c) };
    }
  }
  return used;
}

function* filled<Item>(items: readonly Item[]): Generator<[at: number, item: Item | undefined]> {
  for (const key of Object.keys(items)) yield [Number(key), items[Number(key)]];
}

/** What the cell shows; dates as ISO dates, because 3/4/26 means two days. */
function shownText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.t === 'z' || cell.t === 'e') return '';
  if (cell.v instanceof Date) return isoDate(cell.v, cell.w ?? '');
  if (cell.t === 'b') return cell.v === true ? 'yes' : 'no';
  return cleanText(cell.w ?? String(cell.v ?? ''));
}

function isoDate(date: Date, shown: string): string {
  if (Number.isNaN(date.getTime())) return cleanText(shown);
  const iso = date.toISOString();
  const hasTime = /\d:\d\d/.test(shown);
  const hasDay = /[/.-]|[a-z]{3}/i.test(shown.replace(/[ap]m/i, ''));
  if (hasTime && !hasDay) return cleanText(shown);
  return hasTime ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10);
}
