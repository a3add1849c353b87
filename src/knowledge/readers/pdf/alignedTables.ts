import { countWords } from '../cleanText.ts';
import type { TableCell } from '../tableGrid.ts';
import { isValue } from '../tableHeader.ts';
import { cellText } from './joinLines.ts';
import { isMarker } from './listMarker.ts';
import { groupRows } from './groupRows.ts';
import type { FlowItem, Line, PdfTable, Rule, Segment } from './pdfPage.ts';
import { spreadGroups } from './spreadGroups.ts';
import { findColumns, placeSegment, type Column } from './tableColumns.ts';

/** The region with every run of lines that share columns made a table. `rowLines` are the drawn lines of the page. */
export function findAlignedTables(region: readonly FlowItem[], rowLines: readonly Rule[]): FlowItem[] {
  const items: FlowItem[] = [];
  for (let index = 0; index < region.length;) {
    const run = tabularRun(region, index);
    const table = run === undefined ? undefined : tableOf(run.lines, rowLines);
    if (run === undefined || table === undefined) {
      const item = region[index];
      if (item !== undefined) items.push(item.kind === 'line' ? { kind: 'line', line: joinMarker(item.line) } : item);
      index++;
    } else {
      items.push({ kind: 'table', table });
      index = run.end;
    }
  }
  return items;
}

/** "1." or a bare "1" and the words far behind it are one text. */
function joinMarker(line: Line): Line {
  const [mark, next, ...rest] = line;
  if (mark === undefined || next === undefined) return line;
  const isBare =
    /^\d{1,2}$/.test(mark.text) && rest.length === 0 && countWords(next.text) > 2 && /^\p{Lu}/u.test(next.text);
  if (!isBare && !isMarker(mark.text, true)) return line;
  return [{ ...next, x1: mark.x1, text: `${mark.text}${isBare ? '.' : ''} ${next.text}` }, ...rest];
}

/** Lines from `start` on with several segments each, and those between and after them that continue a cell. */
function tabularRun(region: readonly FlowItem[], start: number): { lines: Line[]; end: number } | undefined {
  const lines: Line[] = [];
  let end = start;
  for (let index = start; index < region.length; index++) {
    const item = region[index];
    if (item?.kind !== 'line') break;
    const line = joinMarker(item.line);
    const before = lines.at(-1);
    if (before !== undefined && isFarBelow(line, before, lines)) break;
    if (line.length > 1) end = index + 1;
    else if (before === undefined || !continuesCell(line, lines) || index - end >= 3) break;
    lines.push(line);
  }
  if (end === start) return undefined;
  const trailing = lines.slice(end - start);
  const kept = trailing.findIndex((line, index) => !isWrapped(line, lines[end - start + index - 1] ?? line, lines));
  const count = end - start + (kept === -1 ? trailing.length : kept);
  return { lines: lines.slice(0, count), end: start + count };
}

function isFarBelow(line: Line, before: Line, lines: readonly Line[]): boolean {
  const gap = yOf(line) - yOf(before);
  const gaps = lines.slice(1).map((next, index) => yOf(next) - yOf(lines[index] ?? next));
  const usual = Math.max(...gaps, sizeOf(line) * 1.6);
  return (
    gap > Math.max(usual * 1.8, sizeOf(line) * 3.2) || Math.abs(sizeOf(line) - sizeOf(before)) > sizeOf(before) * 0.25
  );
}

/** A lone segment that stays inside one column of the lines above. */
function continuesCell(line: Line, lines: readonly Line[]): boolean {
  const columns = findColumns(lines);
  const [segment] = line;
  if (segment === undefined || columns.length < 2) return false;
  return (
    columns.filter((column) => segment.x1 < column.x2 && segment.x2 > column.x1).length === 1 &&
    segment.x2 - segment.x1 < widthOf(columns) * 0.6
  );
}

/** A last lone line belongs to the table when it stands tight under a later column. */
function isWrapped(line: Line, before: Line, lines: readonly Line[]): boolean {
  const [segment] = line;
  const second = findColumns(lines)[1];
  return (
    segment !== undefined &&
    second !== undefined &&
    segment.x1 >= second.x1 - 3 &&
    yOf(line) - yOf(before) < segment.size * 1.6
  );
}

function tableOf(lines: readonly Line[], rowLines: readonly Rule[]): PdfTable | undefined {
  const columns = findColumns(lines);
  const several = lines.filter((line) => line.length > 1);
  if (columns.length < 2 || several.length < 2) return undefined;
  const rows = groupRows(lines, columns[0] ?? { x1: 0, x2: 0 }, rowLines);
  if (rows.length < 2) return undefined;
  const grid = spreadGroups(
    carryLabels(rows.map((row) => rowFrom(row.flat(), columns))),
    columns,
    rows[0]?.flat() ?? [],
  );
  const isSure =
    several.length > 2 ||
    columns.length > 2 ||
    grid[0]?.every((cell) => cell.isHeader) === true ||
    grid.some((row) => row.slice(1).some((cell) => isValue(cell.text)));
  const cells = grid.flat().filter((cell) => cell.text !== '');
  // Scales of charts: figures only, or hardly anything in the "cells".
  const isChart =
    cells.length < grid.length * columns.length * 0.2 ||
    (columns.length < 3 && !cells.some((cell) => /\p{L}{2}/u.test(cell.text)));
  if (!isSure || isChart) return undefined;
  const segments = lines.flat();
  return {
    grid,
    x1: Math.min(...segments.map((segment) => segment.x1)),
    x2: Math.max(...segments.map((segment) => segment.x2)),
    y1: Math.min(...segments.map((segment) => segment.y - segment.size)),
    y2: Math.max(...segments.map((segment) => segment.y)),
  };
}

function rowFrom(segments: readonly Segment[], columns: readonly Column[]): TableCell[] {
  const placed = segments.flatMap((segment) => placeSegment(segment, columns));
  return columns.map((_, column) => {
    const own = placed.filter((place) => place.column === column);
    const isHeader = own.length > 0 && own.every(({ segment }) => segment.isBold);
    const isRepeat = own.length > 0 && own.every((place) => place.isRepeat);
    return { text: cellText(own.map(({ segment }) => segment)), isHeader, ...(isRepeat ? { isRepeat } : {}) };
  });
}

/** A row without its label belongs to the label above when it fills all the other columns. */
function carryLabels(grid: TableCell[][]): TableCell[][] {
  grid.forEach((row, index) => {
    const above = grid[index - 1]?.[0];
    const isWhole = row.length > 2 && row.slice(1).every((cell) => cell.text !== '') && row[0]?.text === '';
    if (index > 1 && isWhole && above !== undefined && row.slice(1).some((cell) => isValue(cell.text)))
      row[0] = { ...above, isRepeat: true };
  });
  return grid;
}

function yOf(line: Line): number {
  return line[0]?.y ?? 0;
}

function sizeOf(line: Line): number {
  return Math.max(...line.map((segment) => segment.size));
}

function widthOf(columns: readonly Column[]): number {
  return (columns.at(-1)?.x2 ?? 0) - (columns[0]?.x1 ?? 0);
}
