import { Buffer } from 'node:buffer';
import type { CallContext, CallSide, ScamLevel } from '../domain/verdict.ts';
import { type CallEvidence, noEvidence, type SideEvidence, type Tally } from './callEvidence.ts';
import type { LatestTurn } from './exchanges.ts';
import { PATTERN_COUNT } from './readTurn.ts';
import type { Telling } from './reportedSpeech.ts';
import { RULES_VERSION } from './scamModel.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';

/** How far a call's ladder has risen and what explained it. */
export interface Ladder {
  level: ScamLevel;
  /** Falls again when the call calms down. */
  current: ScamLevel;
  alertTurn: number | null;
  /** Signals that told something so far, by place in FEATURE_NAMES, with the turn each was first met in. */
  told: readonly (readonly [place: number, turn: number])[];
}

type SavedTelling = readonly [source: Telling['source'], since: number, left: number];

/** A call's detection as plain JSON of at most 4 KB: counts and turn numbers, nothing that was said. */
export interface SavedDetection extends Omit<Ladder, 'told'> {
  /** Place and turn of each, in base64: spelt out they would take a quarter of all there is. */
  told: string;
  rules: string;
  context: CallContext;
  turns: number;
  words: number;
  sideTurns: readonly [number, number];
  /** Of caller and callee. */
  telling: readonly [SavedTelling, SavedTelling];
  /** The signals as one bit each, in base64. */
  latest: Record<CallSide, { signals: string; turn: number; figures: number }>;
  /** Strength, age and first turn of each signal and exchange, then the age step of each pattern, in base64. */
  evidence: string;
}

/** Words since a pattern was last met, in fifteen steps; what is older is forgotten. */
const PATTERN_AGES = [0, 20, 50, 90, 140, 200, 270, 350, 450, 580, 740, 950, 1_220, 1_570, 2_000];
/** Strength is kept in steps of 1/80, ages of signals in steps of 8 words. */
const STRENGTH_STEPS = 80;
const AGE_STEP_WORDS = 8;
const OLDEST = 254;
const LAST_TURN = 65_534;

/** The evidence and ladder as JSON for another worker to go on from. */
export function saveDetection(evidence: CallEvidence, ladder: Ladder): SavedDetection {
  const bytes: number[] = [];
  for (const side of [evidence.caller, evidence.callee]) {
    for (const tally of [side.signals, side.exchanges]) writeTally(bytes, tally, evidence.words);
    for (let place = 0; place < PATTERN_COUNT; place += 2) {
      bytes.push(patternStep(evidence, side, place) * 16 + patternStep(evidence, side, place + 1));
    }
  }
  const latest = ({ signals, turn, figures }: LatestTurn) => ({ signals: bitsOf(signals), turn, figures });
  return {
    ...ladder,
    told: Buffer.from(ladder.told.flatMap(([place, turn]) => [place, ...turnBytes(turn)])).toString('base64'),
    rules: RULES_VERSION,
    context: evidence.context,
    turns: evidence.turns,
    words: evidence.words,
    sideTurns: [evidence.caller.turns, evidence.callee.turns],
    telling: [told(evidence.caller), told(evidence.callee)],
    latest: { caller: latest(evidence.latest.caller), callee: latest(evidence.latest.callee) },
    evidence: Buffer.from(bytes).toString('base64'),
  };
}

function told({ telling }: SideEvidence): SavedTelling {
  return [telling.source, telling.since, telling.left];
}

function retold([source, since, left]: SavedTelling): Telling {
  return { source, since, left };
}

function writeTally(bytes: number[], { strength, at, first }: Tally, words: number): void {
  strength.forEach((value, place) => {
    const [age, turn] = [ageOf(words - (at[place] ?? 0)), turnBytes(first[place] ?? -1)];
    bytes.push(Math.round(value * STRENGTH_STEPS), age, ...turn);
  });
}

/** One more than the turn, which may be -1. */
function turnBytes(turn: number): [number, number] {
  const kept = Math.min(LAST_TURN, turn) + 1;
  return [kept >> 8, kept & 0xff];
}

function bitsOf(places: ReadonlySet<number>): string {
  const bytes = Buffer.alloc(Math.ceil(SIGNAL_RULES.length / 8));
  for (const place of places) bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (1 << (place & 7));
  return bytes.toString('base64');
}

function placesIn(bits: string): Set<number> {
  const bytes = Buffer.from(bits, 'base64');
  return new Set(SIGNAL_RULES.keys().filter((place) => ((bytes[place >> 3] ?? 0) >> (place & 7)) & 1));
}

/** 0 where the pattern was not met or is forgotten, else one more than its step of age. */
function patternStep({ words }: CallEvidence, side: SideEvidence, place: number): number {
  const at = side.patterns.get(place);
  if (at === undefined) return 0;
  const older = PATTERN_AGES.findIndex((age) => age > words - at);
  return older < 0 ? 0 : older;
}

function ageOf(words: number): number {
  return Math.min(OLDEST, Math.round(words / AGE_STEP_WORDS));
}

/** How far the call's ladder had risen when it was saved. */
export function restoreLadder({ level, current, alertTurn, told }: SavedDetection): Ladder {
  const bytes = Buffer.from(told, 'base64');
  const entries = Array.from({ length: Math.floor(bytes.length / 3) }, (_, entry): [number, number] => {
    const at = entry * 3;
    return [bytes[at] ?? 0, bytes.readUInt16BE(at + 1) - 1];
  });
  return { level, current, alertTurn, told: entries };
}

/** The evidence as it was saved, or none where it was saved under other rules: the call is then read on from here. */
export function restoreEvidence(saved: SavedDetection): CallEvidence {
  const evidence = noEvidence(saved.context);
  evidence.turns = saved.turns;
  const bytes = Buffer.from(saved.evidence, 'base64');
  if (saved.rules !== RULES_VERSION) return evidence;
  evidence.words = saved.words;
  let offset = 0;
  for (const side of [evidence.caller, evidence.callee]) offset = readSide(bytes, offset, { side, words: saved.words });
  [evidence.caller.turns, evidence.callee.turns] = saved.sideTurns;
  [evidence.caller.telling, evidence.callee.telling] = [retold(saved.telling[0]), retold(saved.telling[1])];
  for (const side of ['caller', 'callee'] as const) {
    const { signals, turn, figures } = saved.latest[side];
    evidence.latest[side] = { signals: placesIn(signals), turn, figures };
  }
  return evidence;
}

function readSide(bytes: Buffer, start: number, { side, words }: { side: SideEvidence; words: number }): number {
  let offset = start;
  const next = () => bytes[offset++] ?? 0;
  for (const tally of [side.signals, side.exchanges]) {
    for (let place = 0; place < tally.strength.length; place += 1) {
      tally.strength[place] = next() / STRENGTH_STEPS;
      tally.at[place] = words - next() * AGE_STEP_WORDS;
      tally.first[place] = next() * 256 + next() - 1;
    }
  }
  for (let place = 0; place < PATTERN_COUNT; place += 2) {
    const both = next();
    [both >> 4, both & 15].forEach((step, index) => {
      if (step > 0) side.patterns.set(place + index, words - (PATTERN_AGES[step - 1] ?? 0));
    });
  }
  return offset;
}
