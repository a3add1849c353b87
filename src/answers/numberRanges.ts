/** What a number counts: money, a unit of time, per cent, another unit, or nothing that is said. */
export interface Figure {
  value: number;
  /** 'money', 'percent', a unit of time in the singular, or 'bare'. */
  kind: string;
}

/** From and to, both included; what is open ends at infinity. */
export interface NumberRange {
  from: number;
  to: number;
  kind: string;
}

const NUMBER = String.raw`(?<sign>[£$€])?\s?(?<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d:])\s?(?<scale>k|m|thousand|grand|million)?(?![\p{L}\d])\s?(?<unit>%|[\p{L}]+)?`;
const FIGURE = new RegExp(`(?<![\\p{L}\\d.,:/-])${NUMBER}`, 'giu');
const AMOUNT = String.raw`[£$€]?\s?\d+(?:,\d{3})*(?:\.\d+)?(?![\d:])(?:\s?(?:k|m|thousand|million)(?!\p{L}))?`;
const BETWEEN = new RegExp(`(${AMOUNT})\\s?%?\\s?(?:to|and|-|–|bis)\\s?(${AMOUNT}\\s?(?:%|\\p{L}+)?)`, 'iu');
const UP_TO = new RegExp(
  `(?:up to|under|below|less than|at most|no more than|until|[<≤])\\s?(${AMOUNT}\\s?(?:%|\\p{L}+)?)`,
  'iu',
);
const FROM = new RegExp(`(?:above|over|more than|at least|from|[>≥])\\s?(${AMOUNT}\\s?(?:%|\\p{L}+)?)`, 'iu');
const OR_MORE = new RegExp(`(${AMOUNT}\\s?(?:%|\\p{L}+)?)\\s?(?:\\+|or more|or over|and (?:over|above|more|up))`, 'iu');

const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, grand: 1e3, m: 1e6, million: 1e6 };
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:%|percent|pct)$/i, 'percent'],
  [/^(?:pounds?|quid|dollars?|euros?|pence)$/i, 'money'],
  [/^(?:minutes?|mins?)$/i, 'minute'],
  [/^(?:hours?|hrs?)$/i, 'hour'],
  [/^(?:days?|working|calendar)$/i, 'day'],
  [/^(?:weeks?|wks?)$/i, 'week'],
  [/^(?:months?|mths?)$/i, 'month'],
  [/^(?:years?|yrs?)$/i, 'year'],
  [/^(?:am|pm)$/i, 'clock'],
];

/** The numbers of a text with what they count: "38k" is 38,000, "6 months" six of the kind month. */
export function figuresIn(text: string): Figure[] {
  return [...text.matchAll(FIGURE)].flatMap(({ groups }) => {
    if (groups === undefined) return [];
    const { sign, digits = '', scale, unit = '' } = groups;
    const value = Number(digits.replaceAll(',', '')) * (SCALES[scale?.toLowerCase() ?? ''] ?? 1);
    const known = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
    return [{ value, kind: sign === undefined ? (known ?? 'bare') : 'money' }];
  });
}

/** The range that a table cell states as a whole: "£300.01 to £1,200", "up to 50", "above 1,000"; undefined for others. */
export function rangeIn(cell: string): NumberRange | undefined {
  const between = BETWEEN.exec(cell);
  if (between !== null) {
    const [from] = figuresIn(between[1] ?? '');
    const [to] = figuresIn(between[2] ?? '');
    return from === undefined || to === undefined || from.value >= to.value
      ? undefined
      : { from: from.value, to: to.value, kind: to.kind === 'bare' ? from.kind : to.kind };
  }
  const [least] = figuresIn((OR_MORE.exec(cell) ?? FROM.exec(cell))?.[1] ?? '');
  if (least !== undefined) return { from: least.value, to: Infinity, kind: least.kind };
  const [most] = figuresIn(UP_TO.exec(cell)?.[1] ?? '');
  return most === undefined ? undefined : { from: -Infinity, to: most.value, kind: most.kind };
}

/** 1 when a number that is asked about lies in a range of the row, -1 when it lies in none, 0 when nothing can be said. */
export function rangeFit(asked: readonly Figure[], ranges: readonly NumberRange[]): number {
  const fits = asked.flatMap(({ value, kind }) =>
    ranges.filter((range) => mayBeKind(kind, range.kind)).map(({ from, to }) => value >= from && value <= to),
  );
  return fits.length === 0 ? 0 : fits.includes(true) ? 1 : -1;
}

/** True when a number of a question may be one of this kind; a bare one is no time and no percentage. */
function mayBeKind(asked: string, kind: string): boolean {
  if (asked === kind) return true;
  return (asked === 'bare' && kind === 'money') || (asked === 'money' && kind === 'bare');
}
