import { tellingStems } from '../../../domain/words.ts';
import { figuresOf } from '../../../model/figures.ts';
import type { MarkedUnit } from '../../draft/markUnits.ts';
import type { Claim } from './claim.ts';

/** A figure that is only a bound, or what something was before: it is not the amount itself. */
const BOUND =
  /\b(under|over|below|above|at least|at most|more than|less than|fewer than|from|used to be|instead of|rather than|usually|normally|unter|über|statt) $/iu;
const DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|tonight|tomorrow)\b|\b\d{1,2}(?::\d{2})? ?[ap]\.?m\b/gi;
/** Sentences beside another that speak of the same. */
const BESIDE = 2;

/** Another amount, bound or day than the one that belongs to what the sentence is about. */
export function isOtherFigure(claim: Claim): boolean {
  return isOnlyBound(claim) || isDayOfAnother(claim) || isFigureOfAnother(claim);
}

/** "Savings of £50,000" of "under £50,000 we need no probate". */
function isOnlyBound({ text, units }: Claim): boolean {
  return figuresOf(text).some(({ at, value, kind }) => {
    if (kind === '' && value.length < 2) return false;
    const bound = BOUND.exec(text.slice(0, at))?.[1]?.toLowerCase();
    const places = units.flatMap((unit) =>
      figuresOf(unit.text)
        .filter((figure) => figure.value === value)
        .map((figure) => BOUND.exec(unit.text.slice(0, figure.at))?.[1]?.toLowerCase()),
    );
    return bound === undefined && places.length > 0 && places.every((place) => place !== undefined);
  });
}

/** A day is promised for something: what is said around it must share a word with the sentence. */
function isDayOfAnother({ text, units, around, stems }: Claim): boolean {
  const days = [...text.matchAll(DAY)].map(([day]) => day.toLowerCase());
  return days.some((day) => {
    const own = tellingStems(day);
    const wanted = stems.filter((one) => !own.includes(one));
    const places = units.filter(({ plain }) => plain.includes(day));
    return wanted.length > 0 && places.length > 0 && !places.some((place) => isBeside(place, around, wanted));
  });
}

/** The words stand beside another figure of the same kind, and this one stands beside none of them. */
function isFigureOfAnother({ text, units, around, stems }: Claim): boolean {
  const figures = figuresOf(text);
  const wanted = stems.filter((one) => !/[\d£$€]/.test(one));
  if (wanted.length === 0) return false;
  const told = new Set(figures.map(({ value }) => value));
  return figures.some(({ value, kind }) => {
    const places = units.filter((unit) => figuresOf(unit.text).some((one) => one.value === value));
    if (places.length === 0 || places.some((place) => isBeside(place, around, wanted))) return false;
    const others = units.filter((unit) =>
      figuresOf(unit.text).some((one) => one.kind === kind && !told.has(one.value)),
    );
    return others.some(({ stems: near }) => near.some((one) => wanted.includes(one)));
  });
}

function isBeside({ place }: MarkedUnit, around: readonly MarkedUnit[], wanted: readonly string[]): boolean {
  return around.some(
    (unit) => Math.abs(unit.place - place) <= BESIDE && unit.stems.some((one) => wanted.includes(one)),
  );
}
