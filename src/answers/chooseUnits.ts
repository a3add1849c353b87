import { tellingStems } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { comparedSides } from './comparedSides.ts';
import { sideCells } from './sideCells.ts';
import type { Weighing, WeighedUnit } from './weighUnits.ts';

/** What is said and what stands below it. */
export interface ChosenUnits {
  /** One unit, or one for each thing that was asked for; said together. */
  spoken: readonly [WeighedUnit, ...WeighedUnit[]];
  /** The list to work through, in order; empty unless one was asked for. */
  steps: readonly WeighedUnit[];
  /** What else may answer, best first. */
  lines: readonly WeighedUnit[];
}

/** Lines beside the spoken sentence; an agent with a caller on the line reads no more. */
const LINES_SHOWN = 5;
/** Beside a list of steps only this much else. */
const LINES_BESIDE_STEPS = 1;
/** A further line must be this good beside the best one to be worth a glance. */
const LINE_SHARE = 0.6;
/** What completes the answer may be less good, if it brings what the best one leaves out. */
const COMPLEMENT_SHARE = 0.7;
/** So much of the question must be missing from the best unit for another to complete it. */
const COMPLEMENT_GAIN = 0.12;
/** Steps are worth starting from when one of them is nearly as good as the best unit. */
const STEP_SHARE = 0.75;
const FIRST_STEP_SHARE = 0.8;
const NAMED_TOGETHER = 4;
/** Half a name more. */
const SAME_PLACE = 0.5;
/** The other side of a comparison lacks the words of this one. */
const OTHER_SIDE_SHARE = 0.45;
const SIDE_GAIN = 0.25;

/** Two things are asked about at once. */
const ASKS_TWICE =
  /\b(?:and|or|vs\.?|versus|against|compared?|difference|both|plus|with and without|und|oder|gegen|y|et)\b|[,+&]|\bdiff\b/i;

/** Chooses from what was weighed, which holds at least one unit. */
export function chooseUnits(
  best: WeighedUnit,
  weighing: Weighing,
  { question, lexicon }: { question: string; lexicon: Lexicon },
): ChosenUnits {
  const asksForSteps = weighing.wanted[0] === 'steps';
  const first = asksForSteps ? (firstStep(best, weighing.units) ?? best) : best;
  const steps = stepsOf(first, asksForSteps);
  const isWhole = steps.length > 0 || sideCells(first.unit, weighing.question, lexicon) !== undefined;
  const named = isWhole ? [] : sideBySide(first, weighing);
  const other = named.length > 0 || isWhole ? [] : otherSide(first, weighing, question);
  const isDouble = ASKS_TWICE.test(question);
  const completing = named.length + other.length === 0 && !isWhole && isDouble ? complement(first, weighing) : [];
  const [leading = first, ...rest] = named;
  const spoken: [WeighedUnit, ...WeighedUnit[]] = [leading, ...rest, ...other, ...completing];
  const count = steps.length > 0 ? LINES_BESIDE_STEPS : LINES_SHOWN;
  return { spoken, steps, lines: linesBeside([...spoken, ...steps], weighing, count) };
}

/** The first step of the best passage with steps, when one is nearly as good as the best unit. */
function firstStep(best: WeighedUnit, units: readonly WeighedUnit[]): WeighedUnit | undefined {
  const step = units.find((unit) => isStep(unit) && unit.weight > best.weight * STEP_SHARE);
  if (step === undefined) return undefined;
  const inPassage = units.filter((unit) => unit.ranked === step.ranked && isStep(unit));
  const first = inPassage.find(({ unit }) => unit.kind === 'step' && unit.number === 1);
  // A step that answers much better than the list as a whole is what was asked for.
  return first !== undefined && first.weight > step.weight * FIRST_STEP_SHARE ? first : step;
}

/** Numbered questions and answers are no procedure. */
function isStep({ unit, ranked }: Pick<WeighedUnit, 'unit' | 'ranked'>): boolean {
  if (unit.kind !== 'step') return false;
  const steps = ranked.passage.units.filter(({ kind }) => kind === 'step');
  return steps.filter(({ text }) => text.includes('? ')).length <= steps.length / 2;
}

/** All steps of the chosen passage, in order; the spoken one is among them, because a list starts at one. */
function stepsOf(chosen: WeighedUnit, asksForSteps: boolean): WeighedUnit[] {
  const { ranked } = chosen;
  const steps = ranked.passage.units.flatMap((unit, index) =>
    isStep({ unit, ranked }) ? [{ ...chosen, unit, index }] : [],
  );
  return isStep(chosen) || asksForSteps ? steps : [];
}

