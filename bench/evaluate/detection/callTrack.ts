import type { CallContext, CallSide } from '../../../src/domain/verdict.ts';
import { addTurn, noEvidence } from '../../../src/detection/callEvidence.ts';
import {
  FEATURE_NAMES,
  FEATURE_PRIORS,
  FEATURE_SIGNS,
  featuresOf,
  patternsOf,
} from '../../../src/detection/features.ts';
import { PATTERN_COUNT, readTurn, SIGNAL_OF_PATTERN } from '../../../src/detection/readTurn.ts';
import { SIGNAL_RULES } from '../../../src/detection/signals/allSignals.ts';
import type { LabelledCall } from './callSets.ts';
import { type Example, fitModel, type Holding } from './fitModel.ts';

/** What the model sees after a turn under one supposition. */
export interface Sight {
  places: readonly number[];
  values: readonly number[];
}

const NOTHING_SEEN: Sight = { places: [], values: [] };

const FEATURES = FEATURE_NAMES.length;
/** Weights of features, then of patterns, then the bias. */
const MODEL_SIZE = FEATURES + PATTERN_COUNT + 1;

const FEATURE_PENALTY = 0.005;
const PATTERN_PENALTY = 0.003;
/** Holds a weight to what is known of frauds that the calls hold too few of. */
const PRIOR_PENALTY = 0.03;
/** Chosen on the tuning half. */
const HOLDING: Holding = {
  penalties: Array.from({ length: MODEL_SIZE }, (_, place) =>
    place < FEATURES ? featurePenalty(place) : place < MODEL_SIZE - 1 ? PATTERN_PENALTY : 0,
  ),
  priors: FEATURE_PRIORS,
  signs: [...FEATURE_SIGNS, ...SIGNAL_OF_PATTERN.map((signal) => SIGNAL_RULES[signal]?.sign ?? 0), 0],
  steps: 250,
};

function featurePenalty(place: number): number {
  return (FEATURE_PRIORS[place] ?? 0) > 0 ? PRIOR_PENALTY : FEATURE_PENALTY;
}

/** The detector's weights from examples. */
export function fitDetector(examples: readonly Example[]): Float64Array {
  return fitModel(examples, HOLDING);
}

/** What the model sees of a call turn by turn, supposing that `suspect` is the thief. */
export function trackCall(call: Pick<LabelledCall, 'turns'>, context: CallContext, suspect: CallSide): Sight[] {
  const evidence = noEvidence(context);
  return call.turns.map(({ speaker, text }) => {
    addTurn(evidence, speaker, readTurn(text, evidence[speaker].telling));
    const places: number[] = [];
    const values: number[] = [];
    featuresOf(evidence, suspect).forEach((value, place) => {
      if (value === 0) return;
      places.push(place);
      values.push(value);
    });
    for (const [pattern, worth] of patternsOf(evidence, suspect)) {
      places.push(FEATURES + pattern);
      values.push(worth);
    }
    return { places, values };
  });
}

/** Log-odds turn by turn, of the worse supposition where both sides may be the thief. */
export function oddsByTurn(weights: Float64Array, tracks: readonly (readonly Sight[])[]): number[] {
  const bias = weights[weights.length - 1] ?? 0;
  return (tracks[0] ?? []).map((_, turn) =>
    Math.max(
      ...tracks.map((track) => {
        const { places, values } = track[turn] ?? NOTHING_SEEN;
        return places.reduce((sum, place, at) => sum + (values[at] ?? 0) * (weights[place] ?? 0), bias);
      }),
    ),
  );
}

/** What is known of a call: its direction and setting, where they were recorded and are to be used. */
export function contextOf({ direction, setting }: LabelledCall, isKnown: boolean): CallContext {
  return isKnown ? { direction, setting } : {};
}

/** The tracks to judge a call by: of whoever came to the other, or of both sides. */
export function tracksOf(call: LabelledCall, isKnown: boolean): Sight[][] {
  const context = contextOf(call, isKnown);
  const suspects: CallSide[] =
    context.setting === undefined ? ['caller', 'callee'] : [context.direction === 'outbound' ? 'callee' : 'caller'];
  return suspects.map((suspect) => trackCall(call, context, suspect));
}

/** Of how much of a call's weight only one side is heard. */
const HEARD_ALONE = 0.25;

/** The prefixes of a call that training looks at, its weight shared among them; a part of it as if one side alone were recorded. */
export function examplesOf(call: LabelledCall, weight: number): Example[] {
  const sides = (['caller', 'callee'] as const).filter((side) => call.turns.some(({ speaker }) => speaker === side));
  if (sides.length < 2) return wholeOf(call, weight);
  const suspect = call.setting !== undefined && call.direction === 'outbound' ? 'callee' : 'caller';
  const heard = call.isScam ? ([suspect] as const) : sides;
  return [
    ...wholeOf(call, weight * (1 - HEARD_ALONE)),
    ...heard.flatMap((side) => {
      const turns = call.turns.filter(({ speaker }) => speaker === side);
      const alone = { ...call, turns, onset: null, harm: null };
      return prefixes(alone, trackCall(alone, {}, side), (weight * HEARD_ALONE) / heard.length);
    }),
  ];
}

function wholeOf(call: LabelledCall, weight: number): Example[] {
  const caller = (context: CallContext, share: number) =>
    prefixes(call, trackCall(call, context, 'caller'), weight * share);
  const callee = (context: CallContext, share: number) =>
    prefixes(call, trackCall(call, context, 'callee'), weight * share);
  if (call.setting === undefined) {
    // Who is the thief is known of frauds alone; of honest calls neither side may look like one.
    return call.isScam ? caller({}, 1) : [...caller({}, 0.5), ...callee({}, 0.5)];
  }
  const known = contextOf(call, true);
  const [suspect, other] = call.direction === 'outbound' ? [callee, caller] : [caller, callee];
  return [...suspect(known, 0.6), ...suspect({}, 0.3), ...(call.isScam ? [] : other({}, 0.1))];
}

function prefixes(call: LabelledCall, track: readonly Sight[], weight: number): Example[] {
  const ends = prefixEnds(call);
  return ends.map((end) => ({
    ...(track[end] ?? NOTHING_SEEN),
    label: call.isScam ? 1 : 0,
    weight: weight / ends.length,
  }));
}

/** Of frauds from a little after the first suspicion to the harm and the end; of honest calls along the way. */
function prefixEnds({ isScam, turns, onset, harm }: LabelledCall): number[] {
  const last = turns.length - 1;
  if (!isScam) return [...new Set([0.4, 0.7, 1].map((share) => Math.round(last * share)))];
  const from = Math.min(last, (onset ?? Math.floor(last / 3)) + 3);
  const to = harm ?? last;
  return [...new Set([from, Math.round((from + to) / 2), to, last].filter((turn) => turn >= 0 && turn <= last))];
}
