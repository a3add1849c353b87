import { readFileSync } from 'node:fs';
import { stem, stemsOf } from '../../domain/words.ts';
import type { Lexicon } from '../../ports/lexicon.ts';
import { type SureWords, sureWordsOf } from './sureLikeness.ts';
import { readWordVectors } from './wordVectors.ts';

/** Vectors alone never make a synonym. */
const MERELY_ALIKE = 0.7;
/** Words used alike say something only from this cosine on; then their likeness grows with it. */
const ALIKE_FROM = 0.4;
const ALIKE_SHARE = 0.9;
const ALIKE_OFFSET = 0.2;
/** Commoner words than this are not taken for slips of others. */
const WELL_KNOWN = 12_000;
const LEAST_TELLING = 0.5;
/** Every page of English has the words above this rank; the ones below the other say what it is about. */
const COMMONEST = 100;
const RARE = 10_000;

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const NUMBERS = new Map(NUMBER_WORDS.map((word, value) => [stem(word), String(value)]));

/** The lexicon that comes with Earpiece: short lists by hand, and word vectors for everything else. English. */
export function openLexicon(): Lexicon {
  const vectors = readWordVectors();
  const synonyms = groupsOf('synonyms.txt');
  const opposites = groupsOf('opposites.txt');
  for (const country of countries()) opposites.set(country, new Set([COUNTRY, ...(opposites.get(country) ?? [])]));
  const written = new Map([...pairsOf('translations.txt'), ...pairsOf('shortForms.txt')]);
  const phrases = phrasesOf('phrases.txt');
  const isWellKnown = (word: string): boolean => vectors.rank(word) <= WELL_KNOWN;
  const sureWords = remembered(sureWordsOf({ synonyms, opposites, numbers: NUMBERS, isWellKnown }));
  const known = new Map<string, Map<string, number>>();
  return {
    likeness(asked, other) {
      if (asked === other) return 1;
      let ofAsked = known.get(asked);
      if (ofAsked === undefined) {
        if (known.size >= WORDS_REMEMBERED) known.clear();
        ofAsked = new Map();
        known.set(asked, ofAsked);
      }
      let likeness = ofAsked.get(other);
      if (likeness === undefined) {
        likeness = sureWords(asked).likeness(other) ?? likenessOf(vectors.cosine(asked, other));
        ofAsked.set(other, likeness);
      }
      return likeness;
    },
    isSame: (asked, other) => asked === other || sureWords(asked).isSame(other),
    synonyms: (asked) => sureWords(asked).listed,
    mayBeSlip: (asked) => sureWords(asked).mayBeSlip,
    isWord: (word) => vectors.rank(word) !== Infinity,
    telling: (word) => tellingOf(vectors.rank(word)),
    spellOut: (question) => question.replace(WORD, (word) => written.get(word.toLowerCase()) ?? word),
    documentWords: (question) =>
      phrases
        .filter(({ pattern }) => pattern.test(question))
        .map(({ words }) => words)
        .join(' '),
  };
}

const WORDS_REMEMBERED = 1000;
const WORD = /[\p{L}\p{M}\d]+(?:['’/][\p{L}]+)?/gu;
const COUNTRY = 'a country';

/** One question is compared with thousands of words. */
function remembered(sureWords: (asked: string) => SureWords): (asked: string) => SureWords {
  const known = new Map<string, SureWords>();
  return (asked) => {
    let words = known.get(asked);
    if (words === undefined) {
      if (known.size >= WORDS_REMEMBERED) known.clear();
      words = sureWords(asked);
      known.set(asked, words);
    }
    return words;
  };
}

/** Of two words of which nothing but the vectors is known. */
function likenessOf(cosine: number): number {
  return cosine < ALIKE_FROM ? 0 : Math.min(MERELY_ALIKE, ALIKE_SHARE * (cosine - ALIKE_OFFSET));
}

/** On a logarithmic scale of ranks, because word frequencies follow Zipf's law. */
function tellingOf(rank: number): number {
  const place = (Math.log(rank + 1) - Math.log(COMMONEST)) / (Math.log(RARE) - Math.log(COMMONEST));
  return LEAST_TELLING + (1 - LEAST_TELLING) * Math.max(0, Math.min(1, place));
}

function linesOf(file: string): string[] {
  const text = readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** The numbers of the groups in which each stem stands. */
function groupsOf(file: string): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [number, line] of linesOf(file).entries()) {
    for (const word of stemsOf(line)) {
      const known = groups.get(word) ?? new Set();
      groups.set(word, known.add(String(number)));
    }
  }
  return groups;
}

function pairsOf(file: string): [string, string][] {
  return linesOf(file).map((line) => {
    const at = line.indexOf(' ');
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
}

function phrasesOf(file: string): { pattern: RegExp; words: string }[] {
  return linesOf(file).map((line) => {
    const [pattern = '', words = ''] = line.split(' => ');
    return { pattern: new RegExp(pattern, 'i'), words };
  });
}

/** Stems of one-word country names; the platform knows them. */
function countries(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => names.of(first + second) ?? ''))
    .filter((name) => /^\p{L}{4,}$/u.test(name))
    .map((name) => stem(name.toLowerCase()));
}
