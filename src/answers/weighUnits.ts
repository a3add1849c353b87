import type { RankedPassage, Unit } from '../domain/passage.ts';
import { stemsOf, tellingStems } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { type MeantNames, meantNames } from './labelFit.ts';
import { type Figure, figuresIn, rangeFit } from './numberRanges.ts';
import { stemsOfPassage } from './passageStems.ts';
import { asksAboutThePast, asksHowMuch, type Wanted, wantedBy } from './questionShape.ts';
import { type QuestionTerm, questionTerms } from './questionTerms.ts';
import { type StandaloneQuestion, wholeQuestion } from './standaloneQuestion.ts';

/** One thing that could be said, with how well it answers. */
export interface WeighedUnit {
  ranked: RankedPassage;
  unit: Unit;
  /** Position in its passage, 0-based. */
  index: number;
  /** Higher is better; comparable within one question only. */
  weight: number;
  /** Share of the question found in the unit with its headings and title, 0 to 1. */
  coverage: number;
  /** How far each term of the question is found, in the order of the terms, 0 to 1. */
  found: readonly number[];
  /** The name at the head of the row, when the question means it. */
  name?: string;
}

/** The question as weighed, and every unit, best first. */
export interface Weighing {
  /** As typed, short forms written out. */
  question: string;
  terms: readonly QuestionTerm[];
  wanted: readonly Wanted[];
  /** Only an amount answers it. */
  asksHowMuch: boolean;
  names: MeantNames;
  /** Numbers of the question that are in no name. */
  figures: readonly Figure[];
  units: readonly WeighedUnit[];
}

/** A word of the heading counts for the unit below it, but less than the unit's own. */
const CONTEXT_SHARE = 0.9;
/** The sentence before often names what this one is about. */
const NEIGHBOUR_SHARE = 0.35;
const LIST_SHARE = 0.6;
/** How much a better-ranked passage helps its units; halves about every three ranks. */
const RANK_SHARE = 0.4;
const WANTED_SHARE = 0.3;
/** "Owes 900" means the row for £300.01 to £1,200. */
const RANGE_SHARE = 0.4;
const NAME_SHARE = 0.25;
const STALE_COST = 0.4;
/** What a document says of its own versions is about the document. */
const HISTORY = /\b(?:history|versions?|revisions?|change ?log|changes to this document|änderungen|historie)\b/i;
const HISTORY_COST = -0.3;
const REPEAT_COST = 0.3;
/** So much of a unit must have been said to count as said. */
const REPEATED = 0.75;

/** Every unit of the found passages, best first. Text that instructs an assistant is never among them. */
export function weighUnits(question: StandaloneQuestion, found: readonly RankedPassage[], lexicon: Lexicon): Weighing {
  const text = wholeQuestion(question);
  const terms = questionTerms(question, found, lexicon);
  const names = meantNames(question, found, lexicon);
  const wanted = wantedBy(text);
  const answered = new Set(tellingStems(question.answered));
  const inNames = new Set(names.named.flatMap((name) => name.split(' ')));
  const figures = figuresIn(question.own).filter(({ value }) => !inNames.has(String(value)));
  const measure = { terms, names, figures, wanted, wantsPast: asksAboutThePast(text), answered, lexicon };
  const units = found
    .flatMap((ranked) => weighPassage(ranked, measure))
    .sort((one, other) => other.weight - one.weight);
  return { question: question.own, terms, wanted, asksHowMuch: asksHowMuch(text), names, figures, units };
}

interface Measure {
  terms: readonly QuestionTerm[];
  names: MeantNames;
  /** Numbers of the question that are in no name. */
  figures: readonly Figure[];
  wanted: readonly Wanted[];
  wantsPast: boolean;
  answered: ReadonlySet<string>;
  lexicon: Lexicon;
}

function weighPassage(ranked: RankedPassage, measure: Measure): WeighedUnit[] {
  const { context, units, all, instructing } = stemsOfPassage(ranked.passage);
  const { terms, lexicon } = measure;
  const likes = terms.map((term) => likesOf(term, all, lexicon));
  const inContext = likes.map((like) => nearest(like, context));
  const inAll = likes.map((like) => nearest(like, all));
  const inUnits = units.map((stems) => likes.map((like) => nearest(like, stems)));
  return ranked.passage.units.flatMap((unit, index) => {
    if (instructing.has(index)) return [];
    const before = unit.kind === 'sentence' ? inUnits[index - 1] : undefined;
    const found = terms.map((_, at) => {
      const own = inUnits[index]?.[at] ?? 0;
      // A list is asked for as a whole: what one step says counts for all.
      const isList = unit.kind === 'step' && measure.wanted.includes('steps');
      const beside = isList ? LIST_SHARE * (inAll[at] ?? 0) : NEIGHBOUR_SHARE * (before?.[at] ?? 0);
      const around = Math.max(CONTEXT_SHARE * (inContext[at] ?? 0), beside);
      return Math.max(own, around, 0.75 * own + 0.25 * around);
    });
    return [weigh({ ranked, unit, index, found }, measure)];
  });
}

