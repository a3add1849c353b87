import type { PersonalDatum } from './personalDatum.ts';
import { HOUSE_NUMBER } from './spokenDigits.ts';

/** Ends of streets that are hardly ever anything else, and those that are also common words. */
const SURE = 'street|road|lane|avenue|crescent|terrace|grove|mews|boulevard|gardens';
const UNSURE = 'close|row|way|place|park|court|square|hill|view|walk|drive|green';
const NOT_A_NAME =
  'a|an|of|or|and|to|on|in|at|for|from|with|by|is|are|was|were|it|we|i|you|they|this|that|my|your|our|per|days?|weeks?|months?|years?|people|lines?|times?|minutes?|hours?|pounds?|euros?|percent|or';
const NAME = `(?!(?:${NOT_A_NAME}|${SURE})\\b)\\p{L}[\\p{L}'’-]{1,20}`;
const HOUSE = `(?:(?:flat|apartment|unit|number) )?(?:(?:flat|apartment|unit) )?${HOUSE_NUMBER}(?: ${HOUSE_NUMBER})?`;
const ENGLISH = new RegExp(`(?<![\\p{L}\\d])${HOUSE} (?:${NAME} ){1,3}?(?:(${UNSURE})|${SURE})\\b`, 'giu');
const LIVES =
  /\b(?:live|living|lives|address|deliver\w*|send|sent|post|ship|house|home|flat|number|moved?|place|residence)\b[^.?!]{0,40}$/i;
const GERMAN_NUMBER =
  '(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|zwanzig|dreißig|vierzig|fünfzig)';
const GERMAN = new RegExp(
  `(?<!\\p{L})\\p{L}[\\p{L}-]{2,30}(?:straße|strasse|weg|platz|allee|gasse|ring|damm) ${GERMAN_NUMBER}(?!\\p{L})`,
  'giu',
);
const HINT = new RegExp(`\\b(?:${SURE}|${UNSURE})\\b|(?:straße|strasse|weg|platz|allee|gasse|ring|damm) `, 'i');
const CONTEXT = 60;

/** Streets with a house number in words, as speech to text writes them: "twelve church road", "gartenstraße zwölf". */
export function findSpokenAddresses(text: string): PersonalDatum[] {
  if (!HINT.test(text)) return [];
  const english = [...text.matchAll(ENGLISH)].filter(({ 0: street, 1: unsure, index }) => {
    const isSaidToBeOne = /^(?:flat|apartment|unit|number)\b/i.test(street);
    return unsure === undefined || isSaidToBeOne || LIVES.test(text.slice(Math.max(0, index - CONTEXT), index));
  });
  return [...english, ...text.matchAll(GERMAN)].map(({ 0: street, index }) => ({
    kind: 'address' as const,
    start: index,
    end: index + street.length,
  }));
}
