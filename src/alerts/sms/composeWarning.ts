import type { Language } from '../../domain/language.ts';
import { fitsOneSms } from '../../domain/sms/smsText.ts';
import type { WarningLevel } from '../../domain/sms/sms.ts';
import { NAMED_SIGNALS, smsMessages } from '../../messages/smsMessages.ts';

/** What a warning is made of: names of signals from the detector's vocabulary, never words of the call. */
export interface WarningText {
  level: WarningLevel;
  signals: readonly { name: string }[];
  language: Language;
}

/** The warning with the two signals that tell most where they fit into one SMS, else with one. */
export function composeWarning({ level, signals, language }: WarningText): string {
  const words = smsMessages[language];
  const [first, second] = reasonsFor(signals, words.reasons);
  if (first === undefined) return words[level]('');
  const both = second === undefined ? undefined : words[level](words.and(first, second));
  return both !== undefined && fitsOneSms(both) ? both : words[level](first);
}

/** Several signals may read alike; each thing is said once. */
function reasonsFor(signals: WarningText['signals'], reasons: Readonly<Record<string, string>>): string[] {
  const met = new Set(signals.map(({ name }) => name));
  const told = NAMED_SIGNALS.filter((name) => met.has(name)).flatMap((name) => reasons[name] ?? []);
  return [...new Set(told)].slice(0, 2);
}
