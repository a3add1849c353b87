import type { TableCell } from '../tableGrid.ts';
import { isValue } from '../tableHeader.ts';
import { cellText } from './joinLines.ts';
import type { Line, PdfPage, PdfTable, Segment } from './pdfPage.ts';
import { findRuledAreas, isWhite, SNAP, type RuledArea } from './ruledAreas.ts';
import { joinStacked, type RuledTable } from './stackedTables.ts';
import { spreadGroups } from './spreadGroups.ts';
import { findColumns, linesOf, placeSegment, type Column } from './tableColumns.ts';

/** Tables whose columns are parted by drawn lines or coloured cells; their segments are taken out of the page. */
export function takeRuledTables(page: PdfPage): PdfTable[] {
  const tables: RuledTable[] = [];
  for (const area of findRuledAreas(page).sort((a, b) => a.y1 - b.y1)) {
    const inside = page.segments.filter((segment) => isInside(segment, area));
    const table = tableOf(area, inside, page);
    if (table === undefined) continue;
    tables.push(table);
    const taken = new Set(inside);
    page.segments = page.segments.filter((segment) => !taken.has(segment));
  }
  return joinStacked(tables);
}

/** A cell while the grid is built; merged places share one list of segments. */
interface RuledCell {
  segments: Segment[];
  isRepeat: boolean;
}

function tableOf(area: RuledArea, segments: readonly Segment[], page: PdfPage): RuledTable | undefined {
  if (segments.length < 3) return undefined;
  const bounds = refineBounds(area, segments);
  const rows = area.ys.slice(0, -1).flatMap((top, index) => {
    const bottom = area.ys[index + 1] ?? top;
    const own = segments.filter((segment) => middleOf(segment) >= top && middleOf(segment) < bottom);
    const groups = splitBand(linesOf(own), bounds, area.ys.length <= 3);
    return (groups.length === 0 ? [[]] : groups).map((lines, at) => ({
      top,
      bottom,
      isFirst: at === 0,
      cells: placeRow(lines.flat(), bounds),
    }));
  });
  rows.forEach((row, index) => mergeCells(area, { row, above: rows[index - 1], bounds, all: rows.length }));
  const used = new Set(
    rows.flatMap((row) => row.cells.flatMap((cell, column) => (cell.segments.length > 0 ? [column] : []))),
  );
  const filled = rows.flatMap((row) => row.cells).filter((cell) => cell.segments.length > 0 && !cell.isRepeat).length;
  // A chart has lines too, but hardly anything in its "cells".
  if (used.size < 2 || rows.length < 2 || filled < rows.length * used.size * 0.25) return undefined;
  const headerRows = countColouredRows(page, area);
  const names = rows[0]?.cells.flatMap((cell) => cell.segments) ?? [];
  const grid = spreadGroups(
    rows.map((row) => row.cells.map(cellFrom)),
    bounds,
    names,
  );
  const place = { x1: area.x1, y1: area.y1, x2: area.x2, y2: area.y2 };
  return { ...place, bounds, grid, ...(headerRows > 0 && headerRows < grid.length ? { headerRows } : {}) };
}

/** Columns as drawn, parted further where the text inside one keeps to columns of its own. */
function refineBounds(area: RuledArea, segments: readonly Segment[]): Column[] {
  return area.xs.slice(0, -1).flatMap((x1, index): Column[] => {
    const x2 = area.xs[index + 1] ?? x1;
    const lines = linesOf(segments.filter((segment) => segment.x1 > x1 - SNAP && segment.x2 < x2 + SNAP));
    const several = lines.filter((line) => line.length > 1).length;
    const columns = several >= 2 && several >= lines.length * 0.4 ? findColumns(lines) : [];
    if (columns.length < 2) return [{ x1, x2 }];
    const edges = columns.slice(1).map((column, at) => ((columns[at]?.x2 ?? 0) + column.x1) / 2);
    return [x1, ...edges].map((edge, at) => ({ x1: edge, x2: edges[at] ?? x2 }));
  });
}

