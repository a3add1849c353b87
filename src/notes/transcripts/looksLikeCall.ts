import { roleOf } from './labels.ts';
import type { RawUtterance } from './rawUtterance.ts';

/** Documents have these too, in letters to a reader, but then nobody takes turns in them. */
const PERSONAL =
  /^(?:i|i[’'](?:m|ll|ve|d)|you|you[’'](?:re|ll|ve|d)|your|my|me|we|we[’'](?:re|ll|ve|d)|our|us|ich|mir|mich|mein\w*|wir|uns|sie|ihnen|ihr\w*|du|dir|dich|dein\w*)$/;
/** Calls have about one in eight of these words; guides, tables and settings at most one in forty. */
const LEAST_PERSONAL = 0.04;
/** Nobody goes on for longer in every turn; a page without turns does. */
const MOST_WORDS_A_TURN = 150;

/**
 * Whether people seem to speak here: at times, taking turns or, where one voice is all there is, in words that people
 * say to each other. What has neither voices nor times is any list of texts.
 */
export function looksLikeCall(utterances: readonly RawUtterance[]): boolean {
  const timed = utterances.filter(({ start }) => start !== undefined);
  return timed.length * 2 >= utterances.length || takeTurns(utterances) || isSpeech(utterances);
}

/** Two voices of which each is heard again or states its role. */
function takeTurns(utterances: readonly RawUtterance[]): boolean {
  const turns = new Map<string, number>();
  for (const { label = '' } of utterances) turns.set(label, (turns.get(label) ?? 0) + 1);
  const voices = [...turns].filter(([label, count]) => label !== '' && (count > 1 || roleOf(label) !== undefined));
  return voices.length > 1;
}

function isSpeech(utterances: readonly RawUtterance[]): boolean {
  if (utterances.every(({ label = '' }) => label === '')) return false;
  const words = utterances.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}’']+/gu) ?? []);
  const personal = words.filter((word) => PERSONAL.test(word));
  return personal.length > words.length * LEAST_PERSONAL && words.length <= utterances.length * MOST_WORDS_A_TURN;
}
