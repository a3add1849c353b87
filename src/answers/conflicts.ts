import { stemsOfPassage } from './passageStems.ts';
import type { WeighedUnit, Weighing } from './weighUnits.ts';

/** What differs must answer nearly as well as the best unit to be worth a warning. */
const RIVAL_SHARE = 0.75;
/** Two sentences speak of the same thing when they share this part of the shorter one's words. */
const SHARED_WORDS = 0.5;
const FIGURE =
  /[£$€]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?(?:%|percent|(?:working |calendar )?(?:days?|hours?|weeks?|months?|years?|minutes?))/gi;

/** Two documents, both in force, that give different figures for the same thing. */
export interface Conflict {
  /** The one to go by: the newer where both are dated, else the one that answers better. */
  first: WeighedUnit;
  other: WeighedUnit;
}

/** Finds a document that contradicts the one the best unit stands in. */
export function findConflict(best: WeighedUnit, { units }: Weighing): Conflict | undefined {
  const other = units.find((unit) => unit.weight > best.weight * RIVAL_SHARE && contradicts(best, unit));
  if (other === undefined) return undefined;
  const [bestDate, otherDate] = [best, other].map(({ ranked }) => ranked.passage.effectiveDate ?? '');
  const isOtherNewer = bestDate !== '' && otherDate !== undefined && otherDate > (bestDate ?? '');
  return isOtherNewer ? { first: other, other: best } : { first: best, other };
}

function contradicts(one: WeighedUnit, other: WeighedUnit): boolean {
  if (one.ranked.passage.documentId === other.ranked.passage.documentId) return false;
  if (one.ranked.supersededBy !== undefined || other.ranked.supersededBy !== undefined) return false;
  if (one.unit.kind !== other.unit.kind) return false;
  const [figures, others] = [figuresOf(one), figuresOf(other)];
  const isSameKind = [...figures.keys()].some((kind) => others.has(kind));
  const isSameFigure = [...figures.values()].some((figure) => [...others.values()].includes(figure));
  return isSameKind && !isSameFigure && sharedWords(one, other) >= SHARED_WORDS;
}

/** The first figure of each kind: money, percent, or a unit of time. */
function figuresOf({ unit }: WeighedUnit): Map<string, string> {
  const figures = new Map<string, string>();
  for (const [figure] of unit.text.matchAll(FIGURE)) {
    const kind = figure.replace(/[\d.,\s]|working|calendar|s$/gi, '').toLowerCase();
    if (!figures.has(kind)) figures.set(kind, figure.replace(/\s+/g, ' ').toLowerCase());
  }
  return figures;
}

function sharedWords(one: WeighedUnit, other: WeighedUnit): number {
  const [words, others] = [one, other].map(({ ranked, index }) =>
    [...(stemsOfPassage(ranked.passage).units[index] ?? [])].filter((stem) => !/[\d£$€]/.test(stem)),
  );
  const [shorter = [], longer = []] = [words, others].sort((a, b) => (a?.length ?? 0) - (b?.length ?? 0));
  return shorter.length === 0 ? 0 : shorter.filter((stem) => longer.includes(stem)).length / shorter.length;
}
