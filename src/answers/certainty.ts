import type { Lexicon } from '../ports/lexicon.ts';
import { stemsOfPassage } from './passageStems.ts';
import { holds } from './questionShape.ts';
import type { WeighedUnit, Weighing } from './weighUnits.ts';

// Fitted by logistic regression to whether the answer held the words it had to, over the tuning halves of two question
// sets, each question once more with the documents that answer it taken away; see docs/decisions.
const BASE = -3.27;
const OF_WEIGHT = 1.44;
const OF_KIND = 0.98;
const OF_WORDS = 1.05;

/** Weights differ little beyond this. */
const HIGHEST_WEIGHT = 2;
/** A question that asks for no kind of thing is as good as half fitted. */
const NO_KIND = 0.5;
const UNRELATED_SHARE = 0.4;
/** A follow-up may leave what it takes over behind. */
const CARRIED_SHARE = 0.5;
const NEAR_SHARE = 0.8;
const NEAR_UNITS = 5;

/** The chance that the best unit answers the question, 0 to 1. */
export function certaintyOf(
  best: WeighedUnit,
  { terms, wanted, asksHowMuch, units }: Weighing,
  lexicon: Lexicon,
): number {
  const kinds = wanted.filter((kind) => kind !== 'steps' && kind !== 'any');
  const ofKind = kinds.length === 0 ? NO_KIND : Number(kinds.some((kind) => holds(best.unit.text, kind)));
  const inPassage = [...stemsOfPassage(best.ranked.passage).all];
  const asked = terms
    .filter(({ origin, isKind }) => origin !== 'hint' && !isKind)
    .map(({ stem, origin }) => ({
      stem,
      isOwn: origin === 'own',
      telling: tellingOf(stem, inPassage, lexicon) * (origin === 'own' ? 1 : CARRIED_SHARE),
    }));
  const said = asked.filter(({ stem }) => inPassage.some((other) => lexicon.isSame(stem, other)));
  // "And for the Zephyr?": what is known of the thing before says nothing about a name that nobody knows.
  const isStrange = asked.some(({ isOwn, stem }) => isOwn && !lexicon.isWord(stem)) && !said.some(({ isOwn }) => isOwn);
  const sum = (some: readonly { telling: number }[]): number => some.reduce((total, { telling }) => total + telling, 0);
  const ofWords = asked.length === 0 ? 0 : sum(said) / sum(asked);
  if ((asked.length > 0 && said.length === 0) || isStrange) return 0;
  if (asksHowMuch && !isAmountNear(best, units)) return 0;
  const weight = Math.min(HIGHEST_WEIGHT, best.weight);
  return 1 / (1 + Math.exp(-(BASE + OF_WEIGHT * weight + OF_KIND * ofKind + OF_WORDS * ofWords)));
}

/** "How much" is answered by an amount in one of the best units, or not at all. */
function isAmountNear(best: WeighedUnit, units: readonly WeighedUnit[]): boolean {
  const near = units.filter(({ weight }) => weight >= best.weight * NEAR_SHARE).slice(0, NEAR_UNITS);
  return near.some(({ unit }) => holds(unit.text, 'amount'));
}

/** "Fuming" beside a document about bills says nothing about it; a name that nobody knows does. */
function tellingOf(stem: string, inPassage: readonly string[], lexicon: Lexicon): number {
  const telling = lexicon.telling(stem);
  const isRelated = inPassage.some((other) => lexicon.likeness(stem, other) > 0);
  return isRelated || !lexicon.isWord(stem) ? telling : telling * UNRELATED_SHARE;
}
