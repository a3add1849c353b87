import { tellingStems } from '../../../domain/words.ts';
import type { MarkedUnit } from '../../draft/markUnits.ts';
import { writeNumbers } from '../../draft/writeNumbers.ts';
import { type Heard, heardIn, toldIn, type Way } from './heardWords.ts';

/** A sentence of a note beside the sentences of the call that are to prove it. */
export interface Claim {
  /** Numbers in digits. */
  text: string;
  /** What it is about. */
  stems: readonly string[];
  told: readonly Heard[];
  /** What was said in its lines. */
  units: readonly MarkedUnit[];
  heard: readonly Heard[];
  /** What was said close to them too. */
  around: readonly MarkedUnit[];
  /** Who is to act, where the note says so apart from the words. */
  who?: 'agent' | 'company' | 'customer' | undefined;
}

/** Holds a sentence beside its lines. */
export function claimOf(
  { text, who }: { text: string; who?: Claim['who'] },
  lines: readonly number[],
  all: readonly MarkedUnit[],
): Claim {
  const written = writeNumbers(text);
  const units = all.filter(({ utterance }) => lines.includes(utterance));
  const stems = tellingStems(written).filter((stem) => !FRAME.has(stem));
  const around = all.filter(({ utterance }) => lines.some((line) => Math.abs(line - utterance) <= AROUND));
  return { text: written, stems, told: toldIn(written), units, heard: heardIn(units), around, who };
}

/** Utterances beside a line that belong to the same talk. */
const AROUND = 2;

/** Words by which a note names the two who speak, or an end. */
const FRAME = new Set([
  'agent',
  'custom',
  'caller',
  'compani',
  'unresolv',
  'agre',
  'accept',
  'declin',
  'refus',
  'call',
]);

/** The sentence itself says that something is not so or came to nothing. */
const SAYS_NO =
  /\b(?:declin\w*|refus\w*|reject\w*|turn(?:ed|s)? down|not|never|no|none|nothing|nobody|neither|without|unable|cannot|fail\w*|unresolved|missing|out of|stopp?\w*|lost|instead|against|avoid\w*|unsure|unknown|abgelehnt|lehnt\w*|nicht|nie|kein\w*|ohne)\b|n['’]t\b/i;

/** Whether a sentence of a note says that something is not so. */
export function saysNo(text: string): boolean {
  return SAYS_NO.test(text);
}

/** Wished, asked or weighed: so a note has it that does not say it is so. */
const TELLS_WEIGHED =
  /\b(?:would|could|can|may|might|if|whether|unless|ask(?:s|ed|ing)?|want(?:s|ed)?|wish\w*|request\w*|wonder\w*|quer(?:y|ied)|offer\w*|option|propos\w*|suggest\w*|advis\w*|hop(?:es?|ed)|expect\w*|consider\w*|think\w*|decid\w*|possible|threaten\w*|unresolved)\b/i;
/** Still to come. */
const TELLS_COMING =
  /\b(?:will|once|when|until|to be|is to|are to|to|due|pending|await\w*|need(?:s|ed)?|must|should|plan(?:s|ned)?|after|by|within)\b/i;

/** Whether a sentence of a note says that something is only wished, asked or weighed. */
export function tellsWeighed({ text }: Pick<Claim, 'text'>): boolean {
  return TELLS_WEIGHED.test(text);
}

/** Whether a sentence of a note says that something is still to come. */
export function tellsComing({ text, who }: Pick<Claim, 'text' | 'who'>): boolean {
  return who !== undefined || TELLS_COMING.test(text);
}

/** How a word is said in the lines of a claim; empty where it is not. */
export function waysOf({ heard }: Pick<Claim, 'heard'>, stem: string): ReadonlySet<Way> {
  return new Set(heard.filter((one) => one.stem === stem).map(({ way }) => way));
}
