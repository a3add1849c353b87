import { stemmer } from 'stemmer';

/** Words that say how a question is asked, not what it is about. English, with the German ones people type. */
const FILLER = new Set(
  `a about after again all am an and any are as at be because been before being but by can cannot could did do does doing
  don't for from further get give go had has have having he he's her hers him his how i i'm i've if in into is isn't it it's
  its just let let's like many may me might more most much my need needs no nor not of off on once only or other ought our out over
  own please same say says she she's should so some such tell than thank thanks that that's the their them then there these
  they they're this those through to too under until up us very was we what what's when where which while who whom why will
  with would yes you you're your caller callers customer customers client wants want wanted asks asking asked ask know
  vs versus someone somebody people person lady gentleman gent guy bloke chap fella woman man mate thing things stuff hi hello hey ok okay um uh pls plz
  der die das den dem des ein eine einen einem einer und oder aber ist sind war wie was wann wo wer warum welche welcher
  welches kann können darf muss will möchte mein meine sein seine ihr ihre er sie es ich wir kunde kunden bitte für mit von
  zu zum zur im in am an auf bei nicht auch noch`.split(/\s+/),
);

const THOUSANDS = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)/g;

/** The text with "1,000" as "1000": documents group thousands, people in a hurry don't. */
export function withPlainNumbers(text: string): string {
  return text.replace(THOUSANDS, (number) => number.replaceAll(',', ''));
}

/** Words of the text in lower case; a number keeps its decimals but no commas, its currency is a word of its own. */
export function wordsOf(text: string): string[] {
  return withPlainNumbers(text.toLowerCase()).match(/[£$€]|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’][\p{L}]+)?/gu) ?? [];
}

/** Words come again and again; the ones met are remembered, up to a bound. */
const knownStems = new Map<string, string>();
const KNOWN_STEMS_LIMIT = 50_000;
const LONGEST_KNOWN = 40;

/** The form under which words are compared: English Porter stem, accents and possessives removed. */
export function stem(word: string): string {
  const known = knownStems.get(word);
  if (known !== undefined) return known;
  const stemmed = stemAfresh(word);
  if (word.length <= LONGEST_KNOWN) {
    if (knownStems.size >= KNOWN_STEMS_LIMIT) knownStems.clear();
    knownStems.set(word, stemmed);
  }
  return stemmed;
}

function stemAfresh(word: string): string {
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s?$/u, '');
  // Porter keeps "monthly" apart from "month", which people don't.
  return /^[a-z]+$/.test(plain) ? stemmer(plain).replace(/^(month|week|dai|year|hour|quarter)li$/, '$1') : plain;
}

/** Stems of all words of a text, in order. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map(stem);
}

/** Stems of the words that tell what a text is about, each once, in order. */
export function tellingStems(text: string): string[] {
  return [
    ...new Set(
      wordsOf(text)
        .filter((word) => !FILLER.has(word.replace('’', "'")))
        .map(stem),
    ),
  ];
}

/** The telling words as typed, for showing them to people. */
export function tellingWords(text: string): string[] {
  return [...new Set(wordsOf(text).filter((word) => !FILLER.has(word.replace('’', "'"))))];
}
