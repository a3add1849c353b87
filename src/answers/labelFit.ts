import type { RankedPassage, Unit } from '../domain/passage.ts';
import { stem, wordsOf } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { spokenStems } from './questionTerms.ts';
import type { StandaloneQuestion } from './standaloneQuestion.ts';

/** Labels longer than this describe a case rather than name a thing, and are weighed like any text. */
const LONGEST_NAME = 4;
const NO_NAME = new Set('the of a an to for on in per'.split(' '));
/** How sure a reader may be that two words name the same thing; a synonym is not sure enough for a product. */
const SAME_NAME = 0.85;

/** A row for several names at once is about none of them in particular. */
const AMONG_OTHERS = 0.7;

/** A single word names something only if it is no everyday word. */
const TELLING_NAME = 0.7;

/** Which of the names that stand at the head of rows the question means. */
export interface MeantNames {
  /**
   * 1 when the row's name is said in the question as it stands, .5 when all its words are, 0 when it has no name or
   * none was said, -1 when another row of its kind was meant.
   */
  fit(unit: Unit): number;
  /** The names said in one piece, in the order in which they are said. */
  named: readonly string[];
  /** The name of this row among `named`, if it is one of them. */
  nameOf(unit: Unit): string | undefined;
}

/**
 * Reads which rows are meant by name. "flex 10 plus" means the row "Flex 10 Plus" and not its near twin "Flex 10",
 * although that is said too: a name inside a longer name that is said does not count.
 */
export function meantNames(
  question: StandaloneQuestion,
  found: readonly RankedPassage[],
  lexicon: Lexicon,
): MeantNames {
  const units = found.flatMap(({ passage }) => passage.units);
  const names = new Map<string, readonly string[]>();
  for (const name of units.flatMap(namesOf)) {
    if (name.length > 1 || lexicon.telling(name[0] ?? '') >= TELLING_NAME) names.set(name.join(' '), name);
  }
  const own = spokenStems(question.own);
  const carried = spokenStems(question.carried);
  const isSame = (asked: string, other: string): boolean => lexicon.likeness(asked, other) >= SAME_NAME;
  const spans = spansOf(names, own, isSame);
  const carriedSpans = spans.length > 0 ? [] : spansOf(names, carried, isSame);
  const named = [...new Set([...spans, ...carriedSpans].map(({ name }) => name))];
  const wholly = whollySaid(names, own, carried, isSame).filter((name) => !named.includes(name));
  // "and the plus one?" names a twin of what was named before.
  const meant = spans.length === 0 && wholly.length > 0 ? wholly : named;
  const nameOf = (unit: Unit): string | undefined => {
    const atHead = namesOf(unit)
      .map((name) => name.join(' '))
      .find((name) => meant.includes(name));
    if (atHead !== undefined || meant.length < 2) return atHead;
    const inText = spansOf(new Map(meant.map((name) => [name, name.split(' ')])), spokenStems(unit.text), isSame);
    const said = new Set(inText.map(({ name }) => name));
    return said.size === 1 ? [...said][0] : undefined;
  };
  return {
    named: meant,
    nameOf,
    fit(unit) {
      const own = namesOf(unit).map((name) => name.join(' '));
      if (own.length === 0) return 0;
      if (own.some((name) => meant.includes(name))) return own.length === 1 ? 1 : AMONG_OTHERS;
      if (own.some((name) => wholly.includes(name))) return 0.5;
      return own.some((name) => meant.some((other) => areTwins(name, other))) ? -1 : 0;
    },
  };
}

/** Names in the first cell of a row; "Flex 5, Flex 10" are two. */
function namesOf(unit: Unit): string[][] {
  if (unit.kind !== 'row') return [];
  return (unit.cells[0]?.[1] ?? '')
    .split(/[,;/]| and | or | und | oder /i)
    .map((part) =>
      wordsOf(part)
        .filter((word) => !NO_NAME.has(word))
        .map((word) => stem(word)),
    )
    .filter((name) => name.length > 0 && name.length <= LONGEST_NAME);
}

interface Span {
  name: string;
  from: number;
  to: number;
}

/** Where names are said in one piece, without those inside longer ones. */
function spansOf(
  names: ReadonlyMap<string, readonly string[]>,
  asked: readonly string[],
  isSame: (asked: string, other: string) => boolean,
): Span[] {
  const spans: Span[] = [];
  for (const [name, words] of names) {
    for (let from = 0; from + words.length <= asked.length; from += 1) {
      if (words.every((word, at) => isSame(asked[from + at] ?? '', word))) {
        spans.push({ name, from, to: from + words.length });
      }
    }
  }
  return spans
    .filter((one) => !spans.some((other) => isInside(one, other)))
    .sort((one, other) => one.from - other.from);
}

function isInside(one: Span, other: Span): boolean {
  return one.from >= other.from && one.to <= other.to && one.to - one.from < other.to - other.from;
}

/** Names whose words are all said somewhere, at least one of them now. */
function whollySaid(
  names: ReadonlyMap<string, readonly string[]>,
  own: readonly string[],
  carried: readonly string[],
  isSame: (asked: string, other: string) => boolean,
): string[] {
  if (carried.length === 0) return [];
  const isSaid = (word: string, asked: readonly string[]): boolean => asked.some((one) => isSame(one, word));
  return [...names]
    .filter(([, words]) => words.length > 1 && words.some((word) => isSaid(word, own)))
    .filter(([, words]) => words.every((word) => isSaid(word, own) || isSaid(word, carried)))
    .map(([name]) => name);
}

/** Names that share their first word: "Flex 10" and "Flex 10 Plus", "Zone A" and "Zone B". */
function areTwins(one: string, other: string): boolean {
  return one.split(' ')[0] === other.split(' ')[0];
}
