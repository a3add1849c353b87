import type { Lexicon } from '../ports/lexicon.ts';
import type { GapQuestion } from './gapQuestion.ts';

/** What telling questions apart needs. */
export type TopicLexicon = Pick<Lexicon, 'isSame' | 'telling'>;

/** Questions this alike are one topic, 0 to 1: what they share among all they say, in words weighed by how much they tell. */
const LEAST_LIKENESS = 0.53;
/** A synonym counts less than the word itself. */
const SAME_SHARE = 0.8;
/** Among few gaps every word is rare, and a shared one would say little. */
const IMAGINED_WORDINGS = 20;
/** Of the commonest words only synonyms are looked for: every pair costs a look into the lexicon. */
const WORDS_COMPARED = 400;

interface Cluster {
  /** Of the wording that began it: all others are compared with this one, so that a topic does not drift. */
  weight: number;
  questions: GapQuestion[];
}

/**
 * Puts questions together that ask for the same thing. The most asked wording of each comes first; a wording joins the
 * one it is most like, if it is like any.
 */
export function clusterQuestions(questions: readonly GapQuestion[], lexicon: TopicLexicon): GapQuestion[][] {
  const wordings = [...Map.groupBy(questions, ({ stems }) => stems.toSorted().join(' ')).values()];
  const words = weighWords(wordings, lexicon);
  const clusters: Cluster[] = [];
  const withStem = new Map<string, Cluster[]>();
  for (const asked of wordings.sort((one, other) => other.length - one.length || newest(other) - newest(one))) {
    const stems = asked[0]?.stems ?? [];
    const weight = stems.reduce((sum, stem) => sum + words.weightOf(stem), 0);
    const known = mostAlike(sharedWeights(stems, words, withStem), weight);
    if (known === undefined) {
      const begun = { weight, questions: [...asked] };
      clusters.push(begun);
      for (const stem of stems) withStem.set(stem, [...(withStem.get(stem) ?? []), begun]);
    } else known.questions.push(...asked);
  }
  return clusters.map((cluster) => cluster.questions);
}

function newest(questions: readonly GapQuestion[]): number {
  return Math.max(...questions.map(({ at }) => at.getTime()));
}

interface WeighedWords {
  /** Rare words weigh more, both those that are rare in English and those that are rare among the gaps. */
  weightOf(stem: string): number;
  /** The stem itself and those that say the same, with how much that counts. */
  alike(stem: string): readonly (readonly [string, number])[];
}

function weighWords(wordings: readonly (readonly GapQuestion[])[], lexicon: TopicLexicon): WeighedWords {
  const holders = new Map<string, number>();
  for (const [one] of wordings) for (const stem of one?.stems ?? []) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  const commonest = [...holders].sort(([, one], [, other]) => other - one).map(([stem]) => stem);
  const compared = commonest.slice(0, WORDS_COMPARED);
  const isSame = (one: string, other: string): boolean =>
    one !== other && (lexicon.isSame(one, other) || lexicon.isSame(other, one));
  const synonyms = new Map(compared.map((one) => [one, compared.filter((other) => isSame(one, other))]));
  const all = wordings.length + IMAGINED_WORDINGS;
  return {
    weightOf: (stem) => lexicon.telling(stem) * Math.log(1 + all / (holders.get(stem) ?? 1)),
    alike: (stem) => [[stem, 1], ...(synonyms.get(stem) ?? []).map((same) => [same, SAME_SHARE] as const)],
  };
}

/** How much of these stems each cluster shares; a stem counts once, however many of its synonyms a cluster has. */
function sharedWeights(
  stems: readonly string[],
  words: WeighedWords,
  withStem: ReadonlyMap<string, readonly Cluster[]>,
): Map<Cluster, number> {
  const shared = new Map<Cluster, number>();
  for (const stem of stems) {
    const counted = new Set<Cluster>();
    for (const [same, share] of words.alike(stem)) {
      const weight = share * Math.min(words.weightOf(stem), words.weightOf(same));
      for (const cluster of withStem.get(same) ?? []) {
        if (counted.has(cluster)) continue;
        counted.add(cluster);
        shared.set(cluster, (shared.get(cluster) ?? 0) + weight);
      }
    }
  }
  return shared;
}

function mostAlike(shared: ReadonlyMap<Cluster, number>, weight: number): Cluster | undefined {
  let best: { cluster: Cluster; likeness: number } | undefined;
  for (const [cluster, sum] of shared) {
    const likeness = sum / Math.sqrt(cluster.weight * weight);
    if (likeness >= LEAST_LIKENESS && likeness > (best?.likeness ?? 0)) best = { cluster, likeness };
  }
  return best?.cluster;
}
