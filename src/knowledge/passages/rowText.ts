import { countWords } from '../readers/cleanText.ts';

/** Header and value of the filled cells, in column order. */
export function filledCells(header: readonly string[], cells: readonly string[]): [string, string][] {
  return cells.flatMap((cell, column): [string, string][] => (cell === '' ? [] : [[header[column] ?? '', cell]]));
}

const RUNNING_NUMBER = /^(id|no\.?|nr\.?|#|item( (no|number)\.?)?|sku|pos\.?|row|lfd\. nr\.?)$/i;
const NAME = /\b(name|title|product|plan|tariff|item|service|produkt|tarif|bezeichnung)\b/i;

/** A table row as one fact: "Flex 10: monthly price £10; data 20 GB". The first cell names what the row is about. */
export function rowText(header: readonly string[], cells: readonly string[]): string {
  const pairs = filledCells(header, cells);
  // Behind a running number stands the name.
  if (RUNNING_NUMBER.test(header[0] ?? '') && NAME.test(header[1] ?? '') && cells[1] !== '') {
    const [number, name, ...others] = pairs;
    const said = [number, ...others].map((pair) => cellText(pair?.[0] ?? '', pair?.[1] ?? '')).join('; ');
    return `${name?.[1] ?? ''}: ${said}`;
  }
  const [first, ...rest] = pairs;
  if (first === undefined) return '';
  const isNamed = cells[0] !== '' && rest.length > 0;
  const said = (isNamed ? rest : pairs).map(([name, value]) => cellText(name, value)).join('; ');
  return isNamed ? `${first[1].replace(/\s*:$/, '')}: ${said}` : said;
}

function cellText(name: string, value: string): string {
  if (name === '' || name.toLowerCase() === value.toLowerCase()) return value;
  // "Zone" over "Zone A".
  if (value.toLowerCase().startsWith(`${name.toLowerCase()} `)) return value;
  const { label, unit } = unitOf(name);
  const shown = withUnit(value, unit);
  const spoken = (shown === value ? name : label).split(' / ').map(lowerFirst).join(' / ');
  const said = shown.replace(/\.$/, '');
  return countWords(said) <= 4 || /^\W*\d/.test(said) ? `${spoken} ${said}` : `${spoken}: ${said}`;
}

/** "Price (£)" names a price in pounds. */
function unitOf(name: string): { label: string; unit: string } {
  const match =
    /^(.+?)\s*[([]([£$€]|EUR|GBP|USD|CHF|[kMGT]?B|[kMG]bps|[KMG]bit\/s|%|min(?:utes)?|days?|months?|hours?)[)\]]$/.exec(
      name,
    );
  return { label: match?.[1] ?? name, unit: match?.[2] ?? '' };
}

function withUnit(value: string, unit: string): string {
  if (unit === '' || !/^-?\d[\d.,  ]*$/.test(value)) return value;
  if (/[£$€]/.test(unit)) return `${unit}${value}`;
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}

/** "Monthly price" inside a sentence is "monthly price"; names and shortenings keep their capital. */
function lowerFirst(name: string): string {
  const [first = '', second = ''] = name.split(' ');
  const isPlainWord = /^\p{Lu}[\p{Ll}-]+$/u.test(first) && !isProperName(first);
  return isPlainWord && !/^\p{Lu}\p{Ll}/u.test(second) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function isProperName(word: string): boolean {
  properNames ??= listProperNames();
  return properNames.has(word);
}

let properNames: ReadonlySet<string> | undefined;

/** Days, months and countries head columns as themselves. */
function listProperNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  for (let a = 65; a <= 90; a++) {
    for (let b = 65; b <= 90; b++) names.add(regions.of(String.fromCharCode(a, b)) ?? '');
  }
  for (let month = 0; month < 12; month++) {
    for (const style of ['long', 'short'] as const)
      names.add(new Date(2026, month, 1).toLocaleString('en', { month: style }));
  }
  for (let day = 1; day <= 7; day++) {
    for (const style of ['long', 'short'] as const)
      names.add(new Date(2026, 0, day).toLocaleString('en', { weekday: style }));
  }
  return names;
}
