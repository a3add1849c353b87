import { isSlip } from './slips.ts';

const SYNONYM = 0.8;
const SLIP = 0.85;
const SAME_NUMBER = 0.95;

/** The lists by hand: numbers of the groups in which each stem stands, and figures of number words. */
export interface WordLists {
  synonyms: ReadonlyMap<string, ReadonlySet<string>>;
  opposites: ReadonlyMap<string, ReadonlySet<string>>;
  numbers: ReadonlyMap<string, string>;
  /** True for a word common enough to be taken as it is typed. */
  isWellKnown(stem: string): boolean;
}

/** What surely says the same as one word. */
export interface SureWords {
  /** Synonyms, and the figure or the word of a number. */
  listed: readonly string[];
  /** True when the word may be a slip of others: only then is it worth comparing with all of them. */
  mayBeSlip: boolean;
  isSame(other: string): boolean;
  /** Undefined where nothing is sure. */
  likeness(other: string): number | undefined;
}

/** What can be said of a word without looking at others is looked up once: it is compared with thousands. */
export function sureWordsOf(lists: WordLists): (asked: string) => SureWords {
  const membersOf = invert(lists.synonyms);
  const wordsOfNumbers = new Map([...lists.numbers].map(([word, figure]) => [figure, word]));
  return (asked) => {
    const number = lists.numbers.get(asked) ?? wordsOfNumbers.get(asked);
    const groups = [...(lists.synonyms.get(asked) ?? [])];
    const opposites = lists.opposites.get(asked);
    const isOpposite = (other: string): boolean => share(opposites, lists.opposites.get(other));
    const members = new Set(groups.flatMap((group) => membersOf.get(group) ?? []));
    const synonyms = new Set(HAS_DIGIT.test(asked) ? [] : [...members].filter((other) => !isUnfit(other, isOpposite)));
    synonyms.delete(asked);
    const mayBeSlip = !HAS_DIGIT.test(asked) && !lists.isWellKnown(asked);
    const isTyped = (other: string): boolean => mayBeSlip && isSlip(asked, other) && !isUnfit(other, isOpposite);
    return {
      listed: [...(number === undefined ? [] : [number]), ...synonyms],
      mayBeSlip,
      isSame: (other) => other === number || synonyms.has(other) || isTyped(other),
      likeness(other) {
        if (other === number) return SAME_NUMBER;
        if (synonyms.has(other)) return SYNONYM;
        if (isTyped(other)) return SLIP;
        return HAS_DIGIT.test(asked) || isUnfit(other, isOpposite) ? 0 : undefined;
      },
    };
  };
}

const HAS_DIGIT = /\d/;

function isUnfit(other: string, isOpposite: (other: string) => boolean): boolean {
  return HAS_DIGIT.test(other) || isOpposite(other);
}

function share(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  return one !== undefined && other !== undefined && !one.isDisjointFrom(other);
}

function invert(groups: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const [word, numbers] of groups) {
    for (const number of numbers) members.set(number, [...(members.get(number) ?? []), word]);
  }
  return members;
}
