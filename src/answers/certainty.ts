import type { Lexicon } from '../ports/lexicon.ts';
import { stemsOfPassage } from './passageStems.ts';
import { holds } from './questionShape.ts';
import type { WeighedUnit, Weighing } from './weighUnits.ts';

// Fitted by logistic regression over the tuning questions of five companies, each question once more with the documents
// that answer it taken away; judged on each company with the other ones alone; see docs/decisions.
const BASE = -6.12;
const OF_WEIGHT = 3.75;
const OF_LEAD = 3.58;
const OF_LENGTH = 2.24;
const OF_WORDS = 1.01;
const OF_KIND_ASKED = -1.03;

/** Weights differ little beyond this. */
const HIGHEST_WEIGHT = 2;
/** How far the best unit leads when no other document was found. */
const LEAD_ALONE = 0.5;
/** Of many words some are always missing: a long question is answered by a lower weight than a short one. */
const MANY_WORDS = 8;
const NEAR_SHARE = 0.8;
const NEAR_UNITS = 5;

/** The chance that the best unit answers the question, 0 to 1. */
export function certaintyOf(
  best: WeighedUnit,
  { terms, wanted, asksHowMuch, units }: Weighing,
  lexicon: Lexicon,
): number {
  const inPassage = [...stemsOfPassage(best.ranked.passage).all];
  const asked = terms.filter(({ origin, isKind }) => origin !== 'hint' && !isKind);
  const own = asked.filter(({ origin }) => origin === 'own');
  const said = new Set(asked.filter(({ stem }) => inPassage.some((other) => lexicon.isSame(stem, other))));
  // "And for the Zephyr?": what is known of the thing before says nothing about a name that nobody knows.
  const isStrange = own.some(({ stem }) => !lexicon.isWord(stem)) && !own.some((term) => said.has(term));
  if ((asked.length > 0 && said.size === 0) || isStrange) return 0;
  if (asksHowMuch && !isAmountNear(best, units)) return 0;
  const sum = (some: readonly { stem: string }[]): number =>
    some.reduce((total, { stem }) => total + lexicon.telling(stem), 0);
  const ofWords = own.length === 0 ? 0 : sum(own.filter((term) => said.has(term))) / sum(own);
  const asksForKind = wanted.some((kind) => kind !== 'steps' && kind !== 'any');
  const logOdds =
    BASE +
    OF_WEIGHT * Math.min(HIGHEST_WEIGHT, best.weight) +
    OF_LEAD * leadOf(best, units) +
    OF_LENGTH * Math.min(1, own.length / MANY_WORDS) +
    OF_WORDS * ofWords +
    OF_KIND_ASKED * Number(asksForKind);
  return 1 / (1 + Math.exp(-logOdds));
}

/** How far the best unit stands above those of other documents: where nothing answers, several are as good. */
function leadOf(best: WeighedUnit, units: readonly WeighedUnit[]): number {
  const rival = units.find(({ ranked }) => ranked.passage.documentId !== best.ranked.passage.documentId);
  return rival === undefined ? LEAD_ALONE : best.weight - rival.weight;
}

/** "How much" is answered by an amount in one of the best units, or not at all. */
function isAmountNear(best: WeighedUnit, units: readonly WeighedUnit[]): boolean {
  const near = units.filter(({ weight }) => weight >= best.weight * NEAR_SHARE).slice(0, NEAR_UNITS);
  return near.some(({ unit }) => holds(unit.text, 'amount'));
}
