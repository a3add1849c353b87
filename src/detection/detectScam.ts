import {
  type CallContext,
  type CallSide,
  SCAM_LEVELS,
  type ScamLevel,
  type ScamSignal,
  type ScamVerdict,
  type SpokenTurn,
} from '../domain/verdict.ts';
import { type CallEvidence, noEvidence } from './callEvidence.ts';
import { addSpeech, type OpenTurn } from './openTurn.ts';
import { EXCHANGES } from './exchanges.ts';
import { FEATURE_NAMES, FEATURE_SIGNS, featuresOf, patternsOf } from './features.ts';
import type { TurnReading } from './readTurn.ts';
import { type Ladder, restoreEvidence, restoreLadder, saveDetection, type SavedDetection } from './savedDetection.ts';
import { logOdds, probabilityOf, type ScamModel, trainedModel } from './scamModel.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';

/** Follows one call. */
export interface ScamDetector {
  /** Judges the next turn by it and the earlier ones. Any text is fine: empty, very long, in any script. */
  hear(turn: SpokenTurn): ScamVerdict;
  /** What another worker needs to go on: at most 4 KB, nothing that was said. */
  save(): SavedDetection;
}

/** Asking for these is worth a quiet notice even where nothing else looks wrong. */
const DATA_AT_RISK = new Set(
  ['code-request', 'credential-request', 'card-details-request', 'approval-request'].map((name) =>
    SIGNAL_RULES.findIndex((rule) => rule.name === name),
  ),
);
/** A level is left again below this share of its threshold, so that a call at the edge doesn't flicker. */
const LEFT_BELOW = 0.7;
/** Signals that move the log-odds less than this explain nothing. */
const TELLING = 0.1;

/** Starts following a call, or goes on from what was saved of it. */
export function detectScam(from: CallContext | SavedDetection, model: ScamModel = trainedModel()): ScamDetector {
  const isSaved = 'evidence' in from;
  let evidence = isSaved ? restoreEvidence(from) : noEvidence(from);
  let open: OpenTurn | undefined;
  let ladder: Ladder = isSaved ? restoreLadder(from) : { level: 'none', current: 'none', alertTurn: null, told: [] };
  return {
    hear(spoken) {
      const { speaker } = spoken;
      const turn = evidence.turns;
      const heard = addSpeech(spoken, evidence, open);
      ({ evidence, open } = heard);
      const { reading } = heard;
      const { score, told } = mostSuspicious(evidence, model);
      const asksForData = asksFor(reading) && suspectsOf(evidence.context).includes(speaker);
      ladder = climb({ ...ladder, told: joined(ladder.told, told) }, { turn, score, asksForData }, model.levels);
      const { level, current, alertTurn } = ladder;
      return { turn, score, level, current, alertTurn, signals: ladder.told.map(named) };
    },
    save: () => saveDetection(evidence, ladder),
  };
}

/** Who may be the thief: whoever came to the other; both where nothing is known. */
function suspectsOf({ direction, setting }: CallContext): readonly CallSide[] {
  if (direction === undefined && setting === undefined) return ['caller', 'callee'];
  return [direction === 'outbound' ? 'callee' : 'caller'];
}

function asksFor({ signals }: TurnReading): boolean {
  return [...DATA_AT_RISK].some((signal) => signals.has(signal));
}

function mostSuspicious(evidence: CallEvidence, model: ScamModel): { score: number; told: Ladder['told'] } {
  const judged = suspectsOf(evidence.context).map((suspect) => {
    const features = featuresOf(evidence, suspect);
    return { suspect, features, odds: logOdds(model, features, patternsOf(evidence, suspect)) };
  });
  const worst = judged.reduce((one, other) => (other.odds > one.odds ? other : one));
  return { score: probabilityOf(model.calibration, worst.odds), told: tellingSignals(evidence, worst, model) };
}

function tellingSignals(
  evidence: CallEvidence,
  { suspect, features }: { suspect: CallSide; features: readonly number[] },
  model: ScamModel,
): Ladder['told'] {
  const thief = evidence[suspect];
  const other = evidence[suspect === 'caller' ? 'callee' : 'caller'];
  const firstOf = (place: number): number => {
    const signal = SIGNAL_RULES[place];
    if (signal !== undefined) return (signal.side === 'suspect' ? thief : other).signals.first[place] ?? -1;
    const exchange = place - SIGNAL_RULES.length;
    return (EXCHANGES[exchange]?.answeredBy === 'suspect' ? thief : other).exchanges.first[exchange] ?? -1;
  };
  const told: [number, number][] = [];
  for (let place = 0; place < SIGNAL_RULES.length + EXCHANGES.length; place += 1) {
    const value = features[place] ?? 0;
    if (FEATURE_SIGNS[place] !== 1 || value * (model.weights[place] ?? 0) < TELLING) continue;
    const first = firstOf(place);
    if (first >= 0) told.push([place, first]);
  }
  return told;
}

/** What was told before, then what is new, in the order of turns. */
function joined(before: Ladder['told'], now: Ladder['told']): Ladder['told'] {
  const known = new Set(before.map(([place]) => place));
  const added = now.filter(([place]) => !known.has(place));
  return added.length === 0 ? before : [...before, ...added].sort(([, one], [, other]) => one - other);
}

function named([place, turn]: Ladder['told'][number]): ScamSignal {
  return { name: FEATURE_NAMES[place] ?? '', turn };
}

function climb(
  before: Ladder,
  { turn, score, asksForData }: { turn: number; score: number; asksForData: boolean },
  levels: ScamModel['levels'],
): Ladder {
  const reached =
    score >= levels.scam ? 'scam' : score >= levels.warn ? 'warn' : score >= levels.watch ? 'watch' : 'none';
  const now = reached === 'none' && asksForData ? 'watch' : reached;
  const level = higher(before.level, now);
  const isCalmer = before.current !== 'none' && score < levels[before.current] * LEFT_BELOW;
  const isAlert = now === 'warn' || now === 'scam';
  return {
    ...before,
    level,
    current: isCalmer ? now : higher(before.current, now),
    alertTurn: before.alertTurn ?? (isAlert ? turn : null),
  };
}

function higher(one: ScamLevel, other: ScamLevel): ScamLevel {
  return SCAM_LEVELS.indexOf(one) >= SCAM_LEVELS.indexOf(other) ? one : other;
}
