import { compilePatterns } from './phrasePattern.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';
import { tokensOf } from './tokens.ts';
import { WORD_CLASSES } from './wordClasses.ts';

/** What one turn holds: places of rules in SIGNAL_RULES and places of patterns, each once; nothing that was said. */
export interface TurnReading {
  signals: ReadonlySet<number>;
  patterns: ReadonlySet<number>;
  /** Of the signals those that count without being clear enough to be named to people. */
  unclear: ReadonlySet<number>;
  /** How many words are figures. */
  figures: number;
  words: number;
}

const PATTERNS = SIGNAL_RULES.flatMap((rule, signal) => rule.patterns.map((pattern) => ({ rule, signal, pattern })));

/** How many patterns there are; trained weights of another number belong to other rules. */
export const PATTERN_COUNT = PATTERNS.length;

/** Patterns by place, named as `signal: pattern`, for the trainer. */
export const PATTERN_NAMES: readonly string[] = PATTERNS.map(({ rule, pattern }) => `${rule.name}: ${pattern}`);

/** The place of each pattern's rule in SIGNAL_RULES. */
export const SIGNAL_OF_PATTERN: readonly number[] = PATTERNS.map(({ signal }) => signal);

const matcher = compilePatterns(PATTERNS.map(({ pattern }, place) => ({ name: place, pattern })));

const NAMED_BY = SIGNAL_RULES.flatMap(({ namedBy = [] }, name) => namedBy.map((pattern) => ({ name, pattern })));
const NAMED_WITH_CARE = [...new Set(NAMED_BY.map(({ name }) => name))];
const naming = compilePatterns(NAMED_BY);

const NEGATIONS = new Set(WORD_CLASSES.get('NEG'));
const OTHERS = new Set('anyone anybody someone somebody they he she people scammers fraudsters them'.split(' '));
const FIRST_PERSON = new Set('i im ive id my mine me'.split(' '));
const SECOND_PERSON = new Set('you your youre youve youll yours'.split(' '));
const NONE: ReadonlySet<number> = new Set();
const FIGURES = new Set(
  'oh zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety double triple'.split(
    ' ',
  ),
);
/** A negation this many words before a phrase turns it round; who else is said to do it stands a little further off. */
const NEGATION_REACH = 4;
const OTHERS_REACH = 5;
/** Somebody else's words are told within so many words of "it said". */
const REPORTED_REACH = 7;
const REPORTING = new Set('says said saying told claimed claiming popup pop'.split(' '));

/** Reads a turn in time linear in its length; only a bounded part of a very long one is read. */
export function readTurn(text: string): TurnReading {
  const tokens = tokensOf(text);
  const signals = new Set<number>();
  const patterns = new Set<number>();
  for (const { name: place, start, end } of matcher.find(tokens)) {
    const { rule, signal } = PATTERNS[place] ?? { signal: -1 };
    if (rule === undefined || patterns.has(place)) continue;
    if (rule.about === 'you' && (isOfOneself(tokens, start, end) || isReported(tokens, start))) continue;
    if (rule.negation !== 'kept' && rule.sign === 1 && isTurnedRound(tokens, start, end)) continue;
    signals.add(signal);
    patterns.add(place);
  }
  const unclear = unclearAmong(signals, tokens);
  return { signals, patterns, unclear, figures: tokens.filter(isFigure).length, words: tokens.length };
}

function unclearAmong(signals: ReadonlySet<number>, tokens: readonly string[]): ReadonlySet<number> {
  const careful = NAMED_WITH_CARE.filter((signal) => signals.has(signal));
  if (careful.length === 0) return NONE;
  const clear = new Set(naming.find(tokens).map(({ name }) => name));
  return new Set(careful.filter((signal) => !clear.has(signal)));
}

/** "Never tell anyone the code" asks for nothing; "if anybody asks for your card" neither. */
function isTurnedRound(tokens: readonly string[], start: number, end: number): boolean {
  for (let at = Math.max(0, start - NEGATION_REACH); at < end; at += 1) {
    if (NEGATIONS.has(tokens[at] ?? '')) return true;
  }
  for (let at = Math.max(0, start - OTHERS_REACH); at < start; at += 1) {
    if (OTHERS.has(tokens[at] ?? '')) return true;
  }
  return false;
}

/** "My card was stolen" and "I owe back taxes" are said of oneself. */
function isOfOneself(tokens: readonly string[], start: number, end: number): boolean {
  for (let at = Math.max(0, start - OTHERS_REACH); at <= end; at += 1) {
    if (SECOND_PERSON.has(tokens[at] ?? '')) return false;
  }
  for (let at = Math.max(0, start - NEGATION_REACH); at <= end; at += 1) {
    if (FIRST_PERSON.has(tokens[at] ?? '')) return true;
  }
  return false;
}

/** "It says my computer is infected" repeats what somebody else claimed. */
function isReported(tokens: readonly string[], start: number): boolean {
  for (let at = Math.max(0, start - REPORTED_REACH); at < start; at += 1) {
    if (REPORTING.has(tokens[at] ?? '')) return true;
  }
  return false;
}

function isFigure(token: string): boolean {
  return FIGURES.has(token) || /^\d/.test(token);
}
