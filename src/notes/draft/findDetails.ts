import { isAtWork } from './doneInCall.ts';
import { dueOf } from './dueOf.ts';
import { sharedStems } from './findIssues.ts';
import { isRefused } from './findOutcomes.ts';
import type { MarkedUnit } from './markUnits.ts';
import { says } from './said.ts';

/** A note longer than this is not read before the next call; what is looked up later may make it longer. */
const NOTE_WORDS = 160;
const TELLING_WORDS = 220;
/** Details have room for so many words in any case. */
const LEAST_WORDS = 40;
/** Sentences without a figure, a date or a name say less than they cost; these have so many words together. */
const PLAIN_WORDS = 40;

/** Sentences that hold further facts of the call, in the order they were said. */
export function findDetails(units: readonly MarkedUnit[], taken: readonly MarkedUnit[]): MarkedUnit[] {
  const known = new Set(taken.map(({ place }) => place));
  const most = Math.max(3, Math.min(16, Math.round(units.length * 0.3)));
  const come = timesOf(units);
  const weighed = units
    .filter((unit) => !known.has(unit.place) && !unit.instructs && !unit.text.endsWith('?'))
    .filter((unit) => unit.stems.length >= 3 || LONG_FIGURE.test(unit.text))
    .filter((unit) => !isTalkOnly(unit))
    .map((unit) => ({ unit, worth: worthOf(unit, come) }))
    .filter(({ worth }) => worth >= 1.1)
    .sort((one, other) => other.worth - one.worth || one.unit.place - other.unit.place);
  const found: MarkedUnit[] = [];
  const takenWords = taken.reduce((sum, unit) => sum + wordsOf(unit), 0);
  let words = 0;
  let plainWords = 0;
  for (const { unit } of weighed) {
    if (found.length >= most) break;
    const isNew = [...taken, ...found].every((other) => sharedStems(unit, other) < 0.6);
    const isPlain = !isTelling(unit);
    const mostWords = Math.max(LEAST_WORDS, (isPlain ? NOTE_WORDS : TELLING_WORDS) - takenWords);
    if (!isNew || words >= mostWords || (isPlain && plainWords >= PLAIN_WORDS)) continue;
    found.push(unit);
    words += wordsOf(unit);
    if (isPlain) plainWords += wordsOf(unit);
  }
  return found.sort((one, other) => one.place - other.place);
}

/** An amount or a reference is worth its line, however short the sentence. */
const LONG_FIGURE = /[£$€]\d|\b[A-Z]{0,3}[- ]?\d{4,}\b|\b\d{1,3},\d{3}\b/;

const COURTESY = /\b(?:thanks?|thank you|appreciate)\b/;
/** Where to click is no news once it is done. */
const WAY = /\byou can (?:do this|do that|find (?:it|this|that)|get there) by\b|\bclick(?:ing)? on\b/;

/** Greetings and courtesies of the agent, and a customer at work on what they were told: nothing to write down. */
function isTalkOnly(unit: MarkedUnit): boolean {
  if (unit.figures > 0) return false;
  return unit.speaker === 'customer' ? isAtWork(unit) || says(unit, COURTESY) : unit.isProcedure || says(unit, WAY);
}

/** Whether it holds something that is looked up in notes. */
function isTelling(unit: MarkedUnit): boolean {
  return unit.figures > 0 || dueOf(unit.text) !== undefined;
}

function namesIn({ text }: MarkedUnit): number {
  return text.slice(1).match(/(?<=\s)\p{Lu}\p{L}{2,}/gu)?.length ?? 0;
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
  const dated = dueOf(unit.text) === undefined ? 0 : 0.7;
  const told = unit.speaker === 'customer' ? unit.asksFor * 0.4 : unit.settles * 0.5;
  return (
    Math.min(4, taken) * 0.3 +
    Math.min(3, unit.figures) * 1.2 +
    Math.min(2, namesIn(unit)) * 0.5 +
    dated +
    told -
    (isRefused(unit) ? 1.5 : 0)
  );
}

function wordsOf({ text }: MarkedUnit): number {
  return text.split(' ').length;
}
