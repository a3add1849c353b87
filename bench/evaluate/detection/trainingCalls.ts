import type { LabelledCall } from './callSets.ts';

/** How much each family of public calls weighs beside one own call; a family's calls share it by group. */
const FAMILY_WEIGHT = { scam: 15, robocalls: 40, legit: 25 };
/** More calls of one kind teach nothing new. */
const MOST_PER_FAMILY = 160;

/** Calls with weights so that no public set drowns the others: near-copies share one vote. */
export function weighCalls(calls: readonly LabelledCall[]): { call: LabelledCall; weight: number }[] {
  const families = Map.groupBy(calls, ({ set, family }) => (set === 'training' ? 'own' : set === 'own' ? set : family));
  return [...families].flatMap(([family, members]) => {
    if (family === 'own') return members.map((call) => ({ call, weight: 1 }));
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
