import { isAtWork } from './doneInCall.ts';
import { FURTHER, type MarkedUnit } from './markUnits.ts';
import { says } from './said.ts';

/** A reason for the call: the sentences that tell it, and where the talk about it starts and ends. */
export interface FoundIssue {
  units: readonly MarkedUnit[];
  /** Places of the first unit about it and of the first that is about the next one. */
  from: number;
  to: number;
}

const MOST_ISSUES = 4;

/** What being said first is worth beside the cues. */
const EARLY = 5;

/** Why the customer called, main reason first; empty when no line tells. */
export function findIssues(units: readonly MarkedUnit[]): FoundIssue[] {
  const asking = units.filter(
    (unit) =>
      unit.speaker !== 'agent' &&
      unit.asksFor > 0 &&
      !isAtWork(unit) &&
      !/\b\d (?:problem|question|thing)s\b/i.test(unit.text),
  );
  const main = mainIssue(units, asking) ?? openingByAgent(units);
  if (main === undefined) return [];
  const heads = [main, ...furtherIssues(asking, main, units)];
  const places = heads.map(({ place }) => place).sort((one, other) => one - other);
  return heads.map((head) => ({
    units: [head, ...companions(head, units)].sort((one, other) => one.place - other.place),
    from: head.place,
    to: places.find((place) => place > head.place) ?? units.length,
  }));
}

/** What asks for most, early; else the first thing the customer says at some length. */
function mainIssue(units: readonly MarkedUnit[], asking: readonly MarkedUnit[]): MarkedUnit | undefined {
  const content = contentOf(units);
  const early = (unit: MarkedUnit): number => EARLY * earliness(unit, content) + Math.min(unit.stems.length, 8) * 0.15;
  const most = best(asking, (unit) => unit.asksFor + early(unit));
  if (most !== undefined && most.asksFor >= 1) return most;
  const telling = ({ speaker, stems, isProcedure, text }: MarkedUnit): boolean =>
    speaker === 'customer' && stems.length >= 3 && !isProcedure && !isSpelledOut(text);
  return most ?? units.slice(0, Math.max(12, units.length * 0.3)).find(telling);
}

/** People say why they ring in the first things they say at any length; from then on it counts less and less. */
function earliness({ utterance }: MarkedUnit, content: readonly number[]): number {
  const rank = content.indexOf(utterance);
  return rank === -1 ? 0 : Math.max(0, 1 - rank / Math.max(5, content.length * 0.35));
}

/** Utterances in which the customer says something, in order. */
function contentOf(units: readonly MarkedUnit[]): number[] {
  const telling = units.filter(
    ({ speaker, stems, isProcedure }) => speaker !== 'agent' && stems.length >= 2 && !isProcedure,
  );
  return [...new Set(telling.map(({ utterance }) => utterance))].slice(0, 200);
}

/** Calls that the company makes: the agent says why. */
function openingByAgent(units: readonly MarkedUnit[]): MarkedUnit | undefined {
  return units
    .slice(0, 12)
    .find((unit) => unit.speaker !== 'customer' && says(unit, /\bcalling (?:about|because|to|regarding|from)\b/));
}

/** A number or name read out letter by letter. */
function isSpelledOut(text: string): boolean {
  const words = text.split(/[\s,.]+/).filter((word) => word !== '');
  return words.filter((word) => /^(?:\p{L}|\d+)$/u.test(word)).length > words.length * 0.4;
}

function furtherIssues(asking: readonly MarkedUnit[], main: MarkedUnit, units: readonly MarkedUnit[]): MarkedUnit[] {
  const found: MarkedUnit[] = [];
  for (const unit of asking) {
    if (unit.place <= main.place + 2 || found.length >= MOST_ISSUES - 1) continue;
    const isFurther = bringsUp(unit, units);
    if (unit.asksFor < (isFurther ? 1 : 4)) continue;
    const known = [main, ...found];
    const isNew = known.every((other) => sharedStems(unit, other) <= 0.34);
    const isApart = known.every((other) => Math.abs(other.place - unit.place) > 5);
    if (isNew && isApart) found.push(unit);
  }
  return found;
}

/** Whether the sentence, or one of the two before it, brings up something further. */
function bringsUp(unit: MarkedUnit, units: readonly MarkedUnit[]): boolean {
  return units.slice(Math.max(0, unit.place - 2), unit.place + 1).some((one) => says(one, FURTHER));
}

/** One more sentence from the same or the next breath that says it in more detail. */
function companions(head: MarkedUnit, units: readonly MarkedUnit[]): MarkedUnit[] {
  const near = units.filter(
    (unit) =>
      unit.speaker === head.speaker &&
      unit.place !== head.place &&
      unit.stems.length >= 2 &&
      unit.utterance >= head.utterance &&
      unit.utterance <= head.utterance + 4 &&
      unit.asksFor > 0 &&
      !isSpelledOut(unit.text) &&
      !isAtWork(unit) &&
      unit.asksFor + unit.figures >= 2,
  );
  const one = best(near, (unit) => unit.asksFor + unit.figures - Math.abs(unit.place - head.place) * 0.3);
  return one === undefined ? [] : [one];
}

/** Share of the smaller one's words that stand in both. */
export function sharedStems(one: Pick<MarkedUnit, 'stems'>, other: Pick<MarkedUnit, 'stems'>): number {
  const [few, many] = one.stems.length <= other.stems.length ? [one.stems, other.stems] : [other.stems, one.stems];
  if (few.length === 0) return 1;
  const all = new Set(many);
  return few.filter((stem) => all.has(stem)).length / few.length;
}

function best(units: readonly MarkedUnit[], score: (unit: MarkedUnit) => number): MarkedUnit | undefined {
  let found: MarkedUnit | undefined;
  let most = -Infinity;
  for (const unit of units) {
    const value = score(unit);
    if (value > most) [found, most] = [unit, value];
  }
  return found;
}
