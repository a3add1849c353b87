import { countWords } from '../cleanText.ts';
import { isValue } from '../tableHeader.ts';
import { readMarker } from './listMarker.ts';
import type { FlowItem, PdfTable, Segment } from './pdfPage.ts';

/** Fewest lines on either side of a gutter for text to stand in columns. */
const FEWEST_LINES = 4;
const GUTTER_STEP = 4;

interface Box {
  x1: number;
  x2: number;
  segment?: Segment;
  table?: PdfTable;
}

interface Row {
  y: number;
  boxes: Box[];
}

/** A page's segments and tables in reading order, in regions: one region, or column after column between full-width parts. */
export function orderRegions(segments: readonly Segment[], tables: readonly PdfTable[]): FlowItem[][] {
  return splitColumns(rowsOf(segments, tables), 0).map((rows) => rows.flatMap(itemsOf));
}

function rowsOf(segments: readonly Segment[], tables: readonly PdfTable[]): Row[] {
  const rows: Row[] = [];
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    const last = rows.at(-1);
    const box = { x1: segment.x1, x2: segment.x2, segment };
    const sameLine =
      last !== undefined &&
      segment.y - last.y <= segment.size * 0.33 &&
      !last.boxes.some((other) => other.x1 < box.x2 - 1 && other.x2 > box.x1 + 1);
    if (sameLine) last.boxes.push(box);
    else rows.push({ y: segment.y, boxes: [box] });
  }
  const tableRows = tables.map((table) => ({ y: table.y1, boxes: [{ x1: table.x1, x2: table.x2, table }] }));
  return [...rows, ...tableRows].sort((a, b) => a.y - b.y);
}

function itemsOf(row: Row): FlowItem[] {
  const table = row.boxes[0]?.table;
  if (table !== undefined) return [{ kind: 'table', table }];
  const line = row.boxes.flatMap((box) => box.segment ?? []).sort((a, b) => a.x1 - b.x1);
  return line.length === 0 ? [] : [{ kind: 'line', line }];
}

function splitColumns(rows: readonly Row[], depth: number): Row[][] {
  const gutter = depth < 3 ? findGutter(rows) : undefined;
  if (gutter === undefined) return rows.length === 0 ? [] : [[...rows]];
  const { x, from, to } = gutter;
  const band = rows.slice(from, to);
  const side = (isOwn: (box: Box) => boolean): Row[] =>
    band.map((row) => ({ y: row.y, boxes: row.boxes.filter(isOwn) })).filter((row) => row.boxes.length > 0);
  return [
    ...splitColumns(rows.slice(0, from), depth + 1),
    ...splitColumns(
      side((box) => box.x2 <= x),
      depth + 1,
    ),
    ...splitColumns(
      side((box) => box.x1 >= x),
      depth + 1,
    ),
    ...splitColumns(rows.slice(to), depth + 1),
  ];
}

interface Gutter {
  x: number;
  from: number;
  to: number;
}

/** The white strip with the most lines on both sides, where these are columns and not cells. */
function findGutter(rows: readonly Row[]): Gutter | undefined {
  const boxes = rows.flatMap((row) => row.boxes);
  const left = Math.min(...boxes.map((box) => box.x1));
  const right = Math.max(...boxes.map((box) => box.x2));
  const margin = (right - left) * 0.15;
  let best: (Gutter & { lines: number }) | undefined;
  for (let x = left + margin; x < right - margin; x += GUTTER_STEP) {
    for (const { from, to } of bandsAt(rows, x)) {
      const band = rows.slice(from, to);
      const lines = Math.min(
        countSide(band, (box) => box.x2 <= x),
        countSide(band, (box) => box.x1 >= x),
      );
      if (lines >= FEWEST_LINES && lines > (best?.lines ?? 0) && areColumns(band, x)) best = { x, from, to, lines };
    }
  }
  return best;
}

/** Runs of rows of which no box crosses the strip at x. */
function bandsAt(rows: readonly Row[], x: number): { from: number; to: number }[] {
  const bands: { from: number; to: number }[] = [];
  let from = 0;
  rows.forEach((row, index) => {
    if (!row.boxes.some((box) => box.x1 < x + 3 && box.x2 > x - 3)) return;
    if (index - from >= FEWEST_LINES) bands.push({ from, to: index });
    from = index + 1;
  });
  if (rows.length - from >= FEWEST_LINES) bands.push({ from, to: rows.length });
  return bands;
}

function countSide(rows: readonly Row[], isOwn: (box: Box) => boolean): number {
  return rows.filter((row) => row.boxes.some(isOwn)).length;
}

/** Columns hold running text and break their lines on their own; cells of a table share their lines. */
function areColumns(rows: readonly Row[], x: number): boolean {
  const left = rows.flatMap((row) => row.boxes.filter((box) => box.x2 <= x).map((box) => ({ ...box, y: row.y })));
  const right = rows.flatMap((row) => row.boxes.filter((box) => box.x1 >= x).map((box) => ({ ...box, y: row.y })));
  const shared = rows.filter(
    (row) => row.boxes.some((box) => box.x2 <= x) && row.boxes.some((box) => box.x1 >= x),
  ).length;
  const fewer = Math.min(new Set(left.map((box) => box.y)).size, new Set(right.map((box) => box.y)).size);
  const prose = [left, right].filter(isProse).length;
  if ([left, right].some(isFigures)) return false;
  if (shared < fewer * 0.6) return prose > 0;
  return (prose === 2 || right.filter(isPoint).length >= right.length * 0.3) && !startTogether(left, right);
}

function isProse(boxes: readonly (Box & { y: number })[]): boolean {
  const texts = boxes.flatMap((box) => box.segment?.text ?? []);
  const words = texts.reduce((sum, text) => sum + countWords(text), 0);
  // A side may hold several columns itself, so a full line is measured against the long lines, not against the side.
  const widths = boxes.map((box) => box.x2 - box.x1).sort((a, b) => a - b);
  const full = widths.filter((width) => width > (widths[Math.floor(widths.length * 0.8)] ?? 0) * 0.6).length;
  return words >= texts.length * 3.5 && full >= boxes.length * 0.5;
}

function isFigures(boxes: readonly Box[]): boolean {
  return (
    boxes.filter((box) => box.segment !== undefined && isValue(box.segment.text) && countWords(box.segment.text) < 4)
      .length >
    boxes.length * 0.5
  );
}

function isPoint(box: Box): boolean {
  return box.segment !== undefined && readMarker(box.segment.text)?.kind === 'bullet';
}

/** Rows of a table start on one line on both sides, paragraph by paragraph. */
function startTogether(left: readonly { y: number }[], right: readonly { y: number }[]): boolean {
  const leftStarts = paragraphStarts(left);
  const rightStarts = paragraphStarts(right);
  const matching = rightStarts.filter((y) => leftStarts.some((other) => Math.abs(other - y) < 3)).length;
  return leftStarts.length > 2 && matching >= Math.max(leftStarts.length, rightStarts.length) * 0.8;
}

function paragraphStarts(boxes: readonly { y: number }[]): number[] {
  const ys = [...new Set(boxes.map((box) => box.y))].sort((a, b) => a - b);
  const gaps = ys.slice(1).map((y, index) => y - (ys[index] ?? y));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 3)] ?? 0;
  return ys.filter((_, index) => index === 0 || (gaps[index - 1] ?? 0) > usual * 1.25);
}
