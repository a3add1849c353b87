/** A figure or date as a text says it. */
export interface Figure {
  /** As written. */
  text: string;
  /** Where it begins. */
  at: number;
  /** What is counted: "money", "day", "date", "" for a bare number. */
  kind: string;
  /** Equal for equal figures however they are written. */
  value: string;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const GERMAN_MONTHS = 'jan feb mär apr mai jun jul aug sep okt nov dez'.split(' ');
const MONTH =
  '(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)';
const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const GERMAN_WORDS =
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig'.split(
    ' ',
  );
const TENS = new Map(
  'thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 dreißig:30 vierzig:40 fünfzig:50 sechzig:60 neunzig:90 half:0.5 eine:1 einen:1 einem:1 einer:1'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
const MULTIPLES = new Map([
  ...['hundred', 'hundert'].map((word) => [word, 100] as const),
  ...['thousand', 'tausend'].map((word) => [word, 1000] as const),
]);
// The longest first, or "six" is taken out of "sixteen".
const NUMBER_WORD = [...WORDS, ...GERMAN_WORDS, ...TENS.keys(), ...MULTIPLES.keys()]
  .sort((one, other) => other.length - one.length)
  .join('|');
/** "one hundred and fifty", "zweihundertfünfzig". */
const NUMBER_WORDS = `(?:${NUMBER_WORD})(?:(?: and |[ -]|und)?(?:${NUMBER_WORD})){0,8}`;

/** Unit words by kind, English and German. */
const UNITS: readonly (readonly [string, string])[] = [
  ['workday', '(?:working|business)[ -]days?|werktagen?|werktage|arbeitstagen?|arbeitstage'],
  ['day', '(?:calendar )?days?|(?:kalender)?tage?n?'],
  ['hour', 'hours?|hrs?|stunden?'],
  ['minute', 'minutes?|mins?|minuten?'],
  ['second', 'seconds?|secs?|sekunden?'],
  ['week', 'weeks?|wochen?'],
  ['month', 'months?|monate?n?'],
  ['year', 'years?|jahre?n?'],
  ['percent', '%|per ?cent|prozent'],
  ['money', '£|€|\\$|euros?|pounds?|dollars?|eur|gbp|usd'],
  ['pence', 'p|pence|cents?'],
  ['gb', 'gb|gigabytes?'],
  ['mb', 'mb|megabytes?'],
  ['speed', 'mbit/s|mbps|gbit/s'],
];
const UNIT = UNITS.map(([kind, words]) => `(?<u_${kind}>${words})`).join('|');
const COUNT = '\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,:]\\d+)?';
const END = '(?![\\p{L}\\d])';
const FIGURE = new RegExp(
  [
    `(?<email>[^\\s@<>()]{1,64}@[^\\s@<>()]{1,80}\\.[a-z]{2,24})`,
    `(?<iso>\\d{4}-\\d{2}-\\d{2})`,
    `(?<slashed>\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4})`,
    `(?<day1>\\d{1,2})(?:st|nd|rd|th|\\.)?(?: of)? (?<month1>${MONTH})${END}\\.?(?:,? (?<year1>\\d{4}))?`,
    `(?<![\\p{L}])(?<month2>${MONTH}) (?<day2>\\d{1,2})(?:st|nd|rd|th)?${END}(?:,? (?<year2>\\d{4}))?`,
    `(?<sign>[£$€])\\s?(?<amount>${COUNT})`,
    `(?<![\\p{L}\\d])(?<word>${NUMBER_WORDS})[ -](?:${UNIT.replaceAll('u_', 'w_')})${END}`,
    `(?<count>${COUNT})(?:[\\s\\u00a0-]?(?:${UNIT})${END})?`,
  ].join('|'),
  'giu',
);

/** The figures and dates of a text in order, each with what it counts. */
export function figuresOf(text: string): Figure[] {
  return [...withPlainDigits(text).matchAll(FIGURE)].map((match) => {
    const groups = (match.groups ?? {}) as Record<string, string | undefined>;
    const written = text.slice(match.index, match.index + match[0].length);
    return { text: written.trim(), at: match.index, ...kindAndValue(groups) };
  });
}

/** Zeros of the decimal digits that fonts show like 0 to 9, or that other scripts write. */
const ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966];

