import type { Passage } from '../../domain/passage.ts';
import { type Money, moniesIn, numberOf, quantityOf } from './figures.ts';

type Cell = readonly [header: string, value: string];

/** One row of a tariff table. */
export interface Tariff {
  name: string;
  passage: Passage;
  /** The row as the document has it. */
  text: string;
  cells: readonly Cell[];
  price: Cell;
  /** The highest figure of the price cell: what it costs at most. */
  monthly: Money;
  /** False when the price cell holds several figures, such as a first price and a later one. */
  hasOnePrice: boolean;
  term?: Cell;
}

/** Tariffs that can replace each other, or additions to them, in the document's order. */
export interface TariffTable {
  documentId: string;
  kind: 'plans' | 'extras';
  /** Nearest heading or sheet. */
  place: string;
  tariffs: readonly Tariff[];
}

const NAMES = /\b(?:plan|tariff|tarif|package|paket|product|produkt|bundle|name|deal)\b/i;
const NO_TARIFF =
  /\b(?:example|beispiel|version|topic|situation|customer|kunde|reason|grund|code|role|help|country|land|change|wechsel|from|von)\b/i;
const EXTRA = /\b(?:add-?ons?|extras?|options?|optionen?|zusatz\w*|bolt-?ons?|zubuch\w*)\b/i;
const PRICE =
  /\b(?:price|fee|charge|cost|rate|preis|grundpreis|monatspreis|gebühr|grundgebühr|kosten|monthly|monatlich)\b|[£€$]/i;
const MONTH = /\b(?:months?|monthly|monat\w*|mtl|pcm|p\.?m)\b|\/\s*mo\b/i;
const OTHER_PRICE =
  /\b(?:set-?up|activation|install\w*|one-?off|exit|late|out-of-\w+|per (?:gb|minute|day|call|year)|einmal\w*|anschluss\w*|bereitstell\w*|aktivier\w*|deposit|annual|year|jahr\w*|device|planned|extra|remaining|saving|ersparnis)\b/i;
const TERM =
  /\b(?:contract|commitment|term|minimum (?:period|duration)|laufzeit|mindestlaufzeit|mindestvertrag\w*|bindung|vertrags\w*)\b/i;
const GIVES =
  /\b(?:data|speed|download|minutes|calls|texts|allowance|lines|gb|mbit|mbps|included?|channels|gives|daten\w*|volumen|geschwindigkeit|tempo|minuten|inklusive|leistung)\b/i;

/** The tariff tables in these passages. Rows of one table may stand in several passages. */
export function tariffTables(passages: readonly Passage[]): TariffTable[] {
  const rows = passages.flatMap((passage) =>
    passage.units.flatMap((unit) => (unit.kind === 'row' ? (tariffOf(unit, passage) ?? []) : [])),
  );
  const tables = Map.groupBy(rows, ({ tariff: { passage }, nameHeader }) =>
    [passage.documentId, passage.sheet, passage.heading, nameHeader].join('\n'),
  );
  return [...tables.values()].map((table) => ({
    documentId: table[0]?.tariff.passage.documentId ?? '',
    kind: EXTRA.test(table[0]?.nameHeader ?? '') ? 'extras' : 'plans',
    place: table[0]?.tariff.passage.heading ?? table[0]?.tariff.passage.sheet ?? '',
    tariffs: table.map(({ tariff }) => tariff),
  }));
}

interface NamedRow {
  tariff: Tariff;
  nameHeader: string;
}

function tariffOf(row: { text: string; cells: readonly Cell[] }, passage: Passage): NamedRow | undefined {
  const name = row.cells.find(([header]) => NAMES.test(header) && !PRICE.test(header)) ?? row.cells[0];
  if (name === undefined || NO_TARIFF.test(name[0]) || !/\p{L}|\d/u.test(name[1])) return undefined;
  const others = row.cells.filter((cell) => cell !== name);
  const price = priceCell(others);
  if (price === undefined) return undefined;
  const term = others.find(([header]) => TERM.test(header) && !PRICE.test(header) && !/remaining|rest/i.test(header));
  const gives = others.some(
    ([header, value]) => header !== price.cell[0] && (GIVES.test(header) || (quantityOf(value)?.unit ?? '') !== ''),
  );
  if (term === undefined && !gives && !EXTRA.test(name[0])) return undefined;
  const tariff = {
    ...{ name: name[1].trim(), passage, text: row.text, cells: row.cells, price: price.cell },
    ...{ monthly: price.monthly, hasOnePrice: price.hasOnePrice },
    ...(term === undefined ? {} : { term }),
  };
  return { tariff, nameHeader: name[0] };
}

function priceCell(cells: readonly Cell[]): { cell: Cell; monthly: Money; hasOnePrice: boolean } | undefined {
  const priced = cells.filter(([header]) => (PRICE.test(header) || MONTH.test(header)) && !OTHER_PRICE.test(header));
  const cell = priced.find(([header]) => MONTH.test(header)) ?? priced[0];
  if (cell === undefined || /\bper (?:day|call|minute|year)\b|\bpro (?:tag|jahr|minute)\b/i.test(cell[1]))
    return undefined;
  if (/^(?:free|gratis|kostenlos|included|0)$/i.test(cell[1].trim())) {
    return { cell, monthly: { amount: 0 }, hasOnePrice: true };
  }
  const monies = moniesIn(cell[1]);
  // "Preis (€/Monat): 29,99": the sign stands in the header.
  const bare = /^\d[\d.,' ]*$/.test(cell[1].trim())
    ? { amount: numberOf(cell[1].trim()), ...signIn(cell[0]) }
    : undefined;
  const monthly = monies.toSorted((one, other) => other.amount - one.amount)[0] ?? bare;
  return monthly === undefined ? undefined : { cell, monthly, hasOnePrice: monies.length < 2 };
}

function signIn(header: string): { currency?: string } {
  const [known] = moniesIn(`1 ${/[£€$]|\b(?:GBP|EUR|USD|CHF)\b/i.exec(header)?.[0] ?? ''}`);
  return known?.currency === undefined ? {} : { currency: known.currency };
}

/** The tariffs a text names; "Flex 10 Plus" does not name Flex 10, "Fibre 500 or 900" names both. */
export function tariffsNamed(text: string, tariffs: readonly Tariff[]): Tariff[] {
  let rest = text.toLowerCase();
  const named = tariffs
    .toSorted((one, other) => other.name.length - one.name.length)
    .filter(({ name }) => {
      const words = new RegExp(String.raw`(?<![\p{L}\d])${escaped(name.toLowerCase())}(?![\p{L}\d])`, 'gu');
      if (!words.test(rest)) return false;
      rest = rest.replace(words, ' § ');
      return true;
    });
  if (named.length === 0) return [];
  const short = tariffs.filter(({ name }) => {
    const last = name.split(' ').at(-1) ?? '';
    return (
      /^\d+$/.test(last) &&
      new RegExp(String.raw`§\s*(?:,|/|or|and|und|oder)\s*${last}(?!\s*\p{L}*\s*\d)\b`, 'u').test(rest)
    );
  });
  return [...named, ...short.filter((tariff) => !named.includes(tariff))];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
