/** What a title says about the age of its document. */
export interface TitleAge {
  /** ISO date, month or year. */
  date?: string;
  /** Such as "2.1". */
  version?: string;
  /** -1 for "superseded" and the like, 1 for "new" and the like. */
  status: -1 | 0 | 1;
}

/** The title in lower case without dates, version numbers and words such as "superseded". */
export function nameWithoutVersion(title: string): string {
  return [DATE, VERSION, OLD, NEW]
    .reduce((name, mark) => name.replaceAll(mark, ' '), title.toLowerCase())
    .replace(/[^\p{L}\p{N}£$€%+]+/gu, ' ')
    .trim();
}

/** Reads the age of a document from its title, such as "Tariffs, March 2026" or "Handbook v2 (superseded)". */
export function ageInTitle(title: string): TitleAge {
  const name = title.toLowerCase();
  const [date] = name.matchAll(DATE);
  const [version] = name.matchAll(VERSION);
  return {
    ...(date?.groups === undefined ? {} : { date: isoDate(date.groups) }),
    ...(version?.groups?.version === undefined ? {} : { version: version.groups.version }),
    status: name.search(OLD) >= 0 ? -1 : name.search(NEW) >= 0 ? 1 : 0,
  };
}

const MONTHS = ['jan', 'feb', 'mar|mär', 'apr', 'may|mai', 'jun', 'jul', 'aug', 'sep', 'oct|okt', 'nov', 'dec|dez'];

// Each as a source of a regular expression, over text in lower case.
const LEAD = String.raw`(?:(?<!\p{L})(?:effective(?:\s+from)?|valid\s+from|as\s+of|from|until|since|gültig\s+ab|stand|ab)[\s:]+)?`;
const YEAR = String.raw`(?:19|20)\d\d`;
const ISO = String.raw`(?<year>${YEAR})[-._](?<month>0[1-9]|1[0-2])(?:[-._](?<day>[0-3]\d))?(?!\d)`;
const MONTH_NAME = String.raw`(?<name>${MONTHS.join('|')})(?:r?uary?|ch|z|il|e|y|i|ust|t|tember|ober|ember)?(?!\p{L})`;
const LONG = String.raw`(?:(?<dayBefore>[0-3]?\d)(?:st|nd|rd|th|\.)?\s+)?${MONTH_NAME}\.?,?\s+(?<year>${YEAR})`;
const NUMERIC = String.raw`(?<day>[0-3]?\d)[./](?<month>[01]?\d)[./](?<year>${YEAR})`;
// An amount such as £2,000 or 2000.50 is no year.
const YEAR_ALONE = String.raw`(?<![£$€\d.,])(?<year>${YEAR})(?:/\d\d)?(?![.,]?\d)`;

const DATE = new RegExp(
  String.raw`${LEAD}(?<![\p{L}\p{N}])(?:${ISO}|${LONG}|${NUMERIC}|${YEAR_ALONE})(?![\p{L}\p{N}])`,
  'gu',
);
const VERSION =
  /(?<![\p{L}\p{N}])(?:v|version|rev|revision|edition|issue|ausgabe)[\s._-]*(?<version>\d+(?:\.\d+)*)(?![\p{L}\p{N}])/gu;

// At the end or in brackets only: "Old Street store" and "New customers" are names.
const OLD = atTheEnd('old|superseded|archived?|obsolete|outdated|previous|former|alt|veraltet|abgelöst');
const NEW = atTheEnd('new|current|latest|updated|revised|neu|aktuell');

function atTheEnd(words: string): RegExp {
  return new RegExp(String.raw`(?<![\s_–—([-])[\s_–—([-]+(?:${words})(?:[)\]]|\s*$)`, 'gu');
}

function isoDate(groups: Record<string, string | undefined>): string {
  const month = groups.month ?? (groups.name === undefined ? undefined : monthNumber(groups.name));
  const parts = [groups.year, month, groups.day ?? groups.dayBefore].filter((part) => part !== undefined);
  return parts.map((part) => part.padStart(2, '0')).join('-');
}

function monthNumber(name: string): string {
  return String(MONTHS.findIndex((names) => names.split('|').includes(name)) + 1);
}
