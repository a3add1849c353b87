import type { Fill, PdfPage, Rule } from './pdfPage.ts';

/** Lines closer than this many points are one. */
export const SNAP = 3;

/** An area of a page that drawn lines or coloured cells divide into columns. */
export interface RuledArea extends Rule {
  horizontals: readonly Rule[];
  verticals: readonly Rule[];
  /** Column bounds from left to right. */
  xs: readonly number[];
  /** Row bounds from top to bottom. */
  ys: readonly number[];
}

/** Areas with at least two columns; coloured cells count only where no drawn lines divide them already. */
export function findRuledAreas(page: PdfPage): RuledArea[] {
  const drawn = groupTouching(page.horizontals, page.verticals).filter(isDivided);
  const fills = outermost(page.fills.filter((fill) => fill.x2 - fill.x1 < page.width * 0.97 && !isWhite(fill.colour)));
  const loose = fills.filter((fill) => !drawn.some((area) => area.xs.length > 3 && isWithin(fill, area)));
  if (loose.length === 0) return drawn;
  const horizontals = [...page.horizontals, ...loose.flatMap(topAndBottom)];
  return groupTouching(horizontals, [...page.verticals, ...loose.flatMap(leftAndRight)]).filter(isDivided);
}

/** True for the colour of paper. */
export function isWhite(colour: string): boolean {
  return /^#f{6}$/i.test(colour);
}

function isDivided(area: RuledArea): boolean {
  return area.xs.length >= 3 && area.ys.length >= 2;
}

/** Groups of lines that touch each other, each as one area. */
function groupTouching(allHorizontals: readonly Rule[], allVerticals: readonly Rule[]): RuledArea[] {
  const horizontals = mergeRules(allHorizontals, 'y1', ['x1', 'x2']);
  const groups: { horizontals: Set<Rule>; verticals: Rule[] }[] = [];
  for (const vertical of mergeRules(allVerticals, 'x1', ['y1', 'y2'])) {
    const crossing = horizontals.filter((horizontal) => touches(horizontal, vertical));
    const group = { horizontals: new Set(crossing), verticals: [vertical] };
    for (const other of groups.filter((candidate) =>
      crossing.some((horizontal) => candidate.horizontals.has(horizontal)),
    )) {
      other.horizontals.forEach((horizontal) => group.horizontals.add(horizontal));
      group.verticals.push(...other.verticals);
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push(group);
  }
  return groups
    .filter((group) => group.horizontals.size > 0)
    .map((group) => areaOf([...group.horizontals], group.verticals));
}

function areaOf(horizontals: readonly Rule[], verticals: readonly Rule[]): RuledArea {
  const rules = [...horizontals, ...verticals];
  const [x1, y1, x2, y2] = [
    Math.min(...rules.map((rule) => rule.x1)),
    Math.min(...rules.map((rule) => rule.y1)),
    Math.max(...rules.map((rule) => rule.x2)),
    Math.max(...rules.map((rule) => rule.y2)),
  ];
  const xs = cluster([x1, ...verticals.map((rule) => rule.x1), x2]);
  const ys = cluster([y1, ...horizontals.map((rule) => rule.y1), y2]);
  return { x1, y1, x2, y2, horizontals, verticals, xs, ys };
}

/** Fills that no other fill of their colour holds: shading behind a cell's text repeats the cell. */
function outermost(fills: readonly Fill[]): Fill[] {
  return fills.filter(
    (fill) =>
      !fills.some(
        (other) => other !== fill && other.colour === fill.colour && isWithin(fill, other) && isLarger(other, fill),
      ),
  );
}

function isLarger(a: Rule, b: Rule): boolean {
  return (a.x2 - a.x1) * (a.y2 - a.y1) > (b.x2 - b.x1) * (b.y2 - b.y1);
}

function isWithin(inner: Rule, outer: Rule): boolean {
  return (
    inner.x1 >= outer.x1 - SNAP &&
    inner.x2 <= outer.x2 + SNAP &&
    inner.y1 >= outer.y1 - SNAP &&
    inner.y2 <= outer.y2 + SNAP
  );
}

function touches(horizontal: Rule, vertical: Rule): boolean {
  const isBeside = vertical.x1 >= horizontal.x1 - SNAP && vertical.x1 <= horizontal.x2 + SNAP;
  return isBeside && horizontal.y1 >= vertical.y1 - SNAP && horizontal.y1 <= vertical.y2 + SNAP;
}

/** Lines in one row (or column) that meet or overlap become one. */
function mergeRules(
  rules: readonly Rule[],
  across: 'x1' | 'y1',
  [from, to]: readonly ['x1' | 'y1', 'x2' | 'y2'],
): Rule[] {
  const sorted = [...rules].sort((a, b) => Math.round(a[across] / 2) - Math.round(b[across] / 2) || a[from] - b[from]);
  const merged: Rule[] = [];
  for (const rule of sorted) {
    const last = merged.at(-1);
    const meets = last !== undefined && Math.abs(last[across] - rule[across]) <= 2 && rule[from] <= last[to] + SNAP;
    if (meets) last[to] = Math.max(last[to], rule[to]);
    else merged.push({ ...rule });
  }
  return merged;
}

function cluster(values: readonly number[]): number[] {
  const clusters: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    if (value - (clusters.at(-1) ?? -Infinity) > SNAP) clusters.push(value);
  }
  return clusters;
}

function topAndBottom({ x1, x2, y1, y2 }: Rule): Rule[] {
  return [y1, y2].map((y) => ({ x1, x2, y1: y, y2: y }));
}

function leftAndRight({ x1, x2, y1, y2 }: Rule): Rule[] {
  return [x1, x2].map((x) => ({ x1: x, x2: x, y1, y2 }));
}
