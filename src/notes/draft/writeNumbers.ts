import { cardinalsOf, type NumberWord, numberWord, spelledDigits } from './numberWords.ts';
import { writeAmounts } from './writeAmounts.ts';

/** A stretch of the text, and what it counts for when it is a number word. */
interface Token {
  text: string;
  word?: NumberWord;
}

/**
 * The text with spoken numbers in digits, as a note writes them: "sixty-one pounds fifty" is £61.50, "the nineteenth of
 * April" 19 April, "four eight two one five" 48215, "twenty past ten" 10:20. What could mean two things is left alone.
 */
export function writeNumbers(text: string): string {
  const tokens = tokensOf(text);
  const written: string[] = [];
  for (let at = 0; at < tokens.length;) {
    const run = runFrom(tokens, at);
    if (run.words.length === 0) {
      written.push(tokens[at]?.text ?? '');
      at++;
    } else {
      const before = written.join('').slice(-24);
      const spoken = tokens
        .slice(at, run.end)
        .map((token) => token.text)
        .join('');
      // "a hundred" is 100.
      if (run.words[0]?.kind === 'scale' && /(?:^|\s)a $/i.test(before)) written.splice(-2);
      written.push(writeRun(run.words, { spoken, before, isSplit: run.isSplit }));
      at = run.end;
    }
  }
  return writeAmounts(written.join(''));
}

function tokensOf(text: string): Token[] {
  return (text.match(/[\p{L}']+|[^\p{L}']+/gu) ?? []).map((piece) => {
    const word = /^\p{L}/u.test(piece) ? numberWord(piece) : undefined;
    return word === undefined ? { text: piece } : { text: piece, word };
  });
}

/** The number words from here on that hang together; only spaces, hyphens, single commas and "and" stand between them. */
function runFrom(tokens: readonly Token[], from: number): { words: NumberWord[]; end: number; isSplit: boolean } {
  const words: NumberWord[] = [];
  let end = from;
  let isSplit = false;
  for (let at = from; at < tokens.length; at++) {
    const { word, text } = tokens[at] as Token;
    if (word !== undefined) {
      words.push(word);
      end = at + 1;
      if (word.kind === 'ordinal') break;
    } else if (words.length === 0 || !joins(text, words.at(-1), tokens[at + 1]?.word)) {
      break;
    } else if (text.includes(',')) {
      isSplit = true;
    }
  }
  // "Oh" alone, "a second" and "double" are no numbers.
  const isNumber = words.some(({ kind }) => kind !== 'repeat') && !isExclamation(tokens[from]?.text ?? '', words);
  return isNumber ? { words, end, isSplit } : { words: [], end: from, isSplit };
}

function joins(between: string, before: NumberWord | undefined, after: NumberWord | undefined): boolean {
  if (/^(?:\s+|-|\s*,\s+)$/.test(between)) {
    // "forty-eight thousand, six hundred" is one number; "five, ten" are two said one after the other.
    return !between.includes(',') || before?.kind === 'scale' || (isSpelled(before) && isSpelled(after));
  }
  return between.toLowerCase() === 'and' && before?.kind === 'scale';
}

function isSpelled(word: NumberWord | undefined): boolean {
  return word?.kind === 'digit' || word?.kind === 'repeat';
}

function isExclamation(first: string, words: readonly NumberWord[]): boolean {
  return /^o(?:h)?$/i.test(first) && (words.length < 3 || words.some(({ kind }) => kind === 'teen' || kind === 'tens'));
}

interface RunContext {
  spoken: string;
  before: string;
  isSplit: boolean;
}

function writeRun(words: readonly NumberWord[], { spoken, before, isSplit }: RunContext): string {
  if (words.at(-1)?.kind === 'ordinal') return writeOrdinal(words, spoken, before);
  const digits = words.filter(isSpelled).length;
  if (digits >= 3 && digits >= words.length - 2) return spelledDigits(words);
  if (digits === 2 && words.length === 2) {
    return isSplit || words.some(({ kind }) => kind === 'repeat') ? spoken : spelledDigits(words);
  }
  const cardinals = cardinalsOf(words);
  const [first = 0, second = 0] = cardinals;
  if (cardinals.length === 1) {
    if (/^one$/i.test(spoken)) return spoken;
    return /thousand|million/i.test(spoken) ? first.toLocaleString('en-GB') : String(first);
  }
  // "twenty twenty-six", "nineteen seventy-nine": a year.
  if (cardinals.length === 2 && (first === 19 || first === 20) && second >= 10 && second <= 99)
    return `${first}${second}`;
  return cardinals.join(' ');
}

const SUFFIXES: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };

/** Small ordinals are dates only where a day or month stands beside them; "second" is mostly a moment. */
function writeOrdinal(words: readonly NumberWord[], spoken: string, before: string): string {
  const [value = 0, ...more] = cardinalsOf(words);
  const isDate = /(?:\w+day the|\bon the|\b(?:till|until|by|from|of|is|it's|its) the) $/i.test(before);
  if (more.length > 0 || (words.length === 1 && (value < 4 || before === '') && !isDate)) return spoken;
  const last = value % 10;
  return `${value}${value >= 11 && value <= 13 ? 'th' : (SUFFIXES[last] ?? 'th')}`;
}
