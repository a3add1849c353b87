import { type LabelledCall, leftOutWith } from './callSets.ts';
import { examplesOf, fitDetector, oddsByTurn, tracksOf } from './callTrack.ts';
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

/** The detector: signals and trained weights. */
export function detectorUnderTest() {
  const examples = new Map<LabelledCall, ReturnType<typeof examplesOf>>();
  return {
    train: (calls: readonly LabelledCall[]) =>
      fitDetector(
        weighCalls(calls).flatMap(({ call, weight }) => {
          const known = examples.get(call) ?? examplesOf(call, 1);
          examples.set(call, known);
          return known.map((one) => ({ ...one, weight: one.weight * weight }));
        }),
      ),
    judge: (weights: Float64Array, { call, isKnown }: Candidate) => oddsByTurn(weights, tracksOf(call, isKnown)),
  };
}
