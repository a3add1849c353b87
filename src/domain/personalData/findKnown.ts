import { foldWord } from './foldWord.ts';
import type { KnownPerson } from './knownPerson.ts';
import type { PersonalDatum } from './personalDatum.ts';

const WORD = /[\p{L}\p{M}\d]+/gu;
/** Names that are words: alone they count only with a capital inside a sentence, behind a title, or two together. */
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
const MOST_PARTS = 16;
const TELLING_DIGITS = 4;

interface Word {
  /** Position among the words. */
  at: number;
  folded: string;
  text: string;
  start: number;
  end: number;
}

/** What tells whether words are names: the text around them, and names of one person that stand together. */
interface Named {
  words: readonly Word[];
  text: string;
  pairs: ReadonlySet<string>;
}

/** Where a text names this person or their address, in any case, with or without accents, in any order. */
export function findKnown(text: string, person: KnownPerson): PersonalDatum[] {
  const names = new Set(person.names.flatMap((name) => namesIn(name)));
  const addresses = new Set(person.addresses.flatMap((address) => wordsIn(address).map(({ folded }) => folded)));
  const numbers = new Set(person.numbers.map(compact));
  const pairs = new Set(person.names.flatMap(pairsIn));
  if (names.size + addresses.size + numbers.size === 0) return [];
  const words = wordsIn(text);
  return [
    ...sequences(words, names, text)
      .filter((one) => isNamed(one, { words, text, pairs }))
      .map((one) => datum('name', one)),
    ...sequences(words, addresses, text)
      .filter(isStreet)
      .map((one) => datum('address', one)),
    ...numbersIn({ words, text }, numbers).map((run) => datum('number', run)),
  ];
}

/** O'Brien is looked for as one word and as two, Núñez with and without its marks, Jürgen also as Juergen. */
function namesIn(name: string): string[] {
  const words = wordsIn(name).map(({ folded }) => folded);
  return [...words, ...words.slice(1).map((word, at) => `${words[at]}${word}`)];
}

/** "mark rose" of Mark Rose and of Mark John Rose; never "rose mark", which may be two words of a sentence. */
function pairsIn(name: string): string[] {
  const words = wordsIn(name)
    .map(({ folded }) => folded)
    .filter(({ length }) => length >= LEAST_LETTERS);
  return words.flatMap((first, at) => words.slice(at + 1).map((second) => `${first} ${second}`));
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

/** A number however it is divided: "ACC-10021" and "acc 100 21" are one. */
function numbersIn({ words, text }: { words: readonly Word[]; text: string }, numbers: ReadonlySet<string>): Word[][] {
  const longest = Math.max(0, ...[...numbers].map(({ length }) => length));
  const found: Word[][] = [];
  for (const first of words) {
    let written = '';
    for (let at = first.at; at < words.length && at < first.at + MOST_PARTS; at += 1) {
      const word = words[at];
      const last = words[at - 1];
      if (word === undefined || (at > first.at && !/^[\s./-]{0,3}$/.test(text.slice(last?.end, word.start)))) break;
      written += word.text;
      if (written.length > longest + 2) break;
      const number = foldWord(written);
      const run = words.slice(first.at, at + 1);
      if (number.length > 2 && numbers.has(number) && isWhole(run, text)) found.push(run);
    }
  }
  return found;
}

/** A name with a figure, as of a plan, may be two words of a sentence; with more digits it is no accident. */
function isWhole(run: readonly Word[], text: string): boolean {
  const written = text.slice(run[0]?.start, run.at(-1)?.end);
  return !/\s/.test(written) || written.replace(/\D/g, '').length >= TELLING_DIGITS;
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

function isNamed(run: readonly Word[], { words, text, pairs }: Named): boolean {
  const telling = run.filter(({ folded }) => folded.length >= LEAST_LETTERS && !ALSO_WORDS.has(folded));
  const [first] = run;
  if (first === undefined || run.every(({ folded }) => folded.length < LEAST_LETTERS)) return false;
  if (telling.length > 0) return true;
  const before = words[first.at - 1];
  if (before !== undefined && TITLES.has(before.text.toLowerCase())) return true;
  const areCapitals = run.every(({ text: word }) => /^\p{Lu}/u.test(word));
  if (run.length > 1) return areCapitals || hasPair(run, { text, pairs });
  const startsSentence = /(?:^|[.!?:]\s*)$/.test(text.slice(Math.max(0, first.start - 3), first.start));
  return areCapitals && !startsSentence;
}

/** In lower case, as speech to text writes them: two names in their order, with nothing but a space between. */
function hasPair(run: readonly Word[], { text, pairs }: Pick<Named, 'text' | 'pairs'>): boolean {
  return run.some((word, at) => {
    const next = run[at + 1];
    if (next === undefined || !pairs.has(`${word.folded} ${next.folded}`)) return false;
    return /^[\s-]$/.test(text.slice(word.end, next.start));
  });
}

/** One word of an address is only a word; a number with its street is an address. */
function isStreet(run: readonly Word[]): boolean {
  const hasNumber = run.some(({ text }) => /\d/.test(text));
  return hasNumber && run.some(({ text }) => /\p{L}{3,}/u.test(text));
}

function datum(kind: PersonalDatum['kind'], run: readonly Word[]): PersonalDatum {
  return { kind, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 };
}
