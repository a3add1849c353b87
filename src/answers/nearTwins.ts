import type { RankedPassage } from '../domain/passage.ts';

/** "Fibre 80", "Hub 4", "Zone B": a name whose number or letter tells it from its siblings. */
const NUMBERED_NAME = /(?<![\p{L}\d])(\p{Lu}[\p{L}]{2,}) (\d{1,4}|\p{Lu})(?![\p{L}\d.,:%/]*[\p{L}\d%])/gu;
/** "P04", "E12", "V1": a code. */
const CODE = /(?<![\p{L}\d])(\p{Lu}{1,3})-?(\d{1,4})(?![\p{L}\d.,:%/]*[\p{L}\d%])/gu;
/** Words that stand before numbers without naming anything. */
const NO_NAME = new Set(
  `january february march april may june july august september october november december step page section chapter table
  figure slide version part question note line the and for with from until within after before about over under only
  each every first last least most than note by day days level`.split(/\s+/),
);

/**
 * A name of the question that none of these passages knows, although they know its siblings: "fibre 300" beside "Fibre
 * 150" and "Fibre 500". What stands there about the siblings is no answer. Undefined when there is none.
 */
export function unknownTwin(question: string, found: readonly RankedPassage[]): string | undefined {
  const texts = found.map(({ passage }) => [passage.title, ...passage.headings, passage.text].join('\n'));
  const all = texts.join('\n');
  for (const [pattern, separator] of [
    [NUMBERED_NAME, ' '],
    [CODE, ''],
  ] as const) {
    for (const [family, members] of familiesIn(all, pattern)) {
      if (members.size < 2 || NO_NAME.has(family)) continue;
      const member = askedMember(question, family, separator);
      if (member !== undefined && !members.has(member)) return `${family}${separator}${member}`;
    }
  }
  return unknownTerm(question, all) ?? unknownTier(question, all);
}

/** "Bond 1 Year", "Fix 24 Months": a name with the length of its term. */
const TERMED_NAME = /(?<![\p{L}\d])(\p{Lu}[\p{L}]{2,}) (\d{1,2})[ -](Year|Month)s?(?![\p{L}\d])/gu;

/** "3 yr bond" where only "Bond 1 Year" and "Bond 2 Year" are known. */
function unknownTerm(question: string, text: string): string | undefined {
  const names = [...text.matchAll(TERMED_NAME)].map(([, name = '', length = '', unit = '']) => ({
    name: name.toLowerCase(),
    length,
    unit: unit.toLowerCase(),
  }));
  for (const { name, unit } of names) {
    const lengths = new Set(names.filter((one) => one.name === name && one.unit === unit).map(({ length }) => length));
    const short = unit === 'year' ? 'years?|yrs?' : 'months?|mths?|mnths?';
    const asked = new RegExp(`(?<![\\p{L}\\d.,])(\\d{1,2})[ -]?(?:${short}) ${name}(?![\\p{L}\\d])`, 'iu').exec(
      question,
    )?.[1];
    if (lengths.size > 1 && asked !== undefined && !lengths.has(asked)) return `${asked} ${unit} ${name}`;
  }
  return undefined;
}

const TIER =
  /(?<![\p{L}\d])([\p{L}\d]{3,}) (plus|pro|premium|max|ultra|lite|light|basic|standard|gold|silver|bronze|platinum|junior|extra|deluxe)(?![\p{L}\d])/giu;

/** "Everyday Premium" where only "Everyday" and "Everyday Plus" are known. */
function unknownTier(question: string, text: string): string | undefined {
  for (const [, name = '', tier = ''] of question.matchAll(TIER)) {
    const isName = new RegExp(`(?<![\\p{L}\\d])${name[0]?.toUpperCase()}${name.slice(1)}(?![\\p{L}\\d])`, 'u').test(
      text,
    );
    if (isName && !new RegExp(`(?<![\\p{L}\\d])${tier}(?![\\p{L}\\d])`, 'iu').test(text))
      return `${name} ${tier}`.toLowerCase();
  }
  return undefined;
}

/** Members by family, in lower case: fibre -> 36, 80, 150. */
function familiesIn(text: string, pattern: RegExp): Map<string, Set<string>> {
  const families = new Map<string, Set<string>>();
  for (const [, name = '', member = ''] of text.matchAll(pattern)) {
    const family = name.toLowerCase();
    families.set(family, (families.get(family) ?? new Set()).add(member.toLowerCase()));
  }
  return families;
}

/** The member of this family that the question names; "a" and "i" are words, and "5 gb" is no name. */
function askedMember(question: string, family: string, separator: string): string | undefined {
  const letters = separator === '' ? '' : '|[b-hj-z](?![\\p{L}\\d])';
  const gap = separator === '' ? '-?' : ' ';
  const named = new RegExp(
    `(?<![\\p{L}\\d])${family}${gap}(\\d{1,4}(?![\\d.,]*\\d|\\s?(?:%|gb|mb|days?|weeks?|months?|years?|hours?|minutes?|times?))${letters})`,
    'iu',
  );
  return named.exec(question)?.[1]?.toLowerCase();
}
