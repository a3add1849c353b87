/** A sum of money in the currency its text names. */
export interface Money {
  amount: number;
  /** ISO code; left out when the text names none. */
  currency?: string;
}

const CURRENCIES: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR', $: 'USD' };
const NUMBER = String.raw`\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?`;
const MONEY = new RegExp(
  String.raw`(?:([£€$]|\b(?:GBP|EUR|USD|CHF)\b)\s*(${NUMBER}))|(?:(${NUMBER})\s*([£€$]|\b(?:GBP|EUR|USD|CHF|euros?|pounds?)\b))`,
  'gi',
);

/** All sums in a text, in order. */
export function moniesIn(text: string): Money[] {
  return [...text.matchAll(MONEY)].map(([, before, after, first, behind]) => {
    const sign = (before ?? behind ?? '').toUpperCase();
    const currency = CURRENCIES[sign] ?? (/^EURO/.test(sign) ? 'EUR' : /^POUND/.test(sign) ? 'GBP' : sign);
    return { amount: numberOf(after ?? first ?? ''), currency };
  });
}

/** "1,000", "1.000", "29,99" and "12.50" as people mean them: three digits behind the last mark are thousands. */
export function numberOf(text: string): number {
  const plain = text.replace(/[' ]/g, '');
  const decimals = /[.,](\d{1,2})$/.exec(plain)?.[1];
  const whole = (decimals === undefined ? plain : plain.slice(0, -decimals.length - 1)).replace(/[.,]/g, '');
  return Number(`${whole}.${decimals ?? '0'}`);
}

/** How much of something a cell gives. */
export interface Quantity {
  amount: number;
  /** Empty when there is no end to it, or for a bare number. */
  unit: string;
}

const UNITS: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  ...{ mb: ['gb', 0.001], gb: ['gb', 1], tb: ['gb', 1000] },
  ...{ 'mbit/s': ['mbit', 1], mbps: ['mbit', 1], 'mb/s': ['mbit', 1], mbit: ['mbit', 1], megabits: ['mbit', 1] },
  ...{ 'gbit/s': ['mbit', 1000], gbps: ['mbit', 1000], gbit: ['mbit', 1000] },
  ...{ minutes: ['minutes', 1], min: ['minutes', 1], minuten: ['minutes', 1], mins: ['minutes', 1] },
};
const AMOUNT = new RegExp(String.raw`^(?:up to |bis zu |ca\. )?(${NUMBER})\s*([a-zäöü]+(?:/s)?)?`, 'i');

/** The amount a cell starts with; undefined where more is not plainly better, as with hours and dates. */
export function quantityOf(text: string): Quantity | undefined {
  const cell = text.trim().toLowerCase();
  if (/^(?:unlimited|unlimitiert|unbegrenzt|flat(?:rate)?)\b/.test(cell)) return { amount: Infinity, unit: '' };
  const [, number, word = ''] = AMOUNT.exec(cell) ?? [];
  if (number === undefined) return undefined;
  if (word === '') return { amount: numberOf(number), unit: '' };
  const [unit, times] = UNITS[word] ?? [word, 1];
  return Object.hasOwn(UNITS, word) ? { amount: numberOf(number) * times, unit } : undefined;
}
