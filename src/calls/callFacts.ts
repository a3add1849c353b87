import type { CallStarted } from '../domain/call.ts';
import type { CallFacts } from '../ports/watchedCalls.ts';

/** Digits of a number that name its holder rather than its range. */
const OWN_DIGITS = 4;

/** What watching may know of how a call began: the numbers only as a keyed hash and as a range. */
export function callFacts(
  { setting, direction, queue, phone, called, subscriber }: CallStarted,
  keyedHash: (value: string) => string,
): CallFacts {
  const number = digitsOf(phone);
  const line = setting === 'subscriber' ? digitsOf(subscriber ?? called) : '';
  const range = digitsOf(called).slice(0, -OWN_DIGITS);
  return {
    setting,
    direction,
    ...(queue === undefined ? {} : { queue }),
    ...(number === '' ? {} : { callerKey: keyedHash(`caller ${number}`) }),
    ...(line === '' ? {} : { lineKey: keyedHash(`line ${line}`) }),
    ...(range === '' ? {} : { calledRange: range }),
  };
}

/** The same number is written in many ways. */
function digitsOf(number: string | undefined): string {
  const digits = (number ?? '').replace(/^\s*\+/, '00').replace(/\D/g, '');
  return digits.replace(/^00/, '');
}
