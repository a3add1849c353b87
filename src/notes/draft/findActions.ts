import type { NoteAction } from '../../domain/callNote.ts';
import { dueOf } from './dueOf.ts';
import { isOffer, isRefused } from './findOutcomes.ts';
import { sharedStems } from './findIssues.ts';
import type { MarkedUnit } from './markUnits.ts';
import { inNoteStyle } from './noteStyle.ts';
import { says } from './said.ts';

/** A thing to be done after the call, with the sentence that says so. */
export interface FoundAction extends NoteAction {
  unit: MarkedUnit;
}

const MOST_ACTIONS = 8;
const MOST_CONSIDERED = 400;

const DOING =
  'send|sending|email|emailing|order|ordering|refund|refunding|credit|book|booking|post|ring|call|calling|text|raise|raising|log|report|put|putting|transfer|stop|add|take|remove|close|open|arrange|arranging|process|replace|update|change|move|cancel|apply|issue|escalate|note|get|submit|schedule|chase|follow|pop|waive|write|turn|collect|deliver|look at|make sure|forward|reset|pay';

const AGENT_WILL = new RegExp(
  String.raw`\b(?:i'll|i will|ill|i'm going to|i'm gonna|im going to|im gonna|i can|let me|i'm|im|i am|i've|ive) (?:just |also |now |then |go ahead and |have )?(?:${DOING})\b`,
  'i',
);
const COMPANY_WILL = new RegExp(
  String.raw`\b(?:we'll|we will|he'll|she'll|they'll|[a-z]+(?: team)?(?:'ll| will)) (?:then )?(?:${DOING}|comes?|contact)\b|\b(?:we|they|the [a-z]+) (?:calls|ring|needs? to (?:${DOING}))\b|\bin for a call ?back\b|\byou(?:'ll| will|ll) (?:also |then )?(?:get|receive|have|hear)\b|\b(?:it|that|this)(?:'ll| will)? (?:be with you|goes out|goes back|comes off|come off|arrives?|get(?:s)? (?:cancelled|taken|refunded|sent)|drop to|start from|be (?:with|sent|taken|refunded|there|delivered|posted|about))\b|\bfrom the next bill\b`,
  'i',
);
const CUSTOMER_TOLD =
  /\b(?:please (?:bring|send|take|call|ring|keep|make|do|check|fill|return|use|wear)|you(?:'ll| will)? (?:need|have) to|you(?:'ve| have) got (?:\w+ ){1,3}(?:days|weeks) to|make sure (?:you|to)|remember to|can you (?:take|send|bring|ring|keep)|if you (?:can )?(?:send|could|can)|you (?:call|ring|send)|don't (?:cancel|forget|take|use|pay|throw|click|touch|share)|do not (?:cancel|take|use|pay|click|share)|just (?:put|take|send|pop|bring|leave|plug)|(?:ring|call) (?:your|us|back|the|if|\d)|send (?:it|us|them) (?:back|a|the)|send back|bring (?:the|your|a)|stand it|wear something|leave it|take (?:a|your) (?:photo|reading|certificate)|keep (?:the|your|an|it)|stay (?:way |at )?(?:back|least)|pop it in)\b/i;
const CUSTOMER_WILL =
  /\bi(?:'ll| will|ll) (?:(?:just|probably|definitely) )?(?:do|send|take|call|ring|bring|think|have a think|talk|put|pay|check|try|email|post|return|wait|keep|look|speak|have (?:a|the)|get|let you)\b|\bmaybe (?:once|later)\b/i;
const NOW =
  /\b(?:let me (?:see|check|look|pull|have)|i'll (?:just )?(?:look|check|see|have a look|go|take that)|i can (?:see|hear|check|update that\b.{0,5}\?)|call me|put it as|get you up|take your name|put you on hold|i'm looking|i'm not|i can't|put (?:that|it) (?:down|through|as)|put you through|don't have|i'm not (?:gonna|going))\b/i;

/** What is still to be done when the call ends: who, what, by when. */
export function findActions(units: readonly MarkedUnit[]): FoundAction[] {
  const candidates = units
    .filter((unit) => !unit.instructs && !isRefused(unit) && !unit.text.endsWith('?') && !says(unit, NOW))
    .map((unit) => ({ unit, who: whoActs(unit) }))
    .filter((one): one is { unit: MarkedUnit; who: NoteAction['who'] } => one.who !== undefined);
  // Who speaks for hours has no more to do than who speaks for one; the rest would only cost time.
  const considered = candidates.length <= MOST_CONSIDERED ? candidates : candidates.slice(-MOST_CONSIDERED);
  const kept: { unit: MarkedUnit; who: NoteAction['who'] }[] = [];
  for (const one of considered) {
    const same = kept.findIndex(({ unit }) => sharedStems(unit, one.unit) >= 0.6);
    if (same === -1) kept.push(one);
    // What is said again later in the call with more detail replaces the first mention.
    else if (strength(one.unit) > strength((kept[same] as { unit: MarkedUnit }).unit)) kept[same] = one;
  }
  return kept
    .sort((one, other) => strength(other.unit) - strength(one.unit) || one.unit.place - other.unit.place)
    .slice(0, MOST_ACTIONS)
    .sort((one, other) => one.unit.place - other.unit.place)
    .map(({ unit, who }) => asAction(unit, who, units));
}

function whoActs(unit: MarkedUnit): NoteAction['who'] | undefined {
  const { speaker } = unit;
  if (speaker === 'customer') return says(unit, CUSTOMER_WILL) && unit.stems.length > 1 ? 'customer' : undefined;
  if (unit.stems.length < 2) return undefined;
  if (says(unit, CUSTOMER_TOLD)) return 'customer';
  if (says(unit, AGENT_WILL) && (!isOffer(unit) || unit.reply === 'accepts')) return 'agent';
  return says(unit, COMPANY_WILL) ? 'company' : undefined;
}

function strength(unit: MarkedUnit): number {
  return (
    (dueOf(unit.text) === undefined ? 0 : 2) +
    Math.min(unit.stems.length, 8) * 0.25 +
    unit.settles * 0.2 +
    unit.figures * 0.3
  );
}

function asAction(unit: MarkedUnit, who: NoteAction['who'], units: readonly MarkedUnit[]): FoundAction {
  const due = dueOf(unit.text) ?? dueNearby(unit, units);
  const what = inNoteStyle(unit)
    .replace(/^(?:Agent|Customer|The company) will (?=\p{L})/u, '')
    .replace(/\.$/, '');
  return { who, what, ...(due === undefined ? {} : { due }), evidence: [unit.utterance], unit };
}

/** "I'll ring you." "Friday afternoon": the date is often its own sentence of the same turn. */
function dueNearby(unit: MarkedUnit, units: readonly MarkedUnit[]): string | undefined {
  const next = units[unit.place + 1];
  return next !== undefined && next.utterance === unit.utterance && next.stems.length <= 5
    ? dueOf(next.text)
    : undefined;
}
