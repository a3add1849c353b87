import { foldWord } from './foldWord.ts';
import type { KnownPerson } from './knownPerson.ts';
import type { PersonalDatum } from './personalDatum.ts';

const WORD = /[\p{L}\p{M}\d]+/gu;
/** Names that are words: alone they count only with a capital inside a sentence, or behind a title. */
const ALSO_WORDS = new Set(
  `will price mark rose grace may bill hope joy faith young long short white brown green black gray king bishop cook baker
  page rich frank grant art iris june april august summer dawn eve ivy lily violet pearl ruby stone wood woods field hill
  banks bond cash case fox wolf bird swift sharp bright noble power best love day knight weiss klein gross lang kurz schwarz
  braun bauer richter schneider koch kaiser winter sommer stark jung blanco rubio leon flores cruz reyes petit blanc noir roy
  lane street road park church forest rivers ford miles drew pat sue rob nick jack jean chase pierce skip chip dean earl
  guy max carol penny chance christian major sage van der den de la del von el al bin o mac ben le du da di dos san`.split(
    /\s+/,
  ),
);
const TITLES = new Set(
  'mr mrs ms miss mx dr prof sir herr herrn frau señor senor sr sra senora don doña m mme mlle monsieur madame'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 3;

interface Word {
  /** Position among the words. */
  at: number;
  folded: string;
  text: string;
  start: number;
  end: number;
}

/** Where a text names this person or their address, in any case, with or without accents, in any order. */
export function findKnown(text: string, person: KnownPerson): PersonalDatum[] {
  const names = new Set(person.names.flatMap((name) => namesIn(name)));
  const addresses = new Set(person.addresses.flatMap((address) => wordsIn(address).map(({ folded }) => folded)));
  const numbers = new Set(person.numbers.map(compact));
  if (names.size + addresses.size + numbers.size === 0) return [];
  const words = wordsIn(text);
  return [
    ...sequences(words, names, text)
      .filter((one) => isNamed(one, words, text))
      .map((one) => datum('name', one)),
    ...sequences(words, addresses, text)
      .filter(isStreet)
      .map((one) => datum('address', one)),
    ...words.filter(({ folded }) => folded.length > 2 && numbers.has(folded)).map((word) => datum('number', [word])),
  ];
}

/** O'Brien is looked for as one word and as two, Núñez with and without its marks, Jürgen also as Juergen. */
function namesIn(name: string): string[] {
  const words = wordsIn(name).map(({ folded }) => folded);
  return [...words, ...words.slice(1).map((word, at) => `${words[at]}${word}`)];
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }, at) => ({
    at,
    folded: foldWord(word),
    text: word,
    start: index,
    end: index + word.length,
  }));
}

function compact(number: string): string {
  return foldWord(number.replace(/[^\p{L}\d]/gu, ''));
}

/** Words of the set that follow each other with nothing but spaces and punctuation between. */
function sequences(words: readonly Word[], wanted: ReadonlySet<string>, text: string): Word[][] {
  const found: Word[][] = [];
  let run: Word[] = [];
  for (const word of words) {
    const last = run.at(-1);
    const isNext = last !== undefined && /^[\s,.'’\-/]{0,3}$/.test(text.slice(last.end, word.start));
    if (wanted.has(word.folded) && (last === undefined || isNext)) run.push(word);
    else {
      if (run.length > 0) found.push(run);
      run = wanted.has(word.folded) ? [word] : [];
    }
  }
  if (run.length > 0) found.push(run);
  return found;
}

function isNamed(run: readonly Word[], words: readonly Word[], text: string): boolean {
  const telling = run.filter(({ folded }) => folded.length >= LEAST_LETTERS && !ALSO_WORDS.has(folded));
  const [first] = run;
  if (first === undefined || run.every(({ folded }) => folded.length < LEAST_LETTERS)) return false;
  if (telling.length > 0) return true;
  const before = words[first.at - 1];
  if (before !== undefined && TITLES.has(before.text.toLowerCase())) return true;
  const areCapitals = run.every(({ text: word }) => /^\p{Lu}/u.test(word));
  if (run.length > 1) return areCapitals;
  const startsSentence = /(?:^|[.!?:]\s*)$/.test(text.slice(Math.max(0, first.start - 3), first.start));
  return areCapitals && !startsSentence;
}

/** One word of an address is only a word; a number with its street is an address. */
function isStreet(run: readonly Word[]): boolean {
  const hasNumber = run.some(({ text }) => /\d/.test(text));
  return hasNumber && run.some(({ text }) => /\p{L}{3,}/u.test(text));
}

function datum(kind: PersonalDatum['kind'], run: readonly Word[]): PersonalDatum {
  return { kind, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 };
}
