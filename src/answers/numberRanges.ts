import { tellingStems } from '../domain/words.ts';

/** What a number counts: money, time, per cent, an age, another measure, or nothing that is said. */
export interface Figure {
  /** In the unit of its kind: days, kilograms, metres, square metres, gigabytes; as it stands for the others. */
  value: number;
  /** 'money', 'percent', 'clock', 'age', 'bare', or a measure: 'time', 'mass', 'length', 'area', 'data'. */
  kind: string;
  /** Stem of the telling word behind a bare number: "berth" of "4 berth". */
  noun?: string;
}

/** From and to, both included; what is open ends at infinity. */
export interface NumberRange {
  from: number;
  to: number;
  kind: string;
}

const NUMBER = String.raw`(?<sign>[£$€])?\s?(?<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d:])(?:\s?(?<scale>k|m|thousand|grand|million)(?![\p{L}\d]))?(?<gap>[\s-]?)(?<unit>%|\p{L}+)?(?<old>[\s-]?olds?\b)?`;
const FIGURE = new RegExp(`(?:\\b(?<lead>age[ds]?|day|week|month|year) )?(?<![\\p{L}\\d.,:/-])${NUMBER}`, 'giu');
const AMOUNT = String.raw`[£$€]?\s?\d+(?:,\d{3})*(?:\.\d+)?(?![\d:])(?:\s?(?:k|m|thousand|million)(?!\p{L}))?`;
const MEASURED = `(?:(?:day|week|month|year) )?${AMOUNT}\\s?(?:%|\\p{L}+)?`;
const BETWEEN = new RegExp(`(${MEASURED})\\s?(?:to|and|-|–|bis)\\s?(${MEASURED})`, 'iu');
const UP_TO = new RegExp(
  `(?:up to|under|below|less than|at most|no more than|until|within|[<≤])\\s?(${MEASURED})`,
  'iu',
);
const FROM = new RegExp(`(?:above|over|more than|longer than|at least|from|after|[>≥])\\s?(${MEASURED})`, 'iu');
const OR_MORE = new RegExp(
  `(${MEASURED})\\s?(?:\\+|or (?:more|over|later|older|above)|onwards|and (?:over|above|more|up|older))`,
  'iu',
);
/** A column of limits: "Longest stay", "Max. weight". */
const MOST_HEADER = /\b(?:longest|max(?:imum)?|most|up to|within|largest|heaviest)\b/i;
const LEAST_HEADER = /\b(?:shortest|min(?:imum)?|at least|smallest)\b/i;
const AGE_HEADER = /\bages?\b/i;

const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, grand: 1e3, m: 1e6, million: 1e6 };
/** Names of a unit, what it measures, and how many of the kind's unit it is. */
const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/^(?:%|percent|pct)$/i, 'percent', 1],
  [/^(?:pounds?|quid|dollars?|euros?|pence)$/i, 'money', 1],
  [/^(?:minutes?|mins?)$/i, 'time', 1 / 1440],
  [/^(?:h|hours?|hrs?)$/i, 'time', 1 / 24],
  [/^(?:days?|working|calendar)$/i, 'time', 1],
  [/^(?:weeks?|wks?)$/i, 'time', 7],
  [/^(?:months?|mths?)$/i, 'time', 30.44],
  [/^(?:years?|yrs?)$/i, 'time', 365.25],
  [/^(?:am|pm)$/i, 'clock', 1],
  [/^(?:grams?)$/i, 'mass', 0.001],
  [/^(?:kgs?|kilos?|kilograms?)$/i, 'mass', 1],
  [/^(?:tonnes?)$/i, 'mass', 1000],
  [/^(?:mm)$/i, 'length', 0.001],
  [/^(?:cms?|centimetres?)$/i, 'length', 0.01],
  [/^(?:m|metres?|meters?)$/i, 'length', 1],
  [/^(?:kms?|kilometres?)$/i, 'length', 1000],
  [/^(?:inch|inches)$/i, 'length', 0.0254],
  [/^(?:feet|ft)$/i, 'length', 0.3048],
  [/^(?:miles?)$/i, 'length', 1609],
  [/^(?:sqm)$/i, 'area', 1],
  [/^(?:sqft)$/i, 'area', 0.0929],
  [/^(?:mb)$/i, 'data', 0.001],
  [/^(?:gb|gigs?)$/i, 'data', 1],
];
/** Sizes and times fill their limits; an amount beside a limit may be another one. */
const MEASURES: readonly string[] = ['time', 'mass', 'length', 'area', 'data', 'age'];
const FAR = 100;
const LOOSE = 0.8;
/** A month is taken for 30 days, too. */
const TOLERANCE = 0.02;

/** The numbers of a text with what they count: "38k" is 38,000, "3 wks" 21 of the kind time, "8 yr old" 8 of the kind age. */
export function figuresIn(text: string): Figure[] {
  return [...withAreas(text).matchAll(FIGURE)].flatMap(({ groups }) => figureOf(groups ?? {}) ?? []);
}

/** Square metres and feet as one word. */
function withAreas(text: string): string {
  return text
    .replace(/\b(?:square|sq\.?)\s?(?:metres?|meters?|m)\b|\bm²|\bm2\b/gi, 'sqm')
    .replace(/\b(?:square|sq\.?)\s?(?:feet|foot|ft)\b/gi, 'sqft');
}

