import { dueOf } from './dueOf.ts';
import { sharedStems } from './findIssues.ts';
import { isRefused } from './findOutcomes.ts';
import type { MarkedUnit } from './markUnits.ts';

/** A note longer than this is not read before the next call. */
const NOTE_WORDS = 160;
/** Details have room for so many words in any case. */
const LEAST_WORDS = 40;

/** Sentences that hold further facts of the call, in the order they were said. */
export function findDetails(units: readonly MarkedUnit[], taken: readonly MarkedUnit[]): MarkedUnit[] {
  const known = new Set(taken.map(({ place }) => place));
  const most = Math.max(3, Math.min(16, Math.round(units.length * 0.22)));
  const come = timesOf(units);
  const weighed = units
    .filter((unit) => !known.has(unit.place) && !unit.instructs && unit.stems.length >= 3 && !unit.text.endsWith('?'))
    .map((unit) => ({ unit, worth: worthOf(unit, come) }))
    .filter(({ worth }) => worth >= 1.1)
    .sort((one, other) => other.worth - one.worth || one.unit.place - other.unit.place);
  const found: MarkedUnit[] = [];
  const mostWords = Math.max(LEAST_WORDS, NOTE_WORDS - taken.reduce((sum, unit) => sum + wordsOf(unit), 0));
  let words = 0;
  for (const { unit } of weighed) {
    if (found.length >= most || words >= mostWords) break;
    const isNew = [...taken, ...found].every((other) => sharedStems(unit, other) < 0.6);
    if (!isNew) continue;
    found.push(unit);
    words += wordsOf(unit);
  }
  return found.sort((one, other) => one.place - other.place);
}

/** In how many sentences each word comes up. */
function timesOf(units: readonly MarkedUnit[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { stems } of units) for (const stem of new Set(stems)) times.set(stem, (times.get(stem) ?? 0) + 1);
  return times;
}

function worthOf(unit: MarkedUnit, times: ReadonlyMap<string, number>): number {
  // What people come back to is what the call is about.
  const taken = unit.stems.filter((stem) => (times.get(stem) ?? 0) >= 3).length;
  const names = unit.text.slice(1).match(/(?<=\s)\p{Lu}\p{L}{2,}/gu)?.length ?? 0;
  const dated = dueOf(unit.text) === undefined ? 0 : 0.7;
  const told = unit.speaker === 'customer' ? unit.asksFor * 0.4 : unit.settles * 0.5;
  return (
    Math.min(4, taken) * 0.3 +
    Math.min(3, unit.figures) * 0.9 +
    Math.min(2, names) * 0.5 +
    dated +
    told -
    (isRefused(unit) ? 1.5 : 0)
  );
}

function wordsOf({ text }: MarkedUnit): number {
  return text.split(' ').length;
}
