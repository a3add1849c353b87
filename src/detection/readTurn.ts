import { compilePatterns, type PhraseMatch } from './phrasePattern.ts';
import { type Manner, NOTHING_TOLD, ReportedSpeech, type Telling } from './reportedSpeech.ts';
import { type Frame, FRAMES } from './reportFrames.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';
import type { SignalRule } from './signals/signal.ts';
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
  /** Whose words the speaker goes on telling. */
  telling: Telling;
  /** The other side is asked what somebody said. */
  asksToTell: boolean;
}

const PATTERNS = SIGNAL_RULES.flatMap((rule, signal) => rule.patterns.map((pattern) => ({ rule, signal, pattern })));

/** How many patterns there are; trained weights of another number belong to other rules. */
export const PATTERN_COUNT = PATTERNS.length;

/** Patterns by place, named as `signal: pattern`, for the trainer. */
export const PATTERN_NAMES: readonly string[] = PATTERNS.map(({ rule, pattern }) => `${rule.name}: ${pattern}`);

/** The place of each pattern's rule in SIGNAL_RULES. */
export const SIGNAL_OF_PATTERN: readonly number[] = PATTERNS.map(({ signal }) => signal);

/** Phrases and, behind them, the frames of reported speech: matched in one go. */
const matcher = compilePatterns([...PATTERNS, ...FRAMES].map(({ pattern }, place) => ({ name: place, pattern })));

const RETOLD = placeOf('retold-request');
const TELLS = placeOf('tells-of-somebody');
const RELAYED = placeOf('relayed-request');
const YES_OR_NO = placeOf('yes-or-no-keys');
const YES_OR_NO_ALONE: ReadonlySet<number> = new Set([YES_OR_NO]);
const KEY_PRESSES: ReadonlySet<number> = new Set([placeOf('key-press-prompt'), placeOf('live-transfer-prompt')]);
/** What a key may lead to that is no mere answer. */
const TALKERS = new Set(
  'speak talk connect connected transfer transferred agent representative specialist officer advisor operator department refund enter removed list'.split(
    ' ',
  ),
);

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

/**
 * Reads a turn, which begins where the speaker's turn before left off telling what another said. Takes time linear in its length;
 * only a bounded part of a very long one is read.
 */
export function readTurn(text: string, before: Telling = NOTHING_TOLD): TurnReading {
  const tokens = tokensOf(text);
  const signals = new Set<number>();
  const patterns = new Set<number>();
  const found = matcher.find(tokens);
  const speech = new ReportedSpeech(tokens, found.flatMap(frameOf), before);
  const unread = asksYesOrNo(tokens, found) ? KEY_PRESSES : YES_OR_NO_ALONE;
  if (speech.tellsOfStranger) signals.add(TELLS);
  for (const { name: place, start, end } of found) {
    const { rule, signal } = PATTERNS[place] ?? { signal: -1 };
    if (rule === undefined || patterns.has(place) || unread.has(signal)) continue;
    const manner = isAct(rule) ? speech.mannerOf(start, end) : 'own';
    if (manner === 'retold') signals.add(RETOLD);
    if (manner === 'retold' || isNoAct(rule, tokens, { start, end, manner })) continue;
    if (manner === 'relayed') signals.add(RELAYED);
    signals.add(signal);
    patterns.add(place);
  }
  const unclear = unclearAmong(signals, tokens);
  const figures = tokens.filter(isFigure).length;
  const { after: telling, asksToTell } = speech;
  return { signals, patterns, unclear, figures, words: tokens.length, telling, asksToTell };
}

function unclearAmong(signals: ReadonlySet<number>, tokens: readonly string[]): ReadonlySet<number> {
  const careful = NAMED_WITH_CARE.filter((signal) => signals.has(signal));
  if (careful.length === 0) return NONE;
  const clear = new Set(naming.find(tokens).map(({ name }) => name));
  return new Set(careful.filter((signal) => !clear.has(signal)));
}

/** A key for yes and another for no is a question and no bait, unless a key leads to somebody who talks. */
function asksYesOrNo(tokens: readonly string[], found: readonly PhraseMatch<number>[]): boolean {
  return found.some(({ name }) => PATTERNS[name]?.signal === YES_OR_NO) && !tokens.some((token) => TALKERS.has(token));
}

function placeOf(name: string): number {
  return SIGNAL_RULES.findIndex((rule) => rule.name === name);
}

function frameOf({ name, start, end }: PhraseMatch<number>): PhraseMatch<Frame>[] {
  const frame = FRAMES[name - PATTERNS.length]?.frame;
  return frame === undefined ? [] : [{ name: frame, start, end }];
}

/** What counts against the one who says it; it may be told of somebody else. */
function isAct({ side, sign }: SignalRule): boolean {
  return side === 'suspect' && sign === 1;
}

/** Said of oneself, denied, or said of others; what one's own house wants of the listener is said of nobody else. */
function isNoAct(
  rule: SignalRule,
  tokens: readonly string[],
  { start, end, manner }: { start: number; end: number; manner: Manner },
): boolean {
  if (rule.about === 'you' && isOfOneself(tokens, start, end)) return true;
  if (rule.about === 'you' && manner !== 'relayed' && isReported(tokens, start)) return true;
  if (rule.negation === 'kept' || rule.sign !== 1) return false;
  return isDenied(tokens, start, end) || (manner !== 'relayed' && isOfOthers(tokens, start));
}

/** "Never tell anyone the code" asks for nothing. */
function isDenied(tokens: readonly string[], start: number, end: number): boolean {
  for (let at = Math.max(0, start - NEGATION_REACH); at < end; at += 1) {
    if (NEGATIONS.has(tokens[at] ?? '')) return true;
  }
  return false;
}

/** "If anybody asks for your card" asks for nothing either. */
function isOfOthers(tokens: readonly string[], start: number): boolean {
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
