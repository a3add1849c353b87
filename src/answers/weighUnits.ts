import type { RankedPassage, Unit } from '../domain/passage.ts';
import { stemsOf, tellingStems } from '../domain/words.ts';
import { instructsAssistant } from './instructingText.ts';
import { stemsOfPassage } from './passageStems.ts';
import { holds, type Wanted, wantedBy } from './questionShape.ts';
import { type StandaloneQuestion, wholeQuestion } from './standaloneQuestion.ts';

/** One thing that could be said, with how well it answers. */
export interface WeighedUnit {
  ranked: RankedPassage;
  unit: Unit;
  /** Position in its passage, 0-based. */
  index: number;
  /** Higher is better; comparable within one question only. */
  weight: number;
  /** Share of the question's telling weight found in the unit with its headings and title, 0 to 1. */
  coverage: number;
}

/** A word of the heading counts for the unit below it, but less than the unit's own. */
const CONTEXT_SHARE = 0.55;
/** How much a better-ranked passage helps its units; halves about every three ranks. */
const RANK_SHARE = 0.5;
const WANTED_SHARE = 0.45;
/** A row about "Flex 10 Plus" does not answer for "Flex 10": each word its label has too many costs this. */
const NEAR_TWIN_COST = 0.35;
/** A row whose whole label was asked for is the row that was meant. */
const LABEL_SHARE = 0.25;
/** What a follow-up says itself outweighs what it takes over. */
const CARRIED_SHARE = 0.3;
/** Words for the kind of answer, which documents put in words of their own: "cost" is answered by a price. */
const KIND_SHARE = 0.4;
const KIND_STEMS = new Set('cost price charg fee pai amount cheap expens month long step fix procedur'.split(' '));

/** Every unit of the found passages, best first. Text that instructs an assistant is never among them. */
export function weighUnits(question: StandaloneQuestion, found: readonly RankedPassage[]): WeighedUnit[] {
  const terms = weighTerms(question, found);
  const wanted = wantedBy(wholeQuestion(question));
  const asked = new Set(stemsOf(wholeQuestion(question)));
  return found
    .flatMap((ranked) => {
      const { context, units } = stemsOfPassage(ranked.passage);
      return ranked.passage.units
        .map((unit, index) =>
          weigh({ ranked, unit, index }, { terms, wanted, asked, context, own: units[index] ?? NO_STEMS }),
        )
        .filter(({ unit }) => !instructsAssistant(unit.text));
    })
    .sort((one, other) => other.weight - one.weight);
}

/** Stems with their share of the question: what few passages hold tells most. The shares add up to 1. */
function weighTerms(question: StandaloneQuestion, found: readonly RankedPassage[]): Measure['terms'] {
  const own = tellingStems(question.own);
  const stems = [...new Set([...own, ...tellingStems(question.carried)])];
  const texts = found.map(({ passage }) => stemsOfPassage(passage).all);
  const raw = stems.map((term) => {
    const holders = texts.filter((text) => text.has(term)).length;
    const isOwn = own.includes(term);
    const kindShare = KIND_STEMS.has(term) ? KIND_SHARE : 1;
    const weight = (isOwn ? 1 : CARRIED_SHARE) * kindShare * Math.log(1 + (texts.length + 1) / (holders + 0.5));
    return { term, isOwn, weight };
  });
  const total = raw.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(raw.map(({ term, isOwn, weight }) => [term, { isOwn, share: total === 0 ? 0 : weight / total }]));
}

interface Measure {
  terms: ReadonlyMap<string, { share: number; isOwn: boolean }>;
  wanted: readonly Wanted[];
  asked: ReadonlySet<string>;
  context: ReadonlySet<string>;
  own: ReadonlySet<string>;
}

const NO_STEMS: ReadonlySet<string> = new Set();

function weigh(candidate: Pick<WeighedUnit, 'ranked' | 'unit' | 'index'>, measure: Measure): WeighedUnit {
  const { ranked, unit } = candidate;
  const { own } = measure;
  let inUnit = 0;
  let inContext = 0;
  for (const [term, { share }] of measure.terms) {
    if (own.has(term)) inUnit += share;
    else if (measure.context.has(term)) inContext += share;
  }
  const found = (term: string): boolean => own.has(term) || measure.context.has(term);
  const rank = RANK_SHARE * 2 ** (-(ranked.rank - 1) / 3);
  const superseded = ranked.supersededBy === undefined ? 0 : 0.5;
  const weight =
    inUnit +
    CONTEXT_SHARE * inContext +
    rank +
    fit(unit, measure.wanted, inUnit) +
    labelFit(unit, measure) -
    superseded;
  return { ...candidate, weight, coverage: coverageOf(measure.terms, found) };
}

/** Only what a follow-up says itself must be found; what it takes over may be what it replaces. */
function coverageOf(terms: Measure['terms'], found: (term: string) => boolean): number {
  const all = [...terms];
  const own = all.filter(([, { isOwn }]) => isOwn);
  const counted = own.length > 0 ? own : all;
  const total = counted.reduce((sum, [, { share }]) => sum + share, 0);
  const covered = counted.filter(([term]) => found(term)).reduce((sum, [, { share }]) => sum + share, 0);
  return total === 0 ? 0 : covered / total;
}

function fit(unit: Unit, wanted: readonly Wanted[], inUnit: number): number {
  // Any number would do for "how much" if the unit had nothing to do with the question.
  if (inUnit === 0) return 0;
  if (wanted.includes('steps') && unit.kind === 'step') return WANTED_SHARE;
  const first = wanted.find((kind) => kind !== 'steps');
  return first !== undefined && holds(unit.text, first) ? WANTED_SHARE : 0;
}

function labelFit(unit: Unit, measure: Measure): number {
  if (unit.kind !== 'row') return 0;
  const label = new Set(stemsOf(unit.cells[0]?.[1] ?? ''));
  const shared = [...label].filter((term) => measure.asked.has(term));
  if (shared.length === 0) return 0;
  const tooMany = label.size - shared.length;
  return tooMany === 0 ? LABEL_SHARE : -NEAR_TWIN_COST * tooMany;
}
