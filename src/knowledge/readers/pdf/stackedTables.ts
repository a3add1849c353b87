import type { TableCell } from '../tableGrid.ts';
import type { PdfTable } from './pdfPage.ts';
import { SNAP } from './ruledAreas.ts';
import type { Column } from './tableColumns.ts';

/** A ruled table with the bounds of its columns. */
export interface RuledTable extends PdfTable {
  bounds: readonly Column[];
}

/** Tables with the same columns closer than this, in points, are parts of one. */
const STACK_GAP = 16;

/** Parts of one table that a coloured bar or a thin gap divides: same columns, one right under the other, no new header. */
export function joinStacked(tables: readonly RuledTable[]): PdfTable[] {
  const joined: RuledTable[] = [];
  for (const table of tables) {
    const last = joined.find(
      (other) => table.y1 >= other.y2 - SNAP && table.y1 - other.y2 < STACK_GAP && hasSameColumns(other, table),
    );
    const startsAnew =
      table.grid[0]?.every((cell) => cell.isHeader === true || cell.text === '') === true && !isOneName(table.grid[0]);
    if (last === undefined || startsAnew) joined.push({ ...table });
    else {
      last.grid = [...last.grid, ...table.grid];
      last.y2 = table.y2;
    }
  }
  return joined;
}

function isOneName(row: readonly TableCell[]): boolean {
  return new Set(row.map((cell) => cell.text).filter((text) => text !== '')).size === 1;
}

function hasSameColumns(a: RuledTable, b: RuledTable): boolean {
  return (
    a.bounds.length === b.bounds.length &&
    a.bounds.every(
      ({ x1, x2 }, index) =>
        Math.abs(x1 - (b.bounds[index]?.x1 ?? 0)) < 5 && Math.abs(x2 - (b.bounds[index]?.x2 ?? 0)) < 5,
    )
  );
}
