/** How well one way of searching finds what it should. */
export interface SearchFigures {
  /** nDCG@10 with one right passage per question. */
  ndcg: number;
  /** Share of questions with the right passage among the first five. */
  recall: number;
}

/** What a trial says about counting vectors beside words. */
export interface FusionVerdict {
  isOn: boolean;
  weight: number;
  questions: number;
  byWords: SearchFigures;
  /** With the weight chosen on other questions than those it is judged on. */
  fused: SearchFigures;
  /** Of the difference in nDCG. */
  standardError: number;
}

/** Places of the right passages, by weight and question; undefined where it was not found. */
export type Places = readonly (readonly (number | undefined)[])[];

/** Fewer questions cannot tell a help from luck. */
export const LEAST_QUESTIONS = 30;
/** The gain must be larger than luck makes in one of forty trials, and large enough to be felt. */
const STANDARD_ERRORS = 2;
const LEAST_GAIN = 0.01;
const RECALL_DEPTH = 5;

/**
 * Judges weights by their trials; the first must be 0, words alone. The weight for one half of the questions is chosen
 * on the other half, so that the best of many weights is not praised for its luck.
 */
export function decideFusion(weights: readonly number[], places: Places): FusionVerdict {
  const [byWords = [], ...tried] = places;
  const everyQuestion = byWords.map((_, question) => question);
  const halves = [0, 1].map((half) => everyQuestion.filter((question) => question % 2 === half));
  const fused = everyQuestion.map((question) => {
    const others = halves[1 - (question % 2)] ?? [];
    return tried[bestOf(tried, others)]?.[question];
  });
  const figures = { byWords: figuresOf(byWords), fused: figuresOf(fused) };
  const { isClear, standardError } = compare(fused, byWords);
  return {
    isOn: isClear && figures.fused.recall >= figures.byWords.recall,
    weight: weights[1 + bestOf(tried, everyQuestion)] ?? 0,
    questions: byWords.length,
    ...figures,
    standardError,
  };
}

/** Whether the same questions are answered better in one way than in the other, beyond what luck can do. */
export function compare(one: Places[number], other: Places[number]): { isClear: boolean; standardError: number } {
  const gains = one.map((place, question) => gainOf(place) - gainOf(other[question]));
  const standardError = standardErrorOf(gains);
  const gain = mean(gains);
  const isClear = gains.length >= LEAST_QUESTIONS && gain >= LEAST_GAIN && gain > STANDARD_ERRORS * standardError;
  return { isClear, standardError };
}

/** Position of the weight with the highest nDCG on these questions; the smallest of equals. */
function bestOf(tried: Places, questions: readonly number[]): number {
  const totals = tried.map((places) => questions.reduce((sum, question) => sum + gainOf(places[question]), 0));
  return totals.indexOf(Math.max(...totals));
}

function figuresOf(places: readonly (number | undefined)[]): SearchFigures {
  return {
    ndcg: mean(places.map(gainOf)),
    recall: mean(places.map((place) => Number(place !== undefined && place <= RECALL_DEPTH))),
  };
}

function gainOf(place: number | undefined): number {
  return place === undefined ? 0 : 1 / Math.log2(place + 1);
}

function standardErrorOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
