import { stem, tellingStems } from '../../domain/words.ts';
import type { MarkedUnit } from '../draft/markUnits.ts';
import { writeNumbers } from '../draft/writeNumbers.ts';
import type { SaidLines } from './evidence.ts';

/** The sentence itself says that something is not so or came to nothing. */
const SAYS_NO =
  /\b(?:declin\w*|refus\w*|reject\w*|turn(?:ed|s)? down|not|never|no|none|nothing|without|unable|cannot|fail\w*|unresolved|missing|out of|stopp?\w*|lost|instead|against|abgelehnt|lehnt\w*|nicht|nie|kein\w*|ohne)\b|n['’]t\b/i;
const DENIES = /\b(?:not|never|no|none|nothing|cannot|without|nicht|nie|kein\w*|ohne)\b|n['’]t\b/i;
/** Told as done, by the form of its verb. */
const DONE = /\b\p{L}{2,}(?:ed|ought|aught|ept|ent)\b/giu;
/** Wished, weighed, asked or still to come; what the speaker promises to do counts as done in a note. */
const OPEN =
  /\b(?:if|whether|could|would|might|may|maybe|shall|should|unless|until|once|want|wanted|need to|can (?:i|you|we)|do you|trying to|think(?:ing)? (?:of|about)|hope|ob|könnte|würde|möchte)\b|\b(?:it|that|they|he|she|this|will be|gets)(?:['’]ll\b| will\b)|['’]d\b|\bwill (?:be|then)\b/i;
/** How something is put that may be answered with a no. */
const OFFERS = /\?$|\b(?:could|would|can|shall|if you|do you|want|like|option|offer|might|or)\b/i;
/** Nearly the words of the call. */
const CLOSE_SHARE = 0.6;

/**
 * Whether the words of the call that come nearest to a sentence say otherwise: an offer or a question that was answered
 * with a no, the same with a "not", or something only asked or still to come that the sentence has as done.
 */
export function isContradicted(sentence: string, lines: readonly number[], { units }: SaidLines): boolean {
  const text = writeNumbers(sentence);
  const stems = tellingStems(text);
  const told = units.filter(({ utterance }) => lines.includes(utterance));
  const best = nearest(stems, told);
  if (best === undefined || SAYS_NO.test(text)) return false;
  if (best.unit.reply === 'refuses' && OFFERS.test(best.unit.text)) return true;
  if (best.share >= CLOSE_SHARE && DENIES.test(best.unit.text)) return true;
  const done = (text.match(DONE) ?? []).map(stem);
  return done.some((verb) => isOnlyOpen(verb, told));
}

function nearest(
  stems: readonly string[],
  told: readonly MarkedUnit[],
): { unit: MarkedUnit; share: number } | undefined {
  const shares = told.map((unit) => ({
    unit,
    share: stems.filter((one) => unit.stems.includes(one)).length / Math.max(1, stems.length),
  }));
  return shares.filter(({ share }) => share > 0).toSorted((one, other) => other.share - one.share)[0];
}

/** Whether this verb is only asked, wished, denied or still to come, wherever it is said. */
function isOnlyOpen(verb: string, told: readonly MarkedUnit[]): boolean {
  const about = told.filter((unit) => unit.stems.includes(verb));
  return about.length > 0 && about.every(({ text }) => text.endsWith('?') || OPEN.test(text) || DENIES.test(text));
}
