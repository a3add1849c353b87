import type { Passage } from '../../domain/passage.ts';
import { type ChangeRule, changeRule } from './changeRules.ts';
import { type Comparison, compareTariffs } from './compareTariffs.ts';
import { conditionsOf, type Placed } from './conditions.ts';
import type { Caller } from './eligibility.ts';
import { quantityOf } from './figures.ts';
import type { Guidance } from './guidance.ts';
import type { OfferAim } from './offerAim.ts';
import type { Tariff, TariffTable } from './tariffTable.ts';

/** Another tariff than the caller's own, or something to add to it. */
export interface Candidate {
  tariff: Tariff;
  /** The tariff it would replace or join. */
  from: Tariff;
  isExtra: boolean;
  /** Price a month against now, at most; undefined where the currencies differ. */
  dearerBy: number | undefined;
  comparison: Comparison;
  /** The contact in which the caller spoke of it. */
  spokenOf?: string;
  rule?: ChangeRule;
  asks: readonly Placed[];
}

/** Why the caller cannot have something now. */
export type RuledOut = { tariff: Tariff } & (
  | { reason: 'vulnerable'; source: Placed | undefined }
  | { reason: 'usage'; source: undefined }
  | { reason: 'condition' | 'change'; source: Placed }
);

/** What is left, best first, and what is not, in the documents' order. */
export interface Choice {
  offers: readonly Candidate[];
  ruledOut: readonly RuledOut[];
}

/** The company, the caller and what is wanted. */
export interface Choosing {
  aim: OfferAim;
  caller: Caller;
  tables: readonly TariffTable[];
  passages: readonly Passage[];
  guidance: Guidance;
}

/** Every tariff that serves the aim, sorted into what the caller can have and what not. */
export function chooseOffers(choosing: Choosing): Choice {
  const offers: Candidate[] = [];
  const ruledOut: RuledOut[] = [];
  for (const candidate of candidates(choosing)) {
    const judged = judgeCandidate(candidate, choosing);
    if ('reason' in judged) ruledOut.push(judged);
    else offers.push(judged);
  }
  const ranks = new Map(offers.map((offer) => [offer, rank(offer, offers, choosing.aim)]));
  return {
    offers: offers.toSorted((one, other) => compareRanks(ranks.get(one) ?? [], ranks.get(other) ?? [])),
    ruledOut,
  };
}

function candidates({ aim, caller, tables }: Choosing): Candidate[] {
  return caller.held.flatMap((from) => {
    const own = tables.filter(({ documentId, tariffs, kind }) =>
      kind === 'plans' ? tariffs.includes(from) : aim === 'more' && documentId === from.passage.documentId,
    );
    return own.flatMap(({ tariffs, kind }) =>
      tariffs
        .filter((tariff) => !isHeld(tariff.name, caller) && (kind === 'plans' || givesMoreOf(from, tariff)))
        .map((tariff) => candidateOf({ tariff, from, isExtra: kind === 'extras' }, caller))
        .filter((candidate) => serves(candidate, aim)),
    );
  });
}

/** An addition counts when it gives more of what the tariff gives: data to data, minutes to minutes. */
function givesMoreOf(from: Tariff, extra: Tariff): boolean {
  const units = ({ cells, price, term }: Tariff): string[] =>
    cells
      .filter((cell) => cell[0] !== price[0] && cell[0] !== term?.[0])
      .flatMap(([, value]) => quantityOf(value)?.unit || []);
  const wanted = units(from);
  return units(extra).some((unit) => wanted.includes(unit));
}

function isHeld(name: string, { held, facts }: Caller): boolean {
  return held.some((own) => own.name === name) || facts.products.includes(name);
}

