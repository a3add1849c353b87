import { isDoneInCall } from './doneInCall.ts';
import { isToldToCustomer } from './findActions.ts';
import { sharedStems } from './findIssues.ts';
import type { MarkedUnit } from './markUnits.ts';

/** More steps than these the next agent does not read. */
const MOST_STEPS = 6;

/** Polite words and openings before what is to be done. */
const POLITE =
  /^(?:(?:please|just|then|next|now|so|okay|first|also|go ahead and|could you|can you|let's|you can|you should|i'd like you to|i would suggest you|try to|and)\b[, ]*)+/i;

/** What the agent had the customer do in the call, in order: it says what was tried and needs not be tried again. */
export function findTried(units: readonly MarkedUnit[], taken: readonly MarkedUnit[]): MarkedUnit[] {
  const known = new Set(taken.map(({ place }) => place));
  const found: MarkedUnit[] = [];
  for (const unit of units) {
    if (found.length === MOST_STEPS) break;
    const isStep = unit.speaker !== 'customer' && unit.stems.length >= 2 && !unit.isProcedure && !known.has(unit.place);
    if (!isStep || !isToldToCustomer(unit) || !isDoneInCall(unit, units)) continue;
    if (found.every((other) => sharedStems(unit, other) < 0.6)) found.push(unit);
  }
  return found;
}

/** The step alone, as it stands after "Tried:". */
export function stepText({ text }: MarkedUnit): string {
  const bare = text.replace(POLITE, '').replace(/[.!]+$/, '');
  const theirs = bare.replace(/\byour\b/gi, 'their').replace(/\byou\b/gi, 'they');
  return theirs.charAt(0).toLowerCase() + theirs.slice(1);
}