/** Lines between two drawn lines by row: one row of wrapped cells, or several where figures or labels stand line by line. */
function splitBand(lines: readonly Line[], bounds: readonly Column[], isOpen: boolean): Line[][] {
  if (lines.length < 2) return lines.length === 0 ? [] : [[...lines]];
  const first = bounds[0] ?? { x1: 0, x2: 0 };
  const isStart = (line: Line): boolean =>
    line.length > 1 && line.some((segment) => segment.x1 < first.x2 - 2 && !/^\p{Ll}/u.test(segment.text));
  const starts = lines.filter(isStart);
  const figures = bounds.slice(1).some((column) => {
    const texts = starts.flatMap((line) =>
      line
        .filter((segment) => segment.x1 >= column.x1 - 2 && segment.x2 <= column.x2 + 2)
        .map((segment) => segment.text),
    );
    return texts.length >= 2 && texts.length >= starts.length * 0.7 && texts.every(isValue);
  });
  if (starts.length < 2 || (!figures && !(isOpen && starts.length >= lines.length * 0.5))) return [[...lines]];
  const groups: Line[][] = [];
  for (const line of lines) {
    const isLone = line.every((segment) => segment.x1 < first.x2 - 2);
    if (groups.length === 0 || isStart(line) || (figures && isLone)) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}

function placeRow(segments: readonly Segment[], bounds: readonly Column[]): RuledCell[] {
  const cells: RuledCell[] = bounds.map(() => ({ segments: [], isRepeat: false }));
  for (const placed of segments.flatMap((segment) => placeSegment(segment, bounds))) {
    const cell = cells[placed.column];
    cell?.segments.push(placed.segment);
    if (cell !== undefined) cell.isRepeat ||= placed.isRepeat;
  }
  return cells;
}

interface MergeSetting {
  row: RuledRow;
  above: RuledRow | undefined;
  bounds: readonly Column[];
  all: number;
}

interface RuledRow {
  top: number;
  bottom: number;
  /** False for the further rows of one band, which no line parts. */
  isFirst: boolean;
  cells: RuledCell[];
}

/** An empty place takes over its neighbour's text where the line that is drawn elsewhere is missing here. */
function mergeCells(area: RuledArea, { row, above, bounds, all }: MergeSetting): void {
  row.cells.forEach((cell, column) => {
    const { x1 = 0, x2 = 0 } = bounds[column] ?? {};
    const lines = area.verticals.filter((rule) => Math.abs(rule.x1 - x1) <= SNAP);
    const drawn = lines.reduce((sum, rule) => sum + rule.y2 - rule.y1, 0) >= (area.y2 - area.y1) * 0.5;
    const isParted = lines.some((rule) => covers([rule.y1, rule.y2], [row.top, row.bottom]));
    const left = row.cells[column - 1];
    if (drawn && !isParted && left !== undefined && (left.segments.length === 0 || cell.segments.length === 0))
      share(left, cell);
    const isUnderLine = area.horizontals.some(
      (rule) => Math.abs(rule.y1 - row.top) <= SNAP && covers([rule.x1, rule.x2], [x1, x2]),
    );
    const upper = above?.cells[column];
    if (!row.isFirst || isUnderLine || upper === undefined || all < 3) return;
    const isEmpty = upper.segments.length === 0 || cell.segments.length === 0;
    if (isEmpty || ruledShare(area, x1, x2) >= 0.5) share(upper, cell);
  });
}

/** Share of the row bounds that are drawn in this column. */
function ruledShare(area: RuledArea, x1: number, x2: number): number {
  const drawn = area.ys.filter((y) =>
    area.horizontals.some((rule) => Math.abs(rule.y1 - y) <= SNAP && covers([rule.x1, rule.x2], [x1, x2])),
  );
  return drawn.length / area.ys.length;
}

function share(from: RuledCell, to: RuledCell): void {
  for (const segment of to.segments) if (!from.segments.includes(segment)) from.segments.push(segment);
  to.segments = from.segments;
  to.isRepeat = true;
}

function cellFrom({ segments, isRepeat }: RuledCell): TableCell {
  const isHeader =
    segments.length > 0 && segments.every((segment) => segment.isBold || segment.tag?.cell?.isHeader === true);
  return { text: cellText(segments), isHeader, ...(isRepeat ? { isRepeat } : {}) };
}

/** First rows on a colour that no later row has. */
function countColouredRows(page: PdfPage, area: RuledArea): number {
  const colours = area.ys.slice(0, -1).map((top, row) => {
    const y = (top + (area.ys[row + 1] ?? top)) / 2;
    const x = area.x2 - Math.min(12, (area.x2 - area.x1) * 0.05);
    return page.fills.findLast((fill) => fill.y1 <= y && fill.y2 >= y && fill.x1 <= x && fill.x2 >= x)?.colour ?? '';
  });
  const [first = ''] = colours;
  if (first === '' || isWhite(first)) return 0;
  const count = colours.findIndex((colour) => colour !== first);
  return count === -1 || colours.indexOf(first, count) !== -1 ? 0 : count;
}

function isInside(segment: Segment, area: RuledArea): boolean {
  const x = (segment.x1 + segment.x2) / 2;
  return x >= area.x1 - 1 && x <= area.x2 + 1 && middleOf(segment) >= area.y1 && middleOf(segment) <= area.y2;
}

function middleOf(segment: Segment): number {
  return segment.y - segment.size * 0.3;
}

function covers([from, to]: readonly [number, number], [start, end]: readonly [number, number]): boolean {
  const middle = (start + end) / 2;
  return from <= middle && to >= middle;
}
