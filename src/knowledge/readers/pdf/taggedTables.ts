import type { TableCell } from '../tableGrid.ts';
import { cellText } from './joinLines.ts';
import type { PdfPage, PdfTable, Segment } from './pdfPage.ts';

/** Tables that the PDF's own tags describe; their segments are taken out of the page. */
export function takeTaggedTables(page: PdfPage): PdfTable[] {
  const byTable = new Map<number, Segment[]>();
  for (const segment of page.segments) {
    const table = segment.tag?.cell?.table;
    if (table !== undefined) byTable.set(table, [...(byTable.get(table) ?? []), segment]);
  }
  const taken = new Set<Segment>();
  const tables: PdfTable[] = [];
  for (const segments of byTable.values()) {
    const grid = gridOf(segments);
    if (grid.length < 2 || (grid[0]?.length ?? 0) < 2) continue;
    segments.forEach((segment) => taken.add(segment));
    tables.push({ grid, ...boundsOf(segments) });
  }
  page.segments = page.segments.filter((segment) => !taken.has(segment));
  return tables;
}

function gridOf(segments: readonly Segment[]): TableCell[][] {
  const rows = new Map<number, Map<number, Segment[]>>();
  for (const segment of segments) {
    const { row = 0, column = 0 } = segment.tag?.cell ?? {};
    const cells = rows.get(row) ?? new Map<number, Segment[]>();
    cells.set(column, [...(cells.get(column) ?? []), segment]);
    rows.set(row, cells);
  }
  const ordered = [...rows].sort(([a], [b]) => a - b).map(([, cells]) => cells);
  const columns = columnRanges(ordered);
  return ordered.map((cells) => placeCells(cells, columns));
}

interface Range {
  x1: number;
  x2: number;
}

/** Where the columns stand, by the rows that have the most cells: tags do not tell how far a cell spans. */
function columnRanges(rows: readonly ReadonlyMap<number, Segment[]>[]): Range[] {
  const width = Math.max(...rows.map((cells) => Math.max(...cells.keys()) + 1));
  return Array.from({ length: width }, (_, column) => {
    const own = rows
      .filter((cells) => Math.max(...cells.keys()) + 1 === width)
      .flatMap((cells) => cells.get(column) ?? []);
    return own.length === 0 ? { x1: Infinity, x2: -Infinity } : boundsOf(own);
  });
}

function placeCells(cells: ReadonlyMap<number, Segment[]>, columns: readonly Range[]): TableCell[] {
  const placed: TableCell[] = columns.map(() => ({ text: '' }));
  const isWhole = Math.max(...cells.keys()) + 1 === columns.length;
  for (const [column, segments] of cells) {
    const cell = {
      text: cellText(segments),
      isHeader: segments.every((segment) => segment.isBold || segment.tag?.cell?.isHeader === true),
    };
    const covered = isWhole ? [column] : coveredColumns(boundsOf(segments), columns, column);
    covered.forEach((place, index) => (placed[place] = index === 0 ? cell : { ...cell, isRepeat: true }));
  }
  return placed;
}

function coveredColumns({ x1, x2 }: Range, columns: readonly Range[], fallback: number): number[] {
  const covered = columns.flatMap((range, column) => (range.x1 < x2 && range.x2 > x1 ? [column] : []));
  return covered.length === 0 ? [fallback] : covered;
}

function boundsOf(segments: readonly Segment[]): { x1: number; y1: number; x2: number; y2: number } {
  return {
    x1: Math.min(...segments.map((segment) => segment.x1)),
    y1: Math.min(...segments.map((segment) => segment.y - segment.size)),
    x2: Math.max(...segments.map((segment) => segment.x2)),
    y2: Math.max(...segments.map((segment) => segment.y)),
  };
}
