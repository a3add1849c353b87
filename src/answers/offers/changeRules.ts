import type { Passage } from '../../domain/passage.ts';
import { type Caller, isTied } from './eligibility.ts';
import type { Placed } from './conditions.ts';
import { type Tariff, tariffsNamed } from './tariffTable.ts';

/** Whether a change is allowed now, with the rule that says so; undefined where the documents say nothing of it. */
export interface ChangeRule extends Placed {
  isAllowed: boolean;
}

const DOWN =
  /\b(?:cheaper|slower|smaller|lower|downgrad\w*|günstiger\w*|kleiner\w*|langsamer\w*|niedriger\w*|billiger\w*)\b/i;
const UP =
  /\b(?:dearer|faster|bigger|larger|higher|upgrad\w*|more expensive|teurer\w*|größer\w*|schneller\w*|höher\w*)\b/i;
const CHANGE = /\b(?:chang\w*|switch\w*|mov\w*|downgrad\w*|upgrad\w*|to:? an?|wechsel\w*|wechseln)\b/i;
const BLOCKED = /\b(?:not possible|not allowed|only after|end only|cannot|nicht möglich|erst nach|nur nach)\b/i;
const BEFORE =
  /\b(?:before (?:the )?(?:\w+ )?(?:end|contract|term)|during (?:the|a) (?:\w+ )?(?:contract|term)|within the (?:contract|term)|vor (?:dem )?(?:vertragsende|ende|ablauf)|während)\b/i;
const AFTER =
  /\b(?:after (?:the )?(?:\w+ )?(?:end|contract|term)|out of contract|nach (?:dem )?(?:vertragsende|ende|ablauf))\b/i;

/** What the documents say of a change from the caller's tariff to a dearer or cheaper one at this moment. */
export function changeRule(
  change: { from: Tariff; way: 'up' | 'down' },
  passages: readonly Passage[],
  caller: Caller,
): ChangeRule | undefined {
  const rules = rulesFor(change, passages, caller);
  const blocked = rules.find(({ text }) => BLOCKED.test(text));
  const after = rules.find(({ text }) => AFTER.test(text));
  if (!isTied(caller)) return allowed(after ?? rules.find(({ text }) => !BEFORE.test(text)));
  if (blocked !== undefined) return { ...blocked, isAllowed: false };
  const before = rules.find(({ text }) => BEFORE.test(text)) ?? rules.find(({ text }) => !AFTER.test(text));
  if (before !== undefined) return allowed(before);
  return after === undefined ? undefined : { ...after, isAllowed: false };
}

function allowed(rule: Placed | undefined): ChangeRule | undefined {
  return rule === undefined ? undefined : { ...rule, isAllowed: true };
}

/** Those of the tariff's own document first: another product's rules do not hold for it. */
function rulesFor({ from, way }: { from: Tariff; way: 'up' | 'down' }, passages: readonly Passage[], caller: Caller) {
  const found = passages.flatMap((passage) =>
    passage.units.flatMap(({ text }) => (isRule(text, passage, way) ? [{ passage, text }] : [])),
  );
  const fitting = found.filter(({ text }) => {
    const named = tariffsNamed(text, caller.tariffs);
    return named.length === 0 || named.some(({ name }) => name === from.name);
  });
  const own = fitting.filter(({ passage }) => passage.documentId === from.passage.documentId);
  return own.length > 0 ? own : fitting.filter(({ passage }) => passage.groups === null);
}

function isRule(text: string, { heading = '', title }: Passage, way: 'up' | 'down'): boolean {
  const [wanted, opposite] = way === 'up' ? [UP, DOWN] : [DOWN, UP];
  if (!wanted.test(text) || opposite.test(text)) return false;
  return (
    CHANGE.test(text) &&
    (/chang|wechsel|switch|upgrad|downgrad/i.test(`${heading} ${title}`) ||
      /\b(?:plan|tarif\w*|package|paket)\b/i.test(text))
  );
}
