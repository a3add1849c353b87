import type { ScamAlert } from '../domain/scamAlert.ts';
import type { Messages } from '../messages/messages.ts';

const MOST_OF_TEN = 9;

/** The reasons of an alert in our own words, the latest first; a name we have no words for is left out. */
export function signalWords(
  { signals }: Pick<ScamAlert, 'signals'>,
  { scam }: Messages,
): { text: string; turn: number }[] {
  const words: Readonly<Record<string, string>> = scam;
  return signals
    .toReversed()
    .flatMap(({ name, turn }) => (words[name] === undefined ? [] : [{ text: words[name], turn }]));
}

/**
 * What a score says, measured: how many of ten test calls with such a score were fraud. Half of the test calls were; on real lines fewer
 * are, so this is no promise, and it never says all of ten.
 */
export function tenthsOf(score: number): number {
  return score * 10 >= MOST_OF_TEN ? MOST_OF_TEN : Math.min(MOST_OF_TEN - 1, Math.max(1, Math.round(score * 10)));
}