/** The best unit for the other side of a comparison, when it says clearly more about that side than the first one. */
function otherSide(first: WeighedUnit, { units, terms }: Weighing, question: string): WeighedUnit[] {
  const sides = comparedSides(question);
  if (sides === undefined) return [];
  const [left, right] = [new Set(tellingStems(sides.left)), new Set(tellingStems(sides.right))];
  const covers = (unit: WeighedUnit, one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
    const only = terms.map((term, at) => ({ ...term, at })).filter(({ stem }) => one.has(stem) && !other.has(stem));
    const total = only.reduce((sum, { share }) => sum + share, 0);
    return total === 0 ? 0 : only.reduce((sum, { share, at }) => sum + share * (unit.found[at] ?? 0), 0) / total;
  };
  const [own, opposite] = covers(first, left, right) >= covers(first, right, left) ? [left, right] : [right, left];
  const gain = (unit: WeighedUnit): number => covers(unit, opposite, own) - covers(first, opposite, own);
  const candidates = units.filter((unit) => unit.weight > first.weight * OTHER_SIDE_SHARE && gain(unit) > SIDE_GAIN);
  const best = candidates.sort((one, other) => other.weight + gain(other) - one.weight - gain(one))[0];
  return best === undefined ? [] : [best];
}

/**
 * A unit for each of the names that the question says, from one table if all of them stand there; empty when fewer than
 * two are found.
 */
function sideBySide(best: WeighedUnit, { units, names }: Weighing): WeighedUnit[] {
  if (names.named.length < 2) return [];
  const asked = names.named.slice(0, NAMED_TOGETHER);
  const good = units.filter(({ name, weight }) => name !== undefined && weight > best.weight * COMPLEMENT_SHARE);
  const places = [undefined, ...new Set(good.map(placeOf))];
  const choices = places.map((place) => {
    const here = good.filter((unit) => place === undefined || placeOf(unit) === place);
    return asked.flatMap((name) => here.find((unit) => unit.name === name) ?? []);
  });
  const worth = (chosen: readonly WeighedUnit[]): number =>
    chosen.length + SAME_PLACE * Number(new Set(chosen.map(placeOf)).size === 1);
  const [first = []] = choices.sort((one, other) => worth(other) - worth(one) || weightOf(other) - weightOf(one));
  return first.length < 2 ? [] : first;
}

/** One table of one document; its rows have the same headers. */
function placeOf({ ranked, unit }: WeighedUnit): string {
  const headers = unit.kind === 'row' ? unit.cells.map(([header]) => header).join('|') : unit.kind;
  return `${ranked.passage.documentId}|${headers}`;
}

function weightOf(units: readonly WeighedUnit[]): number {
  return units.reduce((sum, { weight }) => sum + weight, 0);
}

/** The unit that brings most of what the first one leaves out. */
function complement(first: WeighedUnit, { units, terms }: Weighing): WeighedUnit[] {
  const gain = (unit: WeighedUnit): number =>
    terms.reduce((sum, { share }, at) => sum + share * Math.max(0, (unit.found[at] ?? 0) - (first.found[at] ?? 0)), 0);
  return units
    .filter((unit) => unit !== first && unit.weight > first.weight * COMPLEMENT_SHARE && gain(unit) > COMPLEMENT_GAIN)
    .filter(({ ranked }) => ranked.passage.documentId === first.ranked.passage.documentId)
    .sort((one, other) => gain(other) + other.weight - gain(one) - one.weight)
    .slice(0, 1);
}

function linesBeside(shown: readonly WeighedUnit[], { units }: Weighing, count: number): WeighedUnit[] {
  const [first] = shown;
  if (first === undefined) return [];
  const said = new Set(shown.map(({ unit }) => unit.text));
  const lines: WeighedUnit[] = [];
  for (const candidate of units) {
    const { unit, weight, ranked } = candidate;
    if (lines.length >= count || weight < first.weight * LINE_SHARE) break;
    const isStale = ranked.supersededBy !== undefined && first.ranked.supersededBy === undefined;
    const isStepElsewhere = isStep(candidate) && ranked !== first.ranked;
    if (said.has(unit.text) || isStale || isStepElsewhere) continue;
    said.add(unit.text);
    lines.push(candidate);
  }
  return lines;
}
