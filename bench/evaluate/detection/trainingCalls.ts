import type { LabelledCall } from './callSets.ts';

/** The phrases were gathered in the calls tuned on, which makes them look easier than others; they weigh less for it. */
const CALL_WEIGHTS: Readonly<Record<string, number>> = { own: 0.4, fresh: 0.8, training: 1.5 };
/** What each family of public calls weighs; its calls share it by group. */
const FAMILY_WEIGHT = { scam: 15, robocalls: 40, legit: 25 };
/** More calls of one kind teach nothing new. */
const MOST_PER_FAMILY = 160;

/** Calls with weights so that no public set drowns the others: near-copies share one vote. */
export function weighCalls(calls: readonly LabelledCall[]): { call: LabelledCall; weight: number }[] {
  const families = Map.groupBy(calls, ({ set, family }) => (set in CALL_WEIGHTS ? set : family));
  return [...families].flatMap(([family, members]) => {
    const own = CALL_WEIGHTS[family];
    if (own !== undefined) return members.map((call) => ({ call, weight: own }));
    const taken = everyNth(members, Math.ceil(members.length / MOST_PER_FAMILY));
    const groups = Map.groupBy(taken, ({ group }) => group);
    const first = taken[0];
    const share =
      first?.isScam !== true
        ? FAMILY_WEIGHT.legit
        : family.startsWith('robocalls')
          ? FAMILY_WEIGHT.robocalls
          : FAMILY_WEIGHT.scam;
    return [...groups.values()].flatMap((copies) =>
      copies.map((call) => ({ call, weight: share / groups.size / copies.length })),
    );
  });
}

function everyNth<T>(values: readonly T[], n: number): T[] {
  return values.filter((_, index) => index % n === 0);
}
