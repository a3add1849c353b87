import type { Speaker, Transcript } from '../domain/transcript.ts';
import { tellingStems } from '../domain/words.ts';
import { type MarkedUnit, markUnits } from './draft/markUnits.ts';
import { listUnits } from './draft/spokenUnit.ts';

/** A line of the call that answers a question about it. */
export interface CallQuote {
  /** Utterance index, from 0. */
  line: number;
  speaker: Speaker;
  /** Seconds from the start of the call, where known. */
  start?: number;
  text: string;
}

const MOST_QUOTES = 3;
/** The best line has so much of what is asked for, or nothing was found. */
const LEAST_SHARE = 0.34;
/** Lines this close to the best one are shown, too. */
const NEARLY_AS_GOOD = 0.6;

/** Words of a question about a call that say nothing of what it is about. */
const ASKING = new Set(
  tellingStems(
    'call conversation say said tell told mention mentioned ask asked talk speak spoke last agent anruf gespräch gesagt gefragt erwähnt hat haben der die das sagte',
  ),
);
const OF_CUSTOMER = /\b(?:customer|caller|client|she|he|they|her|him|kunde|kundin|anrufer(?:in)?)\b/i;
const OF_AGENT = /\b(?:i|we|agent|my|our|ich|wir|berater(?:in)?)\b/i;
const OF_FIGURES =
  /\b(?:how (?:much|many|long|often)|when|which (?:number|date|day)|what (?:number|time|date|day|price|amount|reference)|wann|wie ?viel\w*|wie lange|welche \w+nummer)\b/i;
/** Weighs against words that stand in many lines. */
const NUMBER_BONUS = 0.25;
const SPEAKER_BONUS = 0.15;

/**
 * The lines of a call that answer a question about it, best ones only, in the order in which they were said; empty when
 * nothing in the call speaks of it. Lines that instruct a machine are never quoted.
 */
export function askCall(question: string, transcript: Transcript): CallQuote[] {
  const wanted = tellingStems(question).filter((stem) => !ASKING.has(stem));
  if (wanted.length === 0) return [];
  const units = markUnits(listUnits(transcript)).filter(({ instructs }) => !instructs);
  const weights = weightsOf(wanted, units);
  const scored = units.map((unit, at) => ({
    unit,
    score: scoreOf({ unit, before: units[at - 1] }, question, weights),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best < LEAST_SHARE) return [];
  const chosen = scored
    .filter(({ score }) => score >= best * NEARLY_AS_GOOD)
    .toSorted((one, other) => other.score - one.score)
    .map(({ unit }) => unit.utterance);
  const lines = [...new Set(chosen)].slice(0, MOST_QUOTES).sort((one, other) => one - other);
  return lines.flatMap((line) => {
    const said = transcript.utterances[line];
    if (said === undefined) return [];
    const { speaker, start, text } = said;
    return [{ line, speaker, text, ...(start === undefined ? {} : { start }) }];
  });
}

/** What each word asked for is worth: rare ones more; together 1. */
function weightsOf(wanted: readonly string[], units: readonly MarkedUnit[]): ReadonlyMap<string, number> {
  const rarity = wanted.map((stem) => {
    const found = units.filter(({ stems }) => stems.includes(stem)).length;
    return [stem, Math.log(1 + units.length / (1 + found))] as const;
  });
  const total = rarity.reduce((sum, [, value]) => sum + value, 0);
  return new Map(rarity.map(([stem, value]) => [stem, value / total]));
}

function scoreOf(
  { unit, before }: { unit: MarkedUnit; before: MarkedUnit | undefined },
  question: string,
  weights: ReadonlyMap<string, number>,
): number {
  const own = [...weights].filter(([stem]) => unit.stems.includes(stem)).reduce((sum, [, value]) => sum + value, 0);
  // "When is that?" - "On Monday.": an answer has its words in the question before it.
  const isAnswer = own === 0 && before?.text.endsWith('?') === true && before.speaker !== unit.speaker;
  const asked = isAnswer
    ? [...weights].filter(([stem]) => before.stems.includes(stem)).reduce((sum, [, value]) => sum + value, 0) * 0.7
    : 0;
  const base = own + asked;
  if (base === 0) return 0;
  const isBySpeaker =
    (unit.speaker === 'customer' && OF_CUSTOMER.test(question)) ||
    (unit.speaker === 'agent' && OF_AGENT.test(question));
  const hasFigure = unit.figures > 0 && OF_FIGURES.test(question);
  return base + (isBySpeaker ? SPEAKER_BONUS * base : 0) + (hasFigure ? NUMBER_BONUS * base : 0);
}
