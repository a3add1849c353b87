import type { CallContext, CallSide } from '../domain/verdict.ts';
import type { TurnReading } from './readTurn.ts';
import { askedToTell, NOTHING_TOLD, type Telling } from './reportedSpeech.ts';
import { EXCHANGES, type LatestTurn } from './exchanges.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';

/** How often something was met, fading as the call goes on, and where first. By place in its list. */
export interface Tally {
  /** As of `at`; up to MOST_COUNTED. */
  strength: number[];
  /** Words heard in the call when it was last met. */
  at: number[];
  /** The turn it was first met in so clearly that it may be named, or -1. */
  first: number[];
}

/** What one side has said so far. */
export interface SideEvidence {
  signals: Tally;
  /** Exchanges in which this side answered the other in a telling way. */
  exchanges: Tally;
  /** Words heard in the call when each pattern was last met. */
  patterns: Map<number, number>;
  turns: number;
  /** Whose words this side is telling. */
  telling: Telling;
}

/** What the detector has learned from a call: counts and turn numbers, nothing that was said. Its size is bounded. */
export interface CallEvidence {
  context: CallContext;
  turns: number;
  words: number;
  caller: SideEvidence;
  callee: SideEvidence;
  latest: Record<CallSide, LatestTurn>;
}

/** Hearing a thing more often than this adds nothing. */
export const MOST_COUNTED = 3;

/** After so many words a thing counts half: in a long honest call everything is said once. */
const HALF_LIFE_WORDS = 400;

/** One very long turn doesn't make the rest of the call forgotten. */
const MOST_WORDS_A_TURN = 60;

/** People answer what was said last; a recogniser may split either in two. */
const ANSWERS_WITHIN_TURNS = 2;

/** A call of which nothing was heard yet. */
export function noEvidence(context: CallContext): CallEvidence {
  const nothing = (): LatestTurn => ({ signals: new Set(), turn: -1, figures: 0 });
  return {
    context,
    turns: 0,
    words: 0,
    caller: emptySide(),
    callee: emptySide(),
    latest: { caller: nothing(), callee: nothing() },
  };
}

function emptySide(): SideEvidence {
  return {
    signals: emptyTally(SIGNAL_RULES.length),
    exchanges: emptyTally(EXCHANGES.length),
    patterns: new Map(),
    turns: 0,
    telling: NOTHING_TOLD,
  };
}

function emptyTally(length: number): Tally {
  const all = (value: number) => new Array<number>(length).fill(value);
  return { strength: all(0), at: all(0), first: all(-1) };
}

/** The same evidence, to be added to without changing this. */
export function copyOf(evidence: CallEvidence): CallEvidence {
  const { caller, callee, latest } = evidence;
  return { ...evidence, caller: copyOfSide(caller), callee: copyOfSide(callee), latest: { ...latest } };
}

function copyOfSide(side: SideEvidence): SideEvidence {
  const { signals, exchanges, patterns } = side;
  return { ...side, signals: copyOfTally(signals), exchanges: copyOfTally(exchanges), patterns: new Map(patterns) };
}

function copyOfTally({ strength, at, first }: Tally): Tally {
  return { strength: [...strength], at: [...at], first: [...first] };
}

/** Adds a turn to the evidence, in place. */
export function addTurn(evidence: CallEvidence, speaker: CallSide, reading: TurnReading): void {
  const side = evidence[speaker];
  evidence.words += Math.min(MOST_WORDS_A_TURN, reading.words);
  for (const signal of reading.signals) {
    meet(side.signals, signal, evidence);
    if (!reading.unclear.has(signal)) name(side.signals, signal, evidence);
  }
  for (const pattern of reading.patterns) side.patterns.set(pattern, evidence.words);
  const other = evidence.latest[speaker === 'caller' ? 'callee' : 'caller'];
  if (other.turn >= 0 && evidence.turns - other.turn <= ANSWERS_WITHIN_TURNS) {
    EXCHANGES.forEach((exchange, place) => {
      if (!exchange.isMet(other, reading)) return;
      meet(side.exchanges, place, evidence);
      name(side.exchanges, place, evidence);
    });
  }
  evidence.latest[speaker] = { signals: reading.signals, turn: evidence.turns, figures: reading.figures };
  side.turns += 1;
  side.telling = reading.telling;
  const listener = evidence[speaker === 'caller' ? 'callee' : 'caller'];
  if (reading.asksToTell) listener.telling = askedToTell(listener.telling);
  evidence.turns += 1;
}

function meet(tally: Tally, place: number, { words }: CallEvidence): void {
  tally.strength[place] = Math.min(MOST_COUNTED, strengthOf(tally, place, words) + 1);
  tally.at[place] = words;
}

function name(tally: Tally, place: number, { turns }: CallEvidence): void {
  if ((tally.first[place] ?? -1) < 0) tally.first[place] = turns;
}

/** How strongly a thing still counts after `words`. */
export function strengthOf(tally: Tally, place: number, words: number): number {
  const strength = tally.strength[place] ?? 0;
  return strength === 0 ? 0 : strength * fading(words - (tally.at[place] ?? 0));
}

/** What is left after so many more words: from 1 down to 0. */
export function fading(words: number): number {
  return FADED[words] ?? 2 ** (-words / HALF_LIFE_WORDS);
}

/** Asked for thousands of times a second, nearly always of so few words. */
const FADED = Float64Array.from({ length: 4_096 }, (_, words) => 2 ** (-words / HALF_LIFE_WORDS));