function candidateOf(pair: Pick<Candidate, 'tariff' | 'from' | 'isExtra'>, caller: Caller): Candidate {
  const { tariff, from, isExtra } = pair;
  const isOneCurrency =
    (tariff.monthly.currency ?? from.monthly.currency) === (from.monthly.currency ?? tariff.monthly.currency);
  const amount = isExtra ? tariff.monthly.amount : tariff.monthly.amount - from.monthly.amount;
  const longer = caller.tariffs.filter(({ name }) => name !== tariff.name && name.includes(tariff.name));
  const contact = caller.facts.contacts.find(({ summary }) => {
    const rest = longer.reduce((text, { name }) => text.replaceAll(name, ''), summary);
    return rest.includes(tariff.name);
  });
  return {
    ...pair,
    dearerBy: isOneCurrency ? amount : undefined,
    comparison: isExtra ? { gains: [], losses: [], others: [] } : compareTariffs(from, tariff),
    ...(contact === undefined ? {} : { spokenOf: contact.summary }),
    asks: [],
  };
}

function serves({ dearerBy = 0, comparison: { gains }, isExtra }: Candidate, aim: OfferAim): boolean {
  if (aim === 'cheaper') return dearerBy < 0;
  // Nobody who wants to leave is kept by a higher price.
  if (aim === 'keep') return dearerBy <= 0;
  if (aim === 'more') return isExtra || gains.length > 0 || dearerBy > 0;
  return true;
}

function judgeCandidate(candidate: Candidate, choosing: Choosing): Candidate | RuledOut {
  const { caller, guidance, passages } = choosing;
  const { tariff, from, dearerBy, isExtra } = candidate;
  // What cannot be compared might be dearer.
  if (guidance.isVulnerable && (dearerBy === undefined || dearerBy > 0)) {
    return { tariff, reason: 'vulnerable', source: guidance.noOffers[0] };
  }
  const { fails, asks } = conditionsOf(tariff, passages, caller);
  if (fails[0] !== undefined) return { tariff, reason: 'condition', source: fails[0] };
  if (!isExtra && isTooSmall(tariff, caller)) return { tariff, reason: 'usage', source: undefined };
  if (isExtra || dearerBy === undefined || dearerBy === 0) return { ...candidate, asks };
  const rule = changeRule({ from, way: dearerBy > 0 ? 'up' : 'down' }, passages, caller);
  if (rule?.isAllowed === false) return { tariff, reason: 'change', source: rule };
  return { ...candidate, asks, ...(rule === undefined ? {} : { rule }) };
}

/** Gives less of something than the record says the caller uses. */
function isTooSmall({ cells, price, term }: Tariff, { facts: { usage = '' } }: Caller): boolean {
  const used = quantityOf(usage);
  if (used === undefined || used.unit === '') return false;
  const given = cells
    .filter(([header]) => header !== price[0] && header !== term?.[0])
    .map(([, value]) => quantityOf(value))
    .find((quantity) => quantity?.unit === used.unit);
  return given !== undefined && given.amount < used.amount;
}

function compareRanks(first: readonly number[], second: readonly number[]): number {
  const at = first.findIndex((value, position) => value !== second[position]);
  return at < 0 ? 0 : (first[at] ?? 0) - (second[at] ?? 0);
}

/** Sure before doubtful, a change without loss before one with, the nearest step before a far one. */
function rank(candidate: Candidate, others: readonly Candidate[], aim: OfferAim): number[] {
  const { dearerBy = Infinity, comparison, isExtra, asks, spokenOf } = candidate;
  const isFree = dearerBy <= 0 && comparison.losses.length === 0;
  const isBought = dearerBy > 0 && comparison.gains.length === 0;
  const isBeaten = others.some((other) => beats(other, candidate));
  const wasSpokenOf = aim === 'more' ? 0 : Number(spokenOf === undefined);
  return [isExtra, !isFree, asks.length, isBeaten, isBought, wasSpokenOf, Math.abs(dearerBy)].map(Number);
}

/** Gives more for no more money. */
function beats(other: Candidate, candidate: Candidate): boolean {
  if (other.from !== candidate.from || other.isExtra || candidate.isExtra || other.asks.length > 0) return false;
  if ((other.dearerBy ?? Infinity) > (candidate.dearerBy ?? -Infinity)) return false;
  const { gains, losses } = compareTariffs(candidate.tariff, other.tariff);
  return gains.length > 0 && losses.length === 0;
}
