import { isValue } from '../tableHeader.ts';
import type { Line, Segment } from './pdfPage.ts';

/** A stretch of the page's width that one column of a table takes. */
export interface Column {
  x1: number;
  x2: number;
}

/** Columns are what remains of the width after the strips that (nearly) no line with several segments covers. */
export function findColumns(lines: readonly Line[]): Column[] {
  const several = lines.filter((line) => line.length > 1);
  const allowed = several.length < 6 ? 0 : Math.floor(several.length * 0.12);
  const covered = new Map<number, number>();
  for (const line of several) {
    const bins = new Set<number>();
    for (const { x1, x2 } of line) for (let x = Math.floor(x1); x <= Math.ceil(x2); x++) bins.add(x);
    for (const bin of bins) covered.set(bin, (covered.get(bin) ?? 0) + 1);
  }
  const columns: Column[] = [];
  for (const [x, count] of [...covered].sort(([a], [b]) => a - b)) {
    const last = columns.at(-1);
    if (count <= allowed) continue;
    if (last !== undefined && x - last.x2 <= 3) last.x2 = x;
    else columns.push({ x1: x, x2: x });
  }
  return columns.filter((column) => column.x2 - column.x1 >= 2);
}

/** A segment in the columns it stands in: one, all that it spans, or one figure for each. */
export interface Placed {
  column: number;
  segment: Segment;
  /** True from the second column of a spanning segment on. */
  isRepeat: boolean;
}

export function placeSegment(segment: Segment, columns: readonly Column[]): Placed[] {
  const under = columnsUnder(segment, columns);
  const words = segment.text.split(' ');
  // Figures set so tight that they were read as one text.
  if (under.length > 1 && words.length === under.length && words.every(isValue)) {
    return under.map((column, index) => ({
      column,
      segment: { ...segment, text: words[index] ?? '' },
      isRepeat: false,
    }));
  }
  return under.map((column, index) => ({ column, segment, isRepeat: index > 0 }));
}

/** The column a segment overlaps most, or all it covers by more than half: a name over a group of columns. */
function columnsUnder(segment: Segment, columns: readonly Column[]): number[] {
  const overlaps = columns.map((column) => Math.min(segment.x2, column.x2) - Math.max(segment.x1, column.x1));
  const wide = overlaps.flatMap((overlap, index) => {
    const column = columns[index];
    return column !== undefined && overlap > (column.x2 - column.x1) * 0.5 ? [index] : [];
  });
  return wide.length > 1 ? wide : [overlaps.indexOf(Math.max(...overlaps))];
}

/** Segments as lines by their baselines, top to bottom. */
export function linesOf(segments: readonly Segment[]): Line[] {
  const lines: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    const last = lines.at(-1);
    if (last !== undefined && segment.y - (last[0]?.y ?? 0) <= segment.size * 0.3) last.push(segment);
    else lines.push([segment]);
  }
  return lines.map((line) => line.sort((a, b) => a.x1 - b.x1));
}
