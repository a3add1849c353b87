import type { NoteAction } from '../../domain/callNote.ts';
import { isDoneInCall } from './doneInCall.ts';
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

/** What people do in the call itself: promising it leaves nothing to do afterwards. */
const IN_CALL =
  'check|look|see|have a look|take a look|ask|go ahead(?! and)|bring|pull|verify|confirm|explain|tell|say|be (?:honest|right back|with you)|try(?! again)|hold|wait|need|read|start|stop you|repeat|speak|walk|help|assist|hear|understand|imagine|appreciate|find out what|find you|get you up|get (?:that|it|this) up|put you (?:on|through)|put you\\b.{0,12}\\bhold|put (?:that|it) (?:down|through|as)|transfer you now|just have|grab|take (?:that|your|the|a few|some)|do (?:that|it|my best)|double.?check|just (?:check|look|see|ask|take)|let you (?:go|know what)|have to|be able';

const SOFTLY =
  '(?:just |also |now |then |actually |definitely |personally |certainly |go ahead and |be able to |get (?:that|this|it) )*';

const AGENT_WILL = new RegExp(
  String.raw`\b(?:i'll|i will|i'm going to|i'm gonna|i can|let me) ${SOFTLY}(?!(?:${IN_CALL}|just|also|now|then|actually)\b)[a-z]{2,}|\blet me (?:get|have) .{3,40}\b(?:sent|posted|booked|ordered|delivered|emailed) |\bi(?:'ve| have) asked (?!you)|\bi(?:'ve| have) ${SOFTLY}(?:sent|set|made|put|raised|(?!located|checked|reviewed|verified|looked|noticed|received|confirmed|tried|asked|needed|checked|noted that)[a-z]{3,}ed)\b(?! (?:that|it)\b.{0,4}$)|\bi'm ${SOFTLY}(?!going|looking|checking|seeing|trying|having|getting|calling|asking|hoping|doing|just)[a-z]{3,}ing\b`,
  'i',
);
const COMPANY_WILL =
  /\bwe(?:'re| are) (?!going|looking|checking|trying|having|getting|calling|asking|hoping|doing|just|not|open|closed|talking|seeing)[a-z]{3,}ing\b|\b(?:you can |please )?expect (?:a|an|the|to)\b|\bon (?:its|it's|the|their) way\b|\b(?:refunds?|payments?|credits?|it|that|transfers?) takes? (?:about |around |up to |between )?\d|\bour [a-z]+ (?:calls|rings|comes|visits|delivers|collects)\b|\b(?:we'll|we will|we're going to|(?:he|she|they|someone|somebody|the|our|an?|your|my) ?(?:[a-z-]+ ){0,3}(?:will|is going to|are going to)|(?:he|she|they|[a-z]{4,})'(?:ll|s going to)) (?!never|need|see if|check|look|do\b|just see)[a-z]{2,}|\b(?:we|they|the [a-z]+) (?:calls|rings?|needs? to [a-z]+)\b|\bin for a call ?back\b|\byou(?:'ll| will|'re going to) (?:also |then |just )?(?:get|receive|have|hear|see|be (?:contacted|called|sent|refunded|charged|emailed))\b|\byou should (?:also |then )?(?:get|receive|hear)\b|\b(?:it|that|this)(?:'ll| will| should|'s going to) (?:be|come|go|arrive|take|show|start|drop|appear|get)\b|\b(?:it|that|this|which) (?:goes|comes|gets|arrives|starts)\b|\bfrom (?:the|your) next bill\b/i;

/** Base forms that start what agents ask of customers. */
const IMPERATIVES =
  "bring|send|take|keep|put|ring|call|phone|check|try|make|leave|use|go|wear|unplug|plug|turn|switch|restart|download|click|open|close|log|fill|sign|return|post|email|text|pay|let|give|contact|visit|ask|remember|stay|pop|drop|bin|stand|wait|write|print|upload|scan|reset|update|cancel|avoid|monitor|run|delete|install|speak|talk|look out|watch|come|book|arrange|don't|do not|never";

const CUSTOMER_TOLD = new RegExp(
  String.raw`^(?:(?:please|just|then|and|so|also|in the meantime,?|(?:if|when|once|as soon as)\b[^,]{3,60},) ?)*(?:please |just )?(?:${IMPERATIVES}) (?!me\b|you\b|if\b|up\b|that in the|into it)|(?<!\b(?:i|we)(?:'ll| will|'m| am|'d| can)? )\b(?:please|just) (?:${IMPERATIVES})\b(?! me\b)|\byou(?:'ll| will|'d)? (?:just |also |still )?(?:need|have|want) to (?!be worried|worry)|\byou (?:must|should|might want to|had better)\b(?! (?:get|receive|have|hear|see|be))|\byou(?:'ve| have) got (?:\w+ ){1,3}(?:days|weeks|months) to\b|\bmake sure (?:you|to|that)\b|\bi(?:'d| would) (?:suggest|recommend|advise|ask you)\b|\bi(?: will|'ll)? need you to\b|\byou have (?:until|till|up to)\b|\bif you (?:can|could) (?:${IMPERATIVES})\b|\bcan you (?:take|send|bring|keep|ring) \b|\bif\b.{3,50}\b(?:you )?(?:ring|call|contact) (?:your|us|the|\d)`,
  'i',
);
const CUSTOMER_WILL =
  /\bi (?:can|need to|have to|'ve got to|want to) (?:speak|talk|check|ask|discuss|think|email|send|bring|drop|upload|post)\b(?! (?:you|to (?:you|somebody|someone|a (?:manager|supervisor|person|human)))\b)|\blet me (?:think|talk|speak|check with|ask my)\b.*\bi(?:'ll| will)\b|\bi(?:'ll| will|'m going to|'m gonna|'ll have to|'ll need to) (?:just |probably |definitely |also )?(?!hold|wait|never|say\b|have to (?:go|hang|run)|hang|hang up|be\b|take (?:it|that|them)\b.{0,3}$|have (?:it|that)\b|go on|stop|tell you what|keep (?:that|it) in mind|remember that)[a-z]{2,}|\bmaybe (?:once|later)\b/i;

/** Somebody else does something only if something else happens; what the two in the call are to do then is noted. */
const IF = /\b(?:if|unless|in case|falls)\b/;
/** It holds only if the customer wants it: an offer. */
const IF_WANTED =
  /\bif you(?:'d| would)? (?:(?:ever|still|really|rather) )?(?:prefer|want(?! to)|like|wish|decide|choose|need|have (?:any|more|further)|left|leave)\b/;

/** What is still to be done when the call ends: who, what, by when. */
export function findActions(units: readonly MarkedUnit[]): FoundAction[] {
  const candidates = units
    .filter((unit) => !unit.instructs && !isRefused(unit) && !unit.text.endsWith('?'))
    .map((unit) => ({ unit, who: whoActs(unit) }))
    .filter((one): one is { unit: MarkedUnit; who: NoteAction['who'] } => one.who !== undefined)
    .filter(({ unit, who }) => who !== 'customer' || !isDoneInCall(unit, units));
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

/** Whether the agent tells the customer what to do. */
export function isToldToCustomer(unit: MarkedUnit): boolean {
  return says(unit, CUSTOMER_TOLD);
}

function whoActs(unit: MarkedUnit): NoteAction['who'] | undefined {
  const { speaker } = unit;
  if (unit.stems.length < 2 || unit.isProcedure || says(unit, IF_WANTED)) return undefined;
  // "I'll try that… It's back." is over by the end of the sentence.
  if (speaker === 'customer') return says(unit, CUSTOMER_WILL) && !/…|\.{3}/.test(unit.text) ? 'customer' : undefined;
  if (says(unit, CUSTOMER_TOLD)) return 'customer';
  if (says(unit, AGENT_WILL) && (!isOffer(unit) || unit.reply === 'accepts')) return 'agent';
  if (says(unit, IF) && !says(unit, /\bwe\b/)) return undefined;
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
