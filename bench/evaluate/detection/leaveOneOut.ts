import { type LabelledCall, leftOutWith } from './callSets.ts';
import { examplesOf, fitDetector, oddsByTurn, tracksOf } from './callTrack.ts';
import { misheard } from './recognitionErrors.ts';
import { weighCalls } from './trainingCalls.ts';

/** A call judged by something that saw no call of its family. */
export interface JudgedCall {
  /** The row of the table it belongs to. */
  name: string;
  call: LabelledCall;
  /** By turn; higher is more suspicious. */
  odds: readonly number[];
}

/** A call to judge: in which row, and with or without its direction and setting. */
export interface Candidate {
  name: string;
  call: LabelledCall;
  isKnown: boolean;
  /** Left out with these instead of with its family. */
  leftOut?: string;
}

/** Which calls of the training set a left-out name stands for. */
export type LeaveOut = (call: LabelledCall) => string;

/** Calls whose robocall campaigns, not the whole family, are left out. */
export const OTHER_CAMPAIGNS = 'other campaigns';

/** Nothing is left out: for calls of families that are in no training. */
export const NOTHING = 'nothing';

/** Trains once per left-out family. */
export function trainEach<Trained>(
  training: readonly LabelledCall[],
  candidates: readonly Candidate[],
  train: (calls: readonly LabelledCall[]) => Trained,
): Map<string, Trained> {
  const names = new Set(candidates.map(nameLeftOut));
  return new Map([...names].map((left) => [left, train(training.filter((call) => !isLeftOut(call, left)))]));
}

/** Judges each candidate by what was trained without its family. */
export function judgeEach<Trained>(
  trained: ReadonlyMap<string, Trained>,
  candidates: readonly Candidate[],
  judge: (trained: Trained, one: Candidate) => number[],
): JudgedCall[] {
  return candidates.map((one) => {
    const judging = trained.get(nameLeftOut(one));
    if (judging === undefined) throw new RangeError(`Nothing was trained without ${nameLeftOut(one)}.`);
    return { name: one.name, call: one.call, odds: judge(judging, one) };
  });
}

function nameLeftOut({ call, leftOut }: Candidate): string {
  return leftOut ?? leftOutWith(call);
}

function isLeftOut(call: LabelledCall, left: string): boolean {
  return left === OTHER_CAMPAIGNS
    ? call.family === 'robocalls_ftc' && call.part === 'held-out'
    : leftOutWith(call) === left;
}

/** Phrases lose single words to a recogniser: half of each call's weight in training is on a copy misheard so often. */
const MISHEARD_IN_TRAINING = { weight: 0.5, words: 0.3 };

/** The detector: signals and trained weights. What is misheard in training is taken for other words of the `vocabulary`. */
export function detectorUnderTest(vocabulary: readonly LabelledCall[]) {
  const hear = misheard(vocabulary, MISHEARD_IN_TRAINING.words);
  const examples = new Map<LabelledCall, ReturnType<typeof examplesOf>>();
  const heardBothWays = (call: LabelledCall) => [
    ...examplesOf(call, 1 - MISHEARD_IN_TRAINING.weight),
    ...examplesOf(hear({ ...call, id: `${call.id}, in training` }), MISHEARD_IN_TRAINING.weight),
  ];
  return {
    train: (calls: readonly LabelledCall[]) =>
      fitDetector(
        weighCalls(calls).flatMap(({ call, weight }) => {
          const known = examples.get(call) ?? heardBothWays(call);
          examples.set(call, known);
          return known.map((one) => ({ ...one, weight: one.weight * weight }));
        }),
      ),
    judge: (weights: Float64Array, { call, isKnown }: Candidate) => oddsByTurn(weights, tracksOf(call, isKnown)),
  };
}
