import type { CustomerFacts } from '../../domain/customerFacts.ts';
import { moneyText } from '../../messages/dates.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Candidate } from './chooseOffers.ts';
import type { Difference } from './compareTariffs.ts';
import type { RetentionOffer } from './retentionOffers.ts';
import type { Tariff } from './tariffTable.ts';

const MONTHLY = /\b(?:per month|monthly|pro monat|monatlich|monatspreis)\b|\/ ?(?:month|monat)/i;

type Cells = readonly (readonly [string, string])[];

/** An offer as one row: what it is, what it costs against now, what is gained and lost, why, and what to ask. */
export function offerCells(candidate: Candidate, facts: CustomerFacts, messages: Messages): Cells {
  const { tariff, isExtra, comparison, asks } = candidate;
  const words = messages.offers;
  // One cell for each difference: a card cuts long cells.
  const list = (kind: string, differences: readonly Difference[]): [string, string][] =>
    differences.map(({ header, now, then }) => [`${kind}: ${header}`, words.instead(then, now)]);
  const cells: [string, string][] = [
    [isExtra ? words.addition : words.offer, tariff.name],
    [
      tariff.price[0],
      isExtra
        ? priceText(tariff, messages)
        : `${priceText(tariff, messages)}, ${differenceText(candidate, facts, messages)}`,
    ],
    ...(tariff.term === undefined ? [] : [[...tariff.term] as [string, string]]),
    ...(isExtra ? given(candidate) : []),
    [words.ask, asks.map(({ text }) => text).join('; ')],
    [words.why, reasonText(candidate, messages)],
    ...list(words.loses, comparison.losses),
    [words.loses, isExtra || comparison.losses.length > 0 ? '' : words.nothingLost],
    ...list(words.gains, comparison.gains),
    ...list(words.changes, comparison.others),
  ];
  return cells.filter(([, value]) => value !== '');
}

/** What is said aloud of an offer. */
export function spokenOffer(candidate: Candidate, facts: CustomerFacts, messages: Messages): string {
  const { tariff, isExtra } = candidate;
  const words = messages.offers;
  const [header] = tariff.price;
  const value = priceText(tariff, messages);
  const price = MONTHLY.test(header) ? words.aMonth(value) : words.priceOf(header, value);
  if (isExtra) return words.spokenAddition(tariff.name, price);
  return words.spoken(tariff.name, price, differenceText(candidate, facts, messages));
}

/** A row of the retention document as it stands. */
export function retentionCells({ cells, passage }: RetentionOffer, { offers: words }: Messages): Cells {
  return [[words.offer, passage.heading ?? passage.title], ...cells.filter(([, value]) => value !== '')];
}

/** The first offer of a row and its condition; what comes after a no is not said first. */
export function firstOffer({ cells }: RetentionOffer): string {
  const [first, ...others] = cells.slice(1);
  const condition = others.filter(([header]) => /condition|bedingung|voraussetzung/i.test(header));
  return [first, ...condition].flatMap((cell) => (cell === undefined ? [] : [cell[1]])).join(', ');
}

/** As the row has it; a bare number takes the currency of its column's heading. */
function priceText({ price: [, value], monthly }: Tariff, { language }: Messages): string {
  return /^[\d.,' ]+$/.test(value) && monthly.currency !== undefined
    ? moneyText(monthly.amount, monthly.currency, language)
    : value;
}

function given({ tariff }: Candidate): [string, string][] {
  const known = new Set([tariff.price[0], tariff.term?.[0]]);
  return tariff.cells
    .filter(([header, value]) => !known.has(header) && value !== tariff.name)
    .map(([header, value]) => [header, value]);
}

function differenceText({ tariff, from, dearerBy }: Candidate, facts: CustomerFacts, messages: Messages): string {
  const words = messages.offers;
  if (dearerBy === undefined || !tariff.hasOnePrice || !from.hasOnePrice) return words.notComparable;
  if (dearerBy === 0) return words.same;
  const currency = tariff.monthly.currency ?? from.monthly.currency ?? facts.currency;
  const amount = moneyText(Math.abs(dearerBy), currency, messages.language);
  return dearerBy > 0 ? words.dearer(amount) : words.cheaper(amount);
}

function reasonText({ dearerBy, comparison, isExtra }: Candidate, messages: Messages): string {
  const words = messages.offers;
  const isDearer = dearerBy === undefined || dearerBy > 0;
  const isFree = !isDearer && comparison.losses.length === 0;
  const fits = isFree
    ? words.whyFree
    : !isDearer
      ? words.whyCheaper
      : comparison.gains.length > 0
        ? words.whyMore
        : words.whyNear;
  return isExtra ? '' : fits;
}
