import type { TableCell } from '../tableGrid.ts';
import type { Segment } from './pdfPage.ts';
import type { Column } from './tableColumns.ts';

/** Farthest a group's name may stand from the middle of its columns, in points. */
const FARTHEST = 14;

/** Names over groups of columns ("Calls" over "out" and "in") in every column of their group, told by where they are centred. */
export function spreadGroups(
  grid: TableCell[][],
  columns: readonly Column[],
  names: readonly Segment[],
): TableCell[][] {
  const [first = [], second = []] = grid;
  const open = columns.map((_, index) => index).filter((index) => index > 0 && second[index]?.text !== '');
  const own = names.filter((name) =>
    first.some((cell, column) => column > 0 && cell.text === name.text && !cell.isRepeat),
  );
  const isGrouped = own.length > 0 && own.length < open.length && !first.some((cell) => cell.isRepeat);
  if (!isGrouped || own.length !== first.filter((cell, column) => column > 0 && cell.text !== '').length) return grid;
  const groups = partition(
    own.map((name) => (name.x1 + name.x2) / 2),
    open.map((index) => columns[index] ?? { x1: 0, x2: 0 }),
  );
  if (groups === undefined) return grid;
  const spread = first.map((cell, column): TableCell => (column === 0 ? cell : { text: '' }));
  groups.forEach((group, index) => {
    const cell = { text: own[index]?.text ?? '', isHeader: own[index]?.isBold === true };
    group.forEach((place, at) => (spread[open[place] ?? 0] = at === 0 ? cell : { ...cell, isRepeat: true }));
  });
  return [spread, ...grid.slice(1)];
}

/** Runs of columns, one for each centre and as well centred as can be; the first columns may stay without a group. */
function partition(centres: readonly number[], columns: readonly Column[]): number[][] | undefined {
  let best: { cost: number; ends: number[] } | undefined;
  const tryFrom = (start: number, ends: readonly number[], cost: number): void => {
    const centre = centres[ends.length - 1];
    if (cost >= (best?.cost ?? centres.length * FARTHEST)) return;
    if (centre === undefined) {
      if (start === columns.length) best = { cost, ends: [...ends] };
      return;
    }
    for (let end = start + 1; end <= columns.length; end++) {
      const middle = ((columns[start]?.x1 ?? 0) + (columns[end - 1]?.x2 ?? 0)) / 2;
      tryFrom(end, [...ends, end], cost + Math.abs(middle - centre));
    }
  };
  for (let start = 0; start < columns.length; start++) tryFrom(start, [start], 0);
  const { ends } = best ?? {};
  return ends
    ?.slice(1)
    .map((end, index) => Array.from({ length: end - (ends[index] ?? 0) }, (_, at) => (ends[index] ?? 0) + at));
}
