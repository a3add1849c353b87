import { isDoneInCall } from './doneInCall.ts';
import { isToldToCustomer } from './findActions.ts';
import { sharedStems } from './findIssues.ts';
import type { MarkedUnit } from './markUnits.ts';
import { says } from './said.ts';

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
    if (!isStep || says(unit, VAGUE)) continue;
    if (
      !STEP.test(bareStep(unit)) ||
      (!isToldToCustomer(unit) && !says(unit, TOGETHER) && !says(unit, ASKED)) ||
      !isDoneInCall(unit, units)
    )
      continue;
    if (found.every((other) => sharedStems(unit, other) < 0.6)) found.push(unit);
  }
  return found;
}

/** Announces steps and is none. */
const VAGUE = /\b(?:a few|some|one more|another|a couple of) (?:things?|steps?|options?|checks?)\b/;
/** "Let's check the ports." */
const TOGETHER =
  /^(?:\p{L}+,? ){0,2}let's (?:try|check|restart|reset|update|run|unplug|turn|look at|test|clear|reinstall|delete)\b/u;
/** "Can you right-click on it?" */
const ASKED =
  /^(?:\p{L}+,? ){0,2}(?:can|could|would) you (?:please |also |just |now )?(?:try|check|restart|reset|click|right-click|select|open|close|turn|switch|plug|unplug|run|test|update|install|reinstall|delete|clear|press|hold|move|scan|print|download)\b/u;
/** What a step begins with: something done to a device or a program. "Ask us for a meter" is none. */
const STEP =
  /^(?:check|try|restart|reboot|reset|click|right-click|select|open|close|turn|switch|plug|unplug|run|test|update|install|reinstall|uninstall|delete|clear|press|hold|move|scan|print|download|log|sign in|go to|go into|make sure|let it|type|enter|look at|set|connect|disconnect|remove|power|use|change|adjust|enable|disable)\b/i;
/** A step needs no more words than these to be told from another. */
const STEP_WORDS = 12;
/** Where a long step may be cut. */
const CUT = /[,;:.]\s|\s(?=(?:and|then|to see|by|which|so that|before|until|from there) )/;

/** The step alone, as it stands after "Tried:", without what it was for. */
export function stepText(unit: MarkedUnit): string {
  const short = shortened(bareStep(unit)).replace(/(?:[.!?,;\s]|\b(?:and|then|to|which|by)\b)+$/, '');
  const theirs = short.replace(/\byour\b/gi, 'their').replace(/\byou\b/gi, 'they');
  return theirs.charAt(0).toLowerCase() + theirs.slice(1);
}

function bareStep({ text }: MarkedUnit): string {
  return text.replace(POLITE, '');
}

/** As many parts as its words have room for, the first in any case. */
function shortened(text: string): string {
  const [first = '', ...parts] = text.split(CUT);
  let kept = first;
  for (const part of parts) {
    const next = text.slice(0, text.indexOf(part, kept.length) + part.length);
    if (next.split(' ').length > STEP_WORDS) break;
    kept = next;
  }
  return kept;
}
