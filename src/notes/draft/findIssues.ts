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

/** A sentence that asks for this little is no reason to call. */
const LEAST = 1.5;

/** Why the customer called, main reason first; empty when no line tells. */
export function findIssues(units: readonly MarkedUnit[]): FoundIssue[] {
  const asking = units.filter(({ speaker, asksFor }) => speaker !== 'agent' && asksFor > 0);
  const main = best(asking, (unit) => unit.asksFor + 4 * earliness(unit, units.length)) ?? openingByAgent(units);
  if (main === undefined) return [];
  const heads = [main, ...furtherIssues(asking, main)];
  const places = heads.map(({ place }) => place).sort((one, other) => one - other);
  return heads.map((head) => ({
    units: [head, ...companions(head, units)].sort((one, other) => one.place - other.place),
    from: head.place,
    to: places.find((place) => place > head.place) ?? units.length,
  }));
}

/** The first tenth of a call is where people say why they ring. */
function earliness({ place }: MarkedUnit, total: number): number {
  const end = Math.max(12, total * 0.15);
  return place <= end ? 1 : Math.max(0, 1 - (place - end) / end);
}

/** Calls that the company makes: the agent says why. */
function openingByAgent(units: readonly MarkedUnit[]): MarkedUnit | undefined {
  return units
    .slice(0, 12)
    .find(
      ({ speaker, text }) => speaker !== 'customer' && says(text, /\bcalling (?:about|because|to|regarding|from)\b/),
    );
}

function furtherIssues(asking: readonly MarkedUnit[], main: MarkedUnit): MarkedUnit[] {
  const found: MarkedUnit[] = [];
  for (const unit of asking) {
    if (unit.place <= main.place + 2 || found.length >= MOST_ISSUES - 1) continue;
    const isFurther = says(unit.text, FURTHER);
    if (unit.asksFor < (isFurther ? LEAST : 3.5)) continue;
    const known = [main, ...found];
    const isNew = known.every((other) => sharedStems(unit, other) <= 0.34);
    const isApart = known.every((other) => Math.abs(other.place - unit.place) > 5);
    if (isNew && isApart) found.push(unit);
  }
  return found;
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
