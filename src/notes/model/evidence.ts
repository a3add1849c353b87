import type { Utterance } from '../../domain/transcript.ts';
import { tellingStems } from '../../domain/words.ts';
import { figuresOf, isSaidIn } from '../../model/figures.ts';
import type { MarkedUnit } from '../draft/markUnits.ts';
import { proves } from '../draft/proves.ts';
import { writeNumbers } from '../draft/writeNumbers.ts';

/** What was said in a call, line by line, ready to be held against a sentence. */
export interface SaidLines {
  utterances: readonly Utterance[];
  /** Numbers in digits, corrected figures corrected. */
  units: readonly MarkedUnit[];
}

/** A sentence says it in other words than the call, but not in none of its words. */
const LEAST_SHARE = 0.3;
/** Models count lines wrongly by a few; what proves a sentence stands this near. */
const NEAR = 2;
const MOST_LINES = 8;
/** The sentence itself says that it came to nothing. */
const SAYS_NO =
  /\b(?:declin\w*|refus\w*|reject\w*|turn(?:ed|s)? down|did(?: not|n['’]t) want|not (?:interested|accepted|agreed|taken)|no\b|without|abgelehnt|lehnt\w*|nicht|kein\w*)\b/i;

/**
 * The lines that prove a sentence: of those named, or close to them, ones that hold its figures and names and share its
 * words. Undefined when they do not.
 */
export function provenBy(text: string, named: readonly number[], said: SaidLines): number[] | undefined {
  const lines = [...new Set(named)].filter((line) => isShown(line, said)).slice(0, MOST_LINES);
  if (lines.length === 0) return undefined;
  if (holds(text, lines, said)) return lines;
  const near = said.utterances
    .map((_, line) => line)
    .filter((line) => isShown(line, said) && lines.some((one) => Math.abs(one - line) <= NEAR));
  if (!holds(text, near, said)) return undefined;
  return near.filter((line) => lines.includes(line) || adds(text, line, said)).slice(0, MOST_LINES);
}

/** Whether these lines tell of an offer that the other side turned down, while the sentence reads as if it stood. */
export function wasTurnedDown(text: string, lines: readonly number[], { units }: SaidLines): boolean {
  if (SAYS_NO.test(text)) return false;
  const stems = tellingStems(text);
  const told = units.filter(({ utterance, speaker }) => lines.includes(utterance) && speaker !== 'customer');
  const overlap = (unit: MarkedUnit): number => unit.stems.filter((stem) => stems.includes(stem)).length;
  const best = told.toSorted((one, other) => overlap(other) - overlap(one))[0];
  return best !== undefined && overlap(best) > 0 && best.reply === 'refuses';
}

function isShown(line: number, { utterances, units }: SaidLines): boolean {
  if (!Number.isInteger(line) || utterances[line] === undefined) return false;
  return !units.some(({ utterance, instructs }) => utterance === line && instructs);
}

function holds(text: string, lines: readonly number[], said: SaidLines): boolean {
  const texts = textsOf(lines, said);
  const figures = texts.flatMap(figuresOf);
  if (!figuresOf(text).every((figure) => isSaidIn(figure, figures)) || !proves(texts, text)) return false;
  const stems = tellingStems(text);
  const heard = new Set(texts.flatMap(tellingStems));
  return stems.length === 0 || stems.filter((stem) => heard.has(stem)).length / stems.length >= LEAST_SHARE;
}

/** Whether a line brings something that the sentence says. */
function adds(text: string, line: number, said: SaidLines): boolean {
  const heard = new Set(textsOf([line], said).flatMap(tellingStems));
  return tellingStems(text).some((stem) => heard.has(stem));
}

function textsOf(lines: readonly number[], { utterances, units }: SaidLines): string[] {
  return [
    ...units.filter(({ utterance }) => lines.includes(utterance)).map((unit) => unit.text),
    ...lines.map((line) => writeNumbers(utterances[line]?.text ?? '')),
  ];
}
