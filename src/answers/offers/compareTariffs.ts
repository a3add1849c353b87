import { type Quantity, quantityOf } from './figures.ts';
import type { Tariff } from './tariffTable.ts';

/** One column of two rows. */
export interface Difference {
  header: string;
  now: string;
  then: string;
}

/** What somebody gains and loses by a change; `others` differ, but the words alone do not tell which is better. */
export interface Comparison {
  gains: readonly Difference[];
  losses: readonly Difference[];
  others: readonly Difference[];
}

const YES = /^(?:yes|included|ja|inklusive|inbegriffen)\b|^✓/i;
const NO = /^(?:no|none|not available|nein|nicht|keine?)\b|^[–—-]$|^✗/i;
/** Of these less is better, or neither: they are shown, not judged. */
const NOT_MORE_IS_BETTER = /\b(?:time|fee|set-?up|cost|price|charge|zeit|preis|gebühr|kosten|anschluss\w*)\b|[£€$]/i;

/** Compares the columns that two rows share, beside the name, the price and the term. */
export function compareTariffs(now: Tariff, then: Tariff): Comparison {
  const skipped = new Set([now.price[0], now.term?.[0], then.term?.[0]]);
  const sides = { gain: [] as Difference[], loss: [] as Difference[], unclear: [] as Difference[] };
  for (const [header, value] of now.cells) {
    const other = then.cells.find(([name]) => name === header)?.[1];
    if (other === undefined || skipped.has(header) || value === now.name || same(value, other)) continue;
    sides[direction(header, value, other)].push({ header, now: value, then: other });
  }
  return { gains: sides.gain, losses: sides.loss, others: sides.unclear };
}

function direction(header: string, now: string, then: string): 'gain' | 'loss' | 'unclear' {
  if (NOT_MORE_IS_BETTER.test(header)) return 'unclear';
  if (NO.test(now) !== NO.test(then)) return NO.test(now) ? 'gain' : 'loss';
  if (YES.test(now) && YES.test(then)) return then.length > now.length ? 'gain' : 'loss';
  const [one, other] = [quantityOf(now), quantityOf(then)];
  if (one === undefined || other === undefined || !isComparable(one, other)) return 'unclear';
  if (one.amount === other.amount) return 'unclear';
  return other.amount > one.amount ? 'gain' : 'loss';
}

function isComparable(one: Quantity, other: Quantity): boolean {
  return one.unit === other.unit || one.amount === Infinity || other.amount === Infinity;
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
