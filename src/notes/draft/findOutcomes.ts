import { isAtWork } from './doneInCall.ts';
import { dueOf } from './dueOf.ts';
import { type FoundIssue, sharedStems } from './findIssues.ts';
import type { MarkedUnit } from './markUnits.ts';
import { says } from './said.ts';

/** What became of one issue. */
export interface FoundOutcome {
  units: readonly MarkedUnit[];
  isOpen: boolean;
}

/** Sentences about the main issue's outcome, and about each further one. */
const MOST_SENTENCES = { main: 3, further: 1 } as const;

const OFFERS =
  /\b(?:i can|i could|we can|we could|what about|you can (?:have|add)|would you like|do you want|the best i)\b/i;

/** The call ended without what the customer came for. */
const LEFT_OPEN =
  /\b(?:(?:put|get|transfer|pass) (?:you|ya) (?:through|over|to|across)|putting you (?:through|to)|transfer you|supervisor|call ?back|i (?:don't|dont) have a (?:time|date)|escalat\w+|can't (?:do|remove|take|change|cover|see) (?:that|it)|cant take it off|look into it|come back to you|still (?:waiting|investigating))\b/i;

/** Outcomes in the order of the issues; a sentence settles one issue only. */
export function findOutcomes(issues: readonly FoundIssue[], units: readonly MarkedUnit[]): FoundOutcome[] {
  const taken = new Set<number>();
  const outcomes = new Map<FoundIssue, FoundOutcome>();
  // Further issues first: what is said right after them belongs to them.
  for (const issue of [...issues.slice(1), ...issues.slice(0, 1)]) {
    const isMain = issue === issues[0];
    const after = units.filter(
      ({ place }) => place > issue.from && (isMain || place < Math.min(issue.to, issue.from + 24)),
    );
    const found = pick(after, {
      total: units.length,
      most: isMain ? MOST_SENTENCES.main : MOST_SENTENCES.further,
      taken,
      issue,
    });
    found.forEach(({ place }) => taken.add(place));
    const works = isMain ? worksAgain(units) : undefined;
    const told = works === undefined || found.includes(works) ? found : [...found, works];
    outcomes.set(issue, { units: told, isOpen: isMain && works === undefined && endsOpen(units) });
  }
  return issues.map((issue) => outcomes.get(issue) ?? { units: [], isOpen: true });
}

interface Wanted {
  total: number;
  most: number;
  taken: ReadonlySet<number>;
  issue: FoundIssue;
}

function pick(units: readonly MarkedUnit[], { total, most, taken, issue }: Wanted): MarkedUnit[] {
  const weighed = units
    .filter((unit) => unit.speaker !== 'customer' && unit.settles >= 2 && !taken.has(unit.place) && !isRefused(unit))
    .map((unit) => ({ unit, worth: worthOf(unit, issue, total) }))
    .sort((one, other) => other.worth - one.worth || one.unit.place - other.unit.place);
  const found: MarkedUnit[] = [];
  for (const { unit } of weighed) {
    if (found.length >= most) break;
    if (found.every((other) => sharedStems(unit, other) < 0.5)) found.push(unit);
  }
  return found.sort((one, other) => one.place - other.place);
}

function worthOf(unit: MarkedUnit, issue: FoundIssue, total: number): number {
  const about = Math.max(...issue.units.map((one) => sharedStems(unit, one)));
  const dated = dueOf(unit.text) === undefined ? 0 : 0.8;
  const accepted = unit.reply === 'accepts' ? 1.5 : 0;
  return unit.settles + Math.min(2, unit.figures) * 0.6 + dated + accepted + about * 2 + unit.place / total;
}

/** An offer that the customer turned down is not what was agreed. */
export function isRefused(unit: MarkedUnit): boolean {
  return unit.reply === 'refuses' && (says(unit, OFFERS) || unit.text.endsWith('?') || unit.settles < 3);
}

/** Whether a sentence only offers something. */
export function isOffer(unit: MarkedUnit): boolean {
  return says(unit, OFFERS);
}

/** What a customer says when the trouble is gone, and when it is not. */
const WORKS =
  /\b(?:it|that|everything|they|this|all)(?:'s| is|'re| are| all)? (?:now |all |both )?(?:works?|working|worked|fixed|printing|back up|back on|connected(?= (?:again|now))|(?:\p{L}+ing )?without (?:any )?(?:errors?|issues?|problems?|trouble)|resolved|sorted)(?: again| now| perfectly| fine)?\b|\b(?:geht|funktioniert|läuft) (?:jetzt|wieder)\b/u;
const FAILS = /\b(?:still|not|isn't|doesn't|didn't|won't|aren't|never|nicht|kein\w*)\b|\?$/;
/** The trouble is as it was. */
const STILL_FAILS =
  /\bstill (?:not|nothing|no|the same|offline|down|off|out|broken|dropping|slow|stuck|doesn't|isn't|won't|can't|getting|says|saying|showing|shows)\b|\b(?:didn't|doesn't|hasn't|isn't) (?:help|helped|working|work|fixed|fix|solve|solved|change|changed)\b|\b(?:immer noch nicht|geht nicht)\b/;
const LATE_SHARE = 0.4;

/** The customer's own word that it works, unless they say otherwise after it. */
function worksAgain(units: readonly MarkedUnit[]): MarkedUnit | undefined {
  const late = units.slice(Math.round(units.length * LATE_SHARE)).filter(({ speaker }) => speaker === 'customer');
  const last = late.filter(tellsItWorks).at(-1);
  return last === undefined || says(last, FAILS) ? undefined : last;
}

/** A device that is back on is not yet one that works. */
function tellsItWorks(unit: MarkedUnit): boolean {
  return says(unit, WORKS) && (!isAtWork(unit) || says(unit, /\b(?:works?|working|fixed|printing|resolved|without)\b/));
}

function endsOpen(units: readonly MarkedUnit[]): boolean {
  const last = units.slice(-Math.max(14, Math.round(units.length * 0.3)));
  if (last.some((unit) => unit.speaker !== 'customer' && !unit.instructs && says(unit, LEFT_OPEN))) return true;
  const late = units.slice(Math.round(units.length * LATE_SHARE)).filter(({ speaker }) => speaker === 'customer');
  return late
    .filter((unit) => says(unit, WORKS) || says(unit, STILL_FAILS))
    .slice(-1)
    .some((unit) => says(unit, STILL_FAILS));
}
