import type { LabelledCall, Part } from './callSets.ts';
import { type Candidate, NOTHING, OTHER_CAMPAIGNS } from './leaveOneOut.ts';

/** How many honest calls of a family are joined end to end into one long call. */
const JOINED = 8;

/**
 * The calls of a report: own and fresh calls of one half, with and without direction and setting; all public calls; robocalls once
 * more with other campaigns in training; and long honest calls, joined from eight.
 */
export function candidatesOf(own: readonly LabelledCall[], open: readonly LabelledCall[], part: Part): Candidate[] {
  const ownOnes = own.filter((call) => call.part === part);
  const kind = ({ set, isScam }: LabelledCall) => `${set} ${isScam ? 'scams' : 'twins'}`;
  return [
    ...ownOnes.map((call) => ({ name: kind(call), call, isKnown: true })),
    ...ownOnes.map((call) => ({ name: `${kind(call)}, sides unknown`, call, isKnown: false })),
    ...ownOnes
      .filter((call) => call.set === 'fresh' && part === 'held-out')
      .map((call) => ({ name: `${kind(call)}, kin trained on`, call, isKnown: true, leftOut: NOTHING })),
    ...open.map((call) => ({ name: call.family, call, isKnown: false })),
    ...open
      .filter((call) => call.family === 'robocalls_ftc' && call.part === 'held-out')
      .map((call) => ({ name: 'robocalls_ftc, other campaigns', call, isKnown: false, leftOut: OTHER_CAMPAIGNS })),
    ...longCalls(open),
  ];
}

function longCalls(open: readonly LabelledCall[]): Candidate[] {
  const families = Map.groupBy(
    open.filter(({ isScam }) => !isScam),
    ({ family }) => family,
  );
  return [...families].flatMap(([family, calls]) =>
    chunks(calls, JOINED).map((joined) => {
      const first = joined[0];
      if (first === undefined) throw new RangeError('A chunk is never empty.');
      const call = { ...first, id: `${first.id}…`, turns: joined.flatMap(({ turns }) => turns) };
      return { name: `${family}, ${JOINED} joined`, call, isKnown: false };
    }),
  );
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  const whole = Math.floor(values.length / size);
  return Array.from({ length: whole }, (_, index) => values.slice(index * size, (index + 1) * size));
}
