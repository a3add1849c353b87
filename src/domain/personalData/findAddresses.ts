import type { PersonalDatum } from './personalDatum.ts';

const UK_POSTCODE = /\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b/gi;
const WORD = "[\\p{Lu}\\d][\\p{L}\\d.'’-]{0,24}";
const STREET_END =
  'street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|crescent|court|ct|row|terrace|place|pl|square|squares|gardens|grove|hill|mews|park|parade|boulevard|blvd|highway|hwy|parkway|pkwy|way|wharf|walk|yard|view|green|circle|trail|alley';
const DIRECTION = '(?: (?:N|S|E|W|NE|NW|SE|SW)\\b\\.?)?';
const UNIT = '(?:(?:flat|unit|apt|apartment|suite|ste|floor)\\.? ?#?\\w{1,5},? )';
const TOWN = `(?:,?\\s{1,2}${WORD}){1,3}`;
const ENGLISH = new RegExp(
  `(?<![\\p{L}\\d.,£$€])${UNIT}?\\d{1,5}[a-z]?,? (?:${WORD}\\s){1,4}(?:${STREET_END})\\b\\.?${DIRECTION}(?:,?\\s{1,2}${UNIT.replace(',? )', ')')})?`,
  'giu',
);
const GERMAN = new RegExp(
  '(?<!\\p{L})(?:\\p{Lu}[\\p{L}-]{1,30}(?:straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer|markt)|(?:Am|An der|Im|Zum|Zur|Auf dem) \\p{Lu}\\p{Ll}{2,24}|\\p{Lu}\\p{Ll}{1,24}(?: |-)(?:Straße|Strasse|Str\\.|Weg|Platz|Allee)) \\d{1,4} ?[a-z]?(?![\\p{L}\\d])(?:, \\d{5} \\p{Lu}[\\p{L}-]{1,30})?',
  'gu',
);
const FRENCH = new RegExp(
  `(?<![\\p{L}\\d])\\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse|quai|cours|route)(?: (?:de la|de l'|de|du|des))?(?: ?${WORD}){1,4}(?:, \\d{5} \\p{Lu}[\\p{L}-]{1,30})?`,
  'giu',
);
const SPANISH = new RegExp(
  `(?<!\\p{L})(?:calle|c/|avda\\.?|avenida|plaza|pza\\.?|paseo|camino)(?: (?:de la|de los|del|de))?(?: ?${WORD}){1,4},? (?:n[ºo°]? ?)?\\d{1,4}(?:, \\d{1,2} ?[ºªo] ?\\w?)?(?:, \\d{5} \\p{Lu}[\\p{L}-]{1,30})?`,
  'giu',
);
/** What may follow a street: towns, then a postcode or an American ZIP code. */
const REST = new RegExp(`^${TOWN}(?:,?\\s{1,2}[A-Z]{2})?,?\\s{1,2}\\d{5}(?:-\\d{4})?\\b`, 'u');
const PATTERNS = [ENGLISH, GERMAN, FRENCH, SPANISH];
const STREET_HINT =
  /\b(?:street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|crescent|court|row|terrace|place|square|gardens|grove|mews|boulevard|blvd|highway|parkway|way|wharf|walk|rue|impasse|quai|chemin|calle|avda|avenida|plaza|paseo|am|im|zum|zur|c)\b|str(?:aße|asse|\.)|weg|platz|allee|gasse|ring|damm|ufer|markt/i;
const REACH = 90;

/** Streets with their number, as the United Kingdom, America, Germany, France and Spain write them, and British postcodes. */
export function findAddresses(text: string): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (const stretch of stretchesWithDigits(text)) found.push(...streetsIn(stretch, text));
  for (const { 0: code, index } of text.matchAll(UK_POSTCODE)) {
    // Without its space it must be in capitals: "w1 2ab" is typed, "b12de" is any code.
    if (!code.includes(' ') && !/^[A-Z\d]+$/.test(code)) continue;
    found.push({ kind: 'address', start: index, end: index + code.length });
  }
  return joined(found, text);
}

interface Stretch {
  start: number;
  end: number;
}

/** A street has a number: only what stands near digits is read. */
function* stretchesWithDigits(text: string): Generator<Stretch> {
  let open: Stretch | undefined;
  for (const { index } of text.matchAll(/\d+/g)) {
    if (open !== undefined && index - REACH <= open.end) {
      open.end = Math.min(text.length, index + REACH);
      continue;
    }
    if (open !== undefined) yield open;
    open = { start: Math.max(0, index - REACH), end: Math.min(text.length, index + REACH) };
  }
  if (open !== undefined) yield open;
}

function streetsIn({ start, end }: Stretch, text: string): PersonalDatum[] {
  const near = text.slice(start, end);
  if (!STREET_HINT.test(near)) return [];
  return PATTERNS.flatMap((pattern) =>
    [...near.matchAll(pattern)].map(({ 0: street, index }) => {
      const rest = REST.exec(near.slice(index + street.length))?.[0].length ?? 0;
      return { kind: 'address' as const, start: start + index, end: start + index + street.trimEnd().length + rest };
    }),
  );
}

/** A street, up to three words of town and a postcode are one address. */
function joined(found: readonly PersonalDatum[], text: string): PersonalDatum[] {
  const addresses: PersonalDatum[] = [];
  for (const next of found.toSorted((one, other) => one.start - other.start)) {
    const last = addresses.at(-1);
    if (last !== undefined && (next.start < last.end || isTown(text.slice(last.end, next.start)))) {
      last.end = Math.max(last.end, next.end);
    } else {
      addresses.push({ ...next });
    }
  }
  return addresses;
}

function isTown(between: string): boolean {
  return between.length <= 60 && /^(?:[,\s]{1,3}\p{Lu}[\p{L}'-]*){0,3}[,\s]*$/u.test(between);
}
