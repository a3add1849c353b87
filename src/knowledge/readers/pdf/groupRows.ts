import type { Line, Rule } from './pdfPage.ts';

/** Lines of an aligned table by the row they belong to: cells wrap, so a row may take several lines. */
export function groupRows(
  lines: readonly Line[],
  first: { x1: number; x2: number },
  rowLines: readonly Rule[],
): Line[][] {
  const ruled = parted(lines, (before, line) => isRuleBetween(before, line, rowLines));
  // Lines drawn under every row beat any guess; lines under the header or between groups of rows do not.
  if (ruled.length >= 3 && ruled.every((row) => startsOnce(row, first))) return ruled;
  const gaps = lines.slice(1).flatMap((line, index) => {
    const before = lines[index] ?? line;
    return overlaps(before, line) ? [] : [yOf(line) - yOf(before)];
  });
  const tight = Math.min(...gaps);
  const isTwoPaced =
    gaps.some((gap) => gap > tight * 1.3) && gaps.some((gap) => gap <= tight * 1.12) && tight <= sizeOf(lines) * 1.45;
  if (isTwoPaced) {
    const paced = parted(lines, (before, line) => yOf(line) - yOf(before) > tight * 1.2);
    if (paced.length >= 2 && paced.every((row) => row.length <= 8 && startsOnce(row, first))) return paced;
  }
  return parted(
    lines,
    (before, line) => !overlaps(before, line) && (line.some((segment) => segment.x1 < first.x2 - 1) || line.length > 2),
  );
}

/** Tight lines that each fill several columns are rows of their own, however the gaps look; a small letter goes on. */
function startsOnce(row: readonly Line[], first: { x2: number }): boolean {
  const starting = row.filter(
    (line) => line.length > 1 && line.some((segment) => segment.x1 < first.x2 - 1 && !/^\p{Ll}/u.test(segment.text)),
  );
  return starting.length <= Math.max(1, row.length * 0.5);
}

/** Baselines closer than letters are high: a figure set beside the middle of a label of two lines. */
function overlaps(before: Line, line: Line): boolean {
  return yOf(line) - yOf(before) < sizeOf([line]) * 0.85;
}

function parted(lines: readonly Line[], starts: (before: Line, line: Line) => boolean): Line[][] {
  const rows: Line[][] = [];
  for (const line of lines) {
    const before = rows.at(-1)?.at(-1);
    if (before === undefined || starts(before, line)) rows.push([line]);
    else rows.at(-1)?.push(line);
  }
  return rows;
}

function isRuleBetween(before: Line, line: Line, rules: readonly Rule[]): boolean {
  const x1 = Math.min(...line.map((segment) => segment.x1));
  const x2 = Math.max(...line.map((segment) => segment.x2));
  const between = rules.filter((rule) => rule.y1 > yOf(before) - 1 && rule.y1 < yOf(line) - sizeOf([line]) * 0.5);
  // A line may be drawn cell by cell.
  const covered = between.reduce((sum, rule) => sum + Math.max(0, Math.min(rule.x2, x2) - Math.max(rule.x1, x1)), 0);
  return covered > (x2 - x1) * 0.5;
}

function yOf(line: Line): number {
  return line[0]?.y ?? 0;
}

function sizeOf(lines: readonly Line[]): number {
  return Math.max(...lines.flat().map((segment) => segment.size));
}
