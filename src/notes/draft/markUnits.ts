import { instructsAssistant } from '../../domain/screening/screenText.ts';
import type { SpokenUnit } from './spokenUnit.ts';
import { says, weigh } from './said.ts';

/** A sentence and what it may be good for in a note. */
export interface MarkedUnit extends SpokenUnit {
  /** How much it tells why the customer called. */
  asksFor: number;
  /** How much it tells what was or will be done about it. */
  settles: number;
  /** How many figures, dates and references it holds. */
  figures: number;
  /** What the other side said next. */
  reply: 'accepts' | 'refuses' | 'none';
  /** Place of the reply; undefined without one. */
  replyPlace: number | undefined;
  /** Whether it only moves the call along. */
  isProcedure: boolean;
  /** Whether it speaks to a machine, as if to instruct whoever writes the note. */
  instructs: boolean;
}

type Cues = readonly (readonly [number, RegExp])[];

/** Weights are hand-set and tuned on the odd calls of data/notes. */
const ASKS: Cues = [
  [3, /\b(?:calling|ringing|phoning|here|rang|called|in touch) (?:up )?(?:about|because|to|regarding|cos)\b/],
  [
    2.5,
    /\bi(?:'m| am|m)? (?:just |really |only )?(?:want|need|wanna|would like|'d like|like to|trying to|looking (?:to|for)|wondering)\b|\bi'd like\b/,
  ],
  [
    2,
    /\b(?:quick question|want to know|sent me|been told|says? (?:you're|it's|that)|can ?not come|can't (?:come|make))\b/,
  ],
  [
    1.5,
    /\b(?:incorrect|fake|unacceptable|messed|debited|defective|torn|leaking|cracked|flicker\w*|unresponsive|crash\w*|frozen|freez\w*|slow(?:ly)?|down|offline|outage|hacked|unauthori[sz]ed|duplicate|overdue|forgot|forgotten|reset)\b/,
  ],
  [2, /\b(?:problem|issue|trouble|fault|faulty|error|complaint|mistake|dispute|damaged|broken|stuck|scam|fraud)/],
  [
    2,
    /\b(?:wrong|cancel(?:led|ed)?|overcharged|charged|dropping|drops|locked|stopped|missing|lost|stolen|late|delayed|died|passed away|expired|declined|rejected|refused)\b/,
  ],
  [
    2,
    /\b(?:isn't|isnt|doesn't|doesnt|not|won't|wont|hasn't|hasnt|haven't|can't|cant|never|didn't) (?:\w+ )?(?:work|working|arriv|com|turn|get|got|received|receiving|connect|log|load|go|gone|switch|open|able|sign|see|find|access)/,
  ],
  [
    2,
    /\b(?:i've had|i had|i got|i've got|ive had|ive got|i have) (?:a|an|my|this|your|two|\d) ?(?:letter|bill|email|text|question|renewal|problem|refund|query|message|statement)/,
  ],
  [
    1.5,
    /\b(?:power|internet|broadband|phone|wifi|wi-fi|heating|boiler|water|wire|line)(?:'s|s| is| has| keeps)? (?:been )?(?:off|out|down|gone|slow|cut)/,
  ],
  [1.5, /\b(?:move|moving|change|changing|cancel|return|refund|upgrade|renew|book|report|transfer|replace|close)\b/],
  [
    1.5,
    /\b(?:am i covered|if i'm|do i need|do i have to|can i|how do i|what about|is there any way|when is|when will|where is)\b/,
  ],
  [1, /\b(?:gone up|going up|putting me up|up to|more than|too (?:much|high)|twice|two times|2 times|again)\b/],
  [
    1,
    /\b(?:my|our) (?:\w+ ){0,2}(?:account|order|bill|policy|card|internet|broadband|phone|flight|booking|payment|contract|husband|wife|delivery|package|refund|renewal|appointment|prescription|password|laptop|meter|subscription|claim|power)/,
  ],
  [1, /\b(?:kündigen|störung|rechnung|funktioniert nicht|möchte|brauche|problem|umzug|vertrag)\b/],
];

/** Words that bring up something further. */
export const FURTHER =
  /\b(?:(?:the )?other thing|another thing|one (?:more|other)|(?:2|two|second) (?:thing|problem|question)s?|also|while i'm|what about|and do i|there's also|theres also|the first thing|außerdem|noch etwas)\b/i;

const SETTLES: Cues = [
  [2.5, /\b(?:to (?:summari[sz]e|recap|sum up)|just to (?:confirm|recap)|in summary)\b/],
  [1.5, /\b(?:i'll|i will|we'll|we will|i'm going to|you'll|you will|they'll|it'll|will be|should be|going to be)\b/],
  [
    3,
    /\b(?:i'll|i will|i'm|im|i am|i've|ill|we'll|we will|i'm going to|i can|ill)\b.{0,30}\b(?:refund|credit|order|send|sending|book|replace|cancel|waive|log|raise|report|transfer|reset|clos|open|put|post|email|ring|call|take|stop|add|remove|move|chang|updat|turn|apply|issu|escalat|amend|arrang|lower|process|schedul|submit|note|pop|get|text|order)/,
  ],
  [
    2.5,
    /\b(?:that's|thats|that is|it's|its|all) (?:done|gone|sorted|cancelled|booked|set|confirmed|off|updated|sent)\b|\b(?:has|have|been|is now|are now) (?:\w+ )?(?:refunded|credited|booked|cancelled|sent|logged|transferred|replaced|removed|updated|ordered|raised|changed|added|closed|fixed|resolved|reset|waived|approved)/,
  ],
  [2.5, /\byou(?:'ll| will|ll|'re| are|'ve)\b.{0,25}\b(?:get|receive|have|be|on|covered|in credit|find|hear)/],
  [
    2,
    /\b(?:it|that|they|he|she|this)(?:'ll| will|ll|'s going to|'d)\b|\bwill (?:be|call|come|go|take|look)\b|\bthat (?:comes|goes|gets|means)\b/,
  ],
  [
    2,
    /\b(?:no (?:charge|cost|fee)|free|in credit|out of stock|covered|not covered|on hold|under warranty|complimentary)\b/,
  ],
  [
    2,
    /\b(?:turns out|it looks like|the (?:problem|reason|cause) (?:is|was)|because|overheating|showing|it's (?:the|your))\b/,
  ],
  [
    1.5,
    /\b(?:within|by|before|working days?|business days?|tomorrow|today|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next (?:week|month|bill))\b/,
  ],
  [1.5, /\b(?:reference|case number|ticket|order number|confirmation)\b/],
  [-2, /\bi'm not (?:gonna|going to)\b/],
  [1, /\b(?:can't|cannot|cant|unable|don't have|dont have|not able|nothing on|won't)\b/],
  [1, /\b(?:wir|ich) (?:schicken|senden|erstatten|buchen|kündigen|werde|werden)\b/],
];

/** Talk that only moves the call along. */
const PROCEDURE =
  /\b(?:bear with|hold on|one moment|let me(?! (?:get\b.{3,40}\b(?:sent|posted|booked|ordered)|think|talk to|speak to)\b)|give me|can i (?:just )?(?:take|get|have|grab)|(?:could|can) (?:you|one of you) (?:just |please )?(?:confirm|spell|read|verify|give|tell)|have you got your|how (?:can|may) i|what's your|whats your|sorry to hear|i understand|thank you for|thanks for|anything else|you're through|speaking|my name|hang on|i'll be honest|are you happy for me|hesitate to|(?:any|have) (?:further|other|more) questions|(?:need|require) (?:any )?(?:further|more|anything)|allow me|one of our|is that (?:good|ok|okay|right|correct)|was that|how are you|take your time|no rush|for quality|recorded|feel free|you're welcome|i'm glad|glad (?:to|i|we|that|it|the)|happy to (?:help|assist)|i appreciate|appreciate your|reach(?:ing)? out|absolutely understand|good (?:morning|afternoon|evening)|i'm (?:so |very |really )?sorry|apologi[sz]e|take care)\b/i;

const SMALL_TALK =
  /^(?:(?:hi|hello|hiya|bye|thanks?|thank you|cheers|yes|yeah|no|okay|ok|lovely|great|perfect|brilliant|fine|good|right|sure|please|danke|tschüss|hallo)\b[\s,.!]*)+(?:\S+[.!]?)?$|\b(?:have a (?:good|great|nice|lovely)|how are you|good luck|enjoy|take care|bless you|congratulations)\b/i;

const ACCEPTS =
  /^(?:oh[, ]+)?(?:yes|yeah|yep|ok|okay|great|perfect|lovely|brilliant|fine|good|right|sure|alright|all right|go on|please|that's (?:fine|fair|good|great|kind|neat|perfect)|thats fine|thank|i agree|do that|cool|deal|sounds good|nice|that works|ah[., ]+yes|ja|gut|\S+days? ?(?:'s|s)? fine)\b/i;

const REFUSES =
  /^(?:oh[, ]+)?(?:no\b(?![, ]+(?:that's (?:fine|great|ok)|problem|worries|thanks?,? (?:that's|great)))|i (?:don't|dont|won't|wont) (?:want|do|need)|not today|i'll (?:think|have a think)|don't\b|never)|\b(?:not today|have a think|leave it for now)\b/i;

/** Speech meant for whoever writes the note, beside what instructs any assistant: it is left out and the agent is told. */
const INSTRUCTS =
  /\b(?:summary|note|summarizer|notes?) (?:must|should|has to) (?:say|state|read|include)\b|\bwrite in the (?:note|summary|crm)\b/i;

/** Marks every sentence of a call. */
export function markUnits(units: readonly SpokenUnit[]): MarkedUnit[] {
  return units.map((unit) => {
    const isIdle = says(unit, SMALL_TALK);
    const isProcedure = says(unit, PROCEDURE);
    const figures = unit.text.match(/[£$€]?\d[\d.,:]*/g)?.length ?? 0;
    const isQuestion = unit.text.endsWith('?');
    return {
      ...unit,
      figures,
      isProcedure: isProcedure || isIdle,
      asksFor: isIdle || unit.stems.length === 0 ? 0 : weigh(unit, ASKS) - (isProcedure ? 2 : 0),
      settles: isIdle || isProcedure || unit.stems.length === 0 ? 0 : weigh(unit, SETTLES) - (isQuestion ? 2 : 0),
      ...replyTo(unit, units),
      instructs: says(unit, INSTRUCTS) || instructsAssistant(unit.text),
    };
  });
}

/** What the other side says next, within two utterances: a no anywhere in it counts, then a yes. */
function replyTo(unit: SpokenUnit, units: readonly SpokenUnit[]): Pick<MarkedUnit, 'reply' | 'replyPlace'> {
  for (let at = unit.place + 1; at < Math.min(units.length, unit.place + 40); at++) {
    const next = units[at];
    if (next === undefined || next.utterance > unit.utterance + 2) return { reply: 'none', replyPlace: undefined };
    if (next.speaker === unit.speaker || next.utterance === unit.utterance) continue;
    const answer = units.slice(at, at + REPLY_UNITS).filter(({ utterance }) => utterance === next.utterance);
    const no = answer.find((one) => says(one, REFUSES));
    const yes = answer.find((one) => says(one, ACCEPTS));
    if (no !== undefined) return { reply: 'refuses', replyPlace: no.place };
    return { reply: yes === undefined ? 'none' : 'accepts', replyPlace: (yes ?? next).place };
  }
  return { reply: 'none', replyPlace: undefined };
}

/** A reply is told by its first sentences. */
const REPLY_UNITS = 3;