/** The same length, with digits and money signs of any script as a keyboard has them. */
function withPlainDigits(text: string): string {
  return text.replace(/[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uffe1\uff04\uff05]/g, (sign) => {
    const zero = ZEROS.find((start) => sign.charCodeAt(0) >= start && sign.charCodeAt(0) < start + 10);
    if (zero !== undefined) return String(sign.charCodeAt(0) - zero);
    return sign === '\uffe1' ? '£' : sign === '\uff04' ? '$' : '%';
  });
}

/** True when one of the texts says the same figure. */
export function isSaidIn(figure: Figure, others: readonly Figure[]): boolean {
  return others.some((other) => {
    if (figure.kind === 'date' && other.kind === 'date') return isSameDate(figure.value, other.value);
    if (figure.kind !== other.kind && figure.kind !== '' && other.kind !== '') return false;
    return figure.value === other.value;
  });
}

function kindAndValue(groups: Record<string, string | undefined>): Pick<Figure, 'kind' | 'value'> {
  const { email, iso, slashed, day1, month1, year1, day2, month2, year2, amount, word, count } = groups;
  if (email !== undefined) return { kind: 'email', value: email.toLowerCase() };
  if (iso !== undefined) return { kind: 'date', value: iso };
  if (slashed !== undefined) return { kind: 'date', value: dayFirst(slashed) };
  if (month1 !== undefined) return { kind: 'date', value: dateOf(year1, month1, day1 ?? '') };
  if (month2 !== undefined) return { kind: 'date', value: dateOf(year2, month2, day2 ?? '') };
  if (amount !== undefined) return { kind: 'money', value: plainNumber(amount) };
  if (word !== undefined) return { kind: unitOf(groups, 'w_'), value: wordValue(word) };
  return { kind: unitOf(groups, 'u_'), value: plainNumber(count ?? '') };
}

function unitOf(groups: Record<string, string | undefined>, prefix: string): string {
  return UNITS.find(([kind]) => groups[`${prefix}${kind}`] !== undefined)?.[0] ?? '';
}

/** "1,250.50" and "1.250,50" as 1250.5; "14:02" stays a time. */
function plainNumber(text: string): string {
  if (text.includes(':')) return text;
  const isGrouped = /^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?$/.test(text);
  const plain = isGrouped ? text.replace(/[.,](?=\d{3}(?:\D|$))/g, '') : text;
  const number = Number(plain.replace(',', '.'));
  // A telephone number's leading zero tells it apart.
  return Number.isFinite(number) && !/^0\d/.test(text) ? String(number) : text;
}

const ONE_NUMBER_WORD = new RegExp(NUMBER_WORD, 'giu');

/** "two thousand five hundred and twenty" as 2520. */
function wordValue(words: string): string {
  let thousands = 0;
  let rest = 0;
  for (const [word] of words.toLowerCase().matchAll(ONE_NUMBER_WORD)) {
    const multiple = MULTIPLES.get(word);
    if (multiple === undefined) rest += smallValue(word);
    else if (multiple === 100) rest = (rest || 1) * 100;
    else [thousands, rest] = [thousands + (rest || 1) * 1000, 0];
  }
  return String(thousands + rest);
}

function smallValue(word: string): number {
  const at = Math.max(WORDS.indexOf(word), GERMAN_WORDS.indexOf(word));
  return at >= 0 ? at : Number(TENS.get(word));
}

function dateOf(year: string | undefined, month: string, day: string): string {
  const start = month.slice(0, 3).toLowerCase();
  const at = Math.max(MONTHS.indexOf(start), GERMAN_MONTHS.indexOf(start)) + 1;
  return `${year ?? '*'}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function dayFirst(slashed: string): string {
  const [day = '', month = '', year = ''] = slashed.split(/[/.]/);
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isSameDate(one: string, other: string): boolean {
  const [years, others] = [one, other].map((date) => date.slice(0, date.indexOf('-')));
  const isSameYear = years === '*' || others === '*' || years === others;
  return isSameYear && one.slice(one.indexOf('-')) === other.slice(other.indexOf('-'));
}