/** A word that says a term of the question, and how far. */
type Like = readonly [stem: string, likeness: number];

/**
 * What is asked again and again of the same passage is looked up once; a passage forgotten takes its words along. A
 * process has one lexicon.
 */
const remembered = new WeakMap<ReadonlySet<string>, Map<string, readonly Like[]>>();
const TERMS_REMEMBERED = 200;

/** The words of a passage that say the term at least a little, nearest first; there are few. */
function likesOf({ stem }: QuestionTerm, all: ReadonlySet<string>, lexicon: Lexicon): readonly Like[] {
  const before = remembered.get(all);
  const known = before === undefined || before.size >= TERMS_REMEMBERED ? new Map<string, readonly Like[]>() : before;
  if (known !== before) remembered.set(all, known);
  const likes = known.get(stem) ?? likesAfresh(stem, all, lexicon);
  known.set(stem, likes);
  return likes;
}

function likesAfresh(stem: string, all: ReadonlySet<string>, lexicon: Lexicon): readonly Like[] {
  const likes: Like[] = [];
  for (const other of all) {
    const likeness = lexicon.likeness(stem, other);
    if (likeness > 0) likes.push([other, likeness]);
  }
  return likes.sort(([, one], [, other]) => other - one);
}

/** How near the nearest of these words comes. */
function nearest(likes: readonly Like[], stems: ReadonlySet<string>): number {
  return likes.find(([stem]) => stems.has(stem))?.[1] ?? 0;
}

function weigh(candidate: Pick<WeighedUnit, 'ranked' | 'unit' | 'index' | 'found'>, measure: Measure): WeighedUnit {
  const { ranked, unit, found } = candidate;
  const { terms, names, wanted, wantsPast } = measure;
  const covered = terms.reduce((sum, { share }, at) => sum + share * (found[at] ?? 0), 0);
  const isStale = ranked.supersededBy !== undefined;
  const weight =
    covered +
    RANK_SHARE * 2 ** (-(ranked.rank - 1) / 3) +
    (covered > 0.15 ? WANTED_SHARE * wantedFit(candidate, wanted) : 0) +
    NAME_SHARE * names.fit(unit) +
    RANGE_SHARE * rangeFitOf(candidate, measure.figures) +
    (isHistory(ranked) && !wantsPast ? HISTORY_COST : 0) +
    (isStale === wantsPast ? 0 : isStale ? -STALE_COST : 0) -
    (isRepeat(ranked, candidate.index, measure.answered) ? REPEAT_COST : 0);
  const name = names.nameOf(unit);
  return { ...candidate, weight, coverage: coverageOf(terms, found), ...(name === undefined ? {} : { name }) };
}

/** Only what a follow-up says itself must be found; what it takes over may be what it replaces. */
function coverageOf(terms: readonly QuestionTerm[], found: readonly number[]): number {
  const own = terms.map((term, at) => ({ ...term, found: found[at] ?? 0 })).filter(({ origin }) => origin === 'own');
  const total = own.reduce((sum, { share }) => sum + share, 0);
  return total === 0 ? 0 : own.reduce((sum, term) => sum + term.share * term.found, 0) / total;
}

function wantedFit(
  { ranked, unit, index }: Pick<WeighedUnit, 'ranked' | 'unit' | 'index'>,
  wanted: readonly Wanted[],
): number {
  if (wanted.includes('steps') && unit.kind === 'step') return 1;
  const kinds = wanted.filter((kind) => kind !== 'steps' && kind !== 'any');
  const held = kinds.length === 0 ? undefined : stemsOfPassage(ranked.passage).kinds[index];
  return held !== undefined && kinds.some((kind) => held.has(kind)) ? 1 : 0;
}

function rangeFitOf({ ranked, index }: Pick<WeighedUnit, 'ranked' | 'index'>, figures: readonly Figure[]): number {
  if (figures.length === 0) return 0;
  const { ranges, units, context } = stemsOfPassage(ranked.passage);
  const unit = ranked.passage.units[index];
  const headers = unit?.kind === 'row' ? unit.cells.flatMap(([header]) => stemsOf(header)) : [];
  const words = new Set([...context, ...(units[index] ?? []), ...headers]);
  return rangeFit(figures, { ranges: ranges[index] ?? [], words });
}

/** A sentence that was the answer before; a row may be asked about again, for another of its cells. */
function isRepeat({ passage }: RankedPassage, index: number, answered: ReadonlySet<string>): boolean {
  if (answered.size === 0 || passage.units[index]?.kind === 'row') return false;
  const stems = tellingStems(passage.units[index]?.text ?? '');
  return stems.length > 0 && stems.filter((stem) => answered.has(stem)).length >= stems.length * REPEATED;
}

function isHistory({ passage }: RankedPassage): boolean {
  return HISTORY.test(passage.headings.at(-1) ?? '') || HISTORY.test(passage.sheet ?? '');
}