function figureOf(parts: Partial<Record<string, string>>): Figure | undefined {
  const { sign, digits = '', gap = '', unit = '', lead = '', old } = parts;
  const number = Number(digits.replaceAll(',', ''));
  const scale = parts['scale']?.toLowerCase() ?? '';
  // "7.2m" is a length, "£7.2m" millions.
  const named = scale === 'm' && sign === undefined ? 'm' : unit;
  // "Day 20" counts days like "20 days".
  const measure = UNITS.some(([pattern]) => pattern.test(named)) ? named : lead || named;
  const [, kind, size] = UNITS.find(([pattern]) => pattern.test(measure)) ?? [];
  if (sign !== undefined) return { value: number * (SCALES[scale] ?? 1), kind: 'money' };
  if (/^age/i.test(lead) || (old !== undefined && kind === 'time')) return { value: number, kind: 'age' };
  if (kind !== undefined && size !== undefined && (scale === '' || named === 'm')) {
    return { value: number * size, kind };
  }
  // "5G" and "4K" are names.
  if (unit !== '' && gap === '' && scale === '') return undefined;
  const value = number * (SCALES[scale] ?? 1);
  if (kind === 'money') return { value, kind };
  const [noun] = tellingStems(unit);
  return { value, kind: 'bare', ...(noun === undefined ? {} : { noun }) };
}

/**
 * The range that a table cell states as a whole, or makes of a figure below such a header: "£300.01 to £1,200",
 * "28 to 8 days", "up to 50", "5 days" below "Longest stay"; undefined for others.
 */
export function rangeIn(cell: string, header = ''): NumberRange | undefined {
  const range = statedRange(withAreas(cell)) ?? limitBelow(header, cell);
  const isAge = range !== undefined && AGE_HEADER.test(header) && (range.kind === 'bare' || range.kind === 'time');
  if (!isAge) return range;
  const years = range.kind === 'time' ? 365.25 : 1;
  return { from: range.from / years, to: range.to / years, kind: 'age' };
}

function statedRange(cell: string): NumberRange | undefined {
  const between = BETWEEN.exec(cell);
  if (between !== null) return rangeBetween(between[1] ?? '', between[2] ?? '');
  const [least] = figuresIn((OR_MORE.exec(cell) ?? FROM.exec(cell))?.[1] ?? '');
  if (least !== undefined) return { from: least.value, to: Infinity, kind: least.kind };
  const [most] = figuresIn(UP_TO.exec(cell)?.[1] ?? '');
  return most === undefined ? undefined : { from: -Infinity, to: most.value, kind: most.kind };
}

/** The unit of the second figure counts for a first one without. Bands of time before something run downwards. */
function rangeBetween(one: string, other: string): NumberRange | undefined {
  const [to] = figuresIn(other);
  const [bare] = figuresIn(one);
  if (to === undefined || bare === undefined) return undefined;
  const [from = bare] = bare.kind === 'bare' ? figuresIn(`${one.trim()} ${UNIT.exec(other)?.[0] ?? ''}`) : [bare];
  const kind = to.kind === 'bare' ? from.kind : to.kind;
  const isDown = from.value > to.value && MEASURES.includes(kind);
  if (isDown) return { from: to.value, to: from.value, kind };
  return from.value < to.value ? { from: from.value, to: to.value, kind } : undefined;
}

const UNIT = /%|\p{L}+$/u;

function limitBelow(header: string, cell: string): NumberRange | undefined {
  const figures = figuresIn(cell);
  const [only] = figures;
  if (only === undefined || figures.length > 1 || !MEASURES.includes(only.kind)) return undefined;
  if (MOST_HEADER.test(header)) return { from: -Infinity, to: only.value, kind: only.kind };
  return LEAST_HEADER.test(header) ? { from: only.value, to: Infinity, kind: only.kind } : undefined;
}

/** What a row states, and the stems of its words and of those above it. */
export interface RowRanges {
  ranges: readonly NumberRange[];
  words: ReadonlySet<string>;
}

/**
 * 1 when a number that is asked about lies in a range of the row, a little less when it lies far from the only bound,
 * -1 when it lies in none, 0 when nothing can be said.
 */
export function rangeFit(asked: readonly Figure[], { ranges, words }: RowRanges): number {
  const fits = asked.flatMap((figure) =>
    ranges
      .filter((range) => mayBeKind(figure.kind, range.kind) && isComparable(figure.value, range))
      // "4 berth" is not asked of "under 12".
      .filter(({ kind }) => kind === 'money' || figure.noun === undefined || words.has(figure.noun))
      .map((range) => (isWithin(figure.value, range) ? LOOSE + (1 - LOOSE) * tightness(figure.value, range) : -1)),
  );
  return fits.length === 0 ? 0 : Math.max(...fits);
}

/** Of "up to 12 kg" and "up to 40 kg" the first is meant for 10 kg. */
function tightness(value: number, { from, to }: NumberRange): number {
  if (from !== -Infinity && to !== Infinity) return 1;
  const [less, more] = to === Infinity ? [from, value] : [value, to];
  return less > 0 && more > 0 ? Math.min(1, less / more) : 0;
}

/** Weeks are no answer to "more than 8 hours", nor minutes to "up to a year": another time is meant. */
function isComparable(value: number, { from, to, kind }: NumberRange): boolean {
  if (!MEASURES.includes(kind)) return true;
  return to === Infinity ? value <= from * FAR : from !== -Infinity || value * FAR >= to;
}

function isWithin(value: number, { from, to, kind }: NumberRange): boolean {
  const slack = kind === 'time' ? TOLERANCE : 0;
  return value >= from * (1 - slack) && value <= to * (1 + slack);
}

/** True when a number of a question may be one of this kind; a bare one is no time and no percentage. */
function mayBeKind(asked: string, kind: string): boolean {
  if (asked === kind) return true;
  if (asked === 'bare') return kind === 'money' || kind === 'age';
  return asked === 'money' && kind === 'bare';
}
