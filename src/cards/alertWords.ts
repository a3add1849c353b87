import type { ScamAlert } from '../domain/scamAlert.ts';
import type { Messages } from '../messages/messages.ts';

const SURE_MOST = 0.99;

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

/** A probability as people read it; nothing is ever wholly certain. */
export function percentOf(score: number, { language }: Messages): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  return format.format(Math.floor(Math.min(score, SURE_MOST) * 100) / 100);
}
