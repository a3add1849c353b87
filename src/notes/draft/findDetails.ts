import { dueOf } from './dueOf.ts';
import { sharedStems } from './findIssues.ts';
import { isRefused } from './findOutcomes.ts';
import type { MarkedUnit } from './markUnits.ts';

/** Sentences that hold further facts of the call, in the order they were said. */
export function findDetails(units: readonly MarkedUnit[], taken: readonly MarkedUnit[]): MarkedUnit[] {
  const known = new Set(taken.map(({ place }) => place));
  const most = Math.max(3, Math.min(12, Math.round(units.length * 0.16)));
  const weighed = units
    .filter((unit) => !known.has(unit.place) && !unit.instructs && unit.stems.length >= 3 && !unit.text.endsWith('?'))
    .map((unit) => ({ unit, worth: worthOf(unit) }))
    .filter(({ worth }) => worth >= 1.5)
    .sort((one, other) => other.worth - one.worth || one.unit.place - other.unit.place);
  const found: MarkedUnit[] = [];
  for (const { unit } of weighed) {
    if (found.length >= most) break;
    const isNew = [...taken, ...found].every((other) => sharedStems(unit, other) < 0.6);
    if (isNew) found.push(unit);
  }
  return found.sort((one, other) => one.place - other.place);
}

function worthOf(unit: MarkedUnit): number {
  const names = unit.text.slice(1).match(/(?<=\s)\p{Lu}\p{L}{2,}/gu)?.length ?? 0;
  const dated = dueOf(unit.text) === undefined ? 0 : 0.7;
  const told = unit.speaker === 'customer' ? unit.asksFor * 0.4 : unit.settles * 0.5;
  return Math.min(3, unit.figures) * 0.9 + Math.min(2, names) * 0.5 + dated + told - (isRefused(unit) ? 1.5 : 0);
}
