import type { Utterance } from '../../domain/transcript.ts';
import { tellingStems } from '../../domain/words.ts';
import { type Figure, figuresOf, isSaidIn } from '../../model/figures.ts';
import type { MarkedUnit } from '../draft/markUnits.ts';
import { correctFigures } from '../draft/correctFigures.ts';
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

function isShown(line: number, { utterances, units }: SaidLines): boolean {
  if (!Number.isInteger(line) || utterances[line] === undefined) return false;
  return !units.some(({ utterance, instructs }) => utterance === line && instructs);
}

function holds(sentence: string, lines: readonly number[], said: SaidLines): boolean {
  // "Three days" is 3 days, in the call as in the sentence.
  const text = writeNumbers(sentence);
  const texts = textsOf(lines, said);
  if (!areFiguresSaid(text, texts) || !areDaysSaid(text, texts) || !areNamesSaid(text, said)) return false;
  const stems = tellingStems(plainThousands(text));
  const heard = new Set(texts.flatMap((one) => tellingStems(plainThousands(one))));
  return stems.length === 0 || stems.filter((stem) => heard.has(stem)).length / stems.length >= LEAST_SHARE;
}

function areFiguresSaid(text: string, texts: readonly string[]): boolean {
  const figures = texts.flatMap(figuresOf);
  const digits = texts.map((one) => ` ${one.replace(/[^\d]+/g, ' ')} `);
  return figuresOf(text).every((figure) => isSaidIn(figure, figures) || isSpelled(figure, digits));
}

/** "£3,850" is said as "3850", "£64.99" as "64 99". */
function isSpelled({ kind, text }: Figure, digits: readonly string[]): boolean {
  if (kind !== 'money' && kind !== '') return false;
  const spelled = ` ${text
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/[^\d]+/g, ' ')
    .trim()} `;
  return spelled.trim().length > 1 && digits.some((one) => one.includes(spelled));
}

/** Another day is another promise, though every call names several. */
const DAYS =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|tonight|tomorrow|yesterday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|heute|morgen|gestern)\b/gi;

function areDaysSaid(text: string, texts: readonly string[]): boolean {
  const said = texts.join(' ').toLowerCase();
  return (text.match(DAYS) ?? []).every((day) => said.includes(day.toLowerCase()));
}

/** Words that begin a sentence or stand for the two who speak. */
const NO_NAME = /^(?:Customer|Agent|The|It|That|This|There|They|He|She|Unresolved|Kunde|Kundin|Berater)$/;

/** A name may be said anywhere in the call; one that never was is made up. */
function areNamesSaid(text: string, { utterances }: SaidLines): boolean {
  const names = (text.match(/(?<=[\s(])\p{Lu}\p{L}+/gu) ?? []).filter((name) => !NO_NAME.test(name));
  if (names.length === 0) return true;
  const words = new Set(utterances.flatMap((one) => one.text.toLowerCase().match(/\p{L}+/gu) ?? []));
  return names.every((name) => words.has(name.toLowerCase()) || words.has(`${name.toLowerCase()}s`));
}

function plainThousands(text: string): string {
  return text.replace(/(\d),(?=\d{3}\b)/g, '$1');
}

/** Whether a line brings something that the sentence says. */
function adds(text: string, line: number, said: SaidLines): boolean {
  const heard = new Set(textsOf([line], said).flatMap(tellingStems));
  return tellingStems(text).some((stem) => heard.has(stem));
}

function textsOf(lines: readonly number[], { utterances, units }: SaidLines): string[] {
  return [
    ...units.filter(({ utterance }) => lines.includes(utterance)).map((unit) => unit.text),
    ...lines.map((line) => withoutWrongFigure(writeNumbers(utterances[line]?.text ?? ''))),
  ];
}

/** Of a figure that was taken back only the right one counts; all else of the line was said. */
function withoutWrongFigure(text: string): string {
  const { wrong } = correctFigures(text);
  return wrong === undefined ? text : text.replaceAll(wrong, ' ');
}
