import { type Messages, messagesFor } from './messages.ts';

/** More languages than this nobody reads. */
const LANGUAGES_READ = 20;

/** The catalogue for a browser's `Accept-Language` (RFC 9110, section 12.5.4): the first language we have, else English. */
export function messagesForBrowser(acceptLanguage: string | undefined): Messages {
  const wanted = (acceptLanguage ?? '')
    .split(',', LANGUAGES_READ)
    .map(readPreference)
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return messagesFor(wanted.find(({ tag }) => /^(de|en)(-|$)/.test(tag))?.tag);
}

function readPreference(text: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
}
