import { stemsOf, tellingStems } from '../domain/words.ts';
import type { WeighedUnit } from './weighUnits.ts';

/** A spoken sentence longer than this is cut at a comma or word. */
const SPOKEN_CHARACTERS = 320;
const CELLS_SPOKEN = 4;

/** The unit as one sentence to say aloud: a row becomes "label: header value, …", a step keeps its words. */
export function speakUnit(chosen: WeighedUnit, question: string): string {
  const { unit } = chosen;
  return asSentence(unit.kind === 'row' ? speakRow(unit.cells, question) : unit.text);
}

/** The cells a question asks for, by their headers; all of them when it names none. */
function askedCells(
  cells: readonly (readonly [string, string])[],
  question: string,
): readonly (readonly [string, string])[] {
  const asked = new Set(tellingStems(question));
  return cells.slice(1).filter(([header]) => stemsOf(header).some((term) => asked.has(term)));
}

function speakRow(cells: readonly (readonly [string, string])[], question: string): string {
  const [label, ...rest] = cells;
  if (label === undefined) return '';
  const asked = askedCells(cells, question);
  const said = (asked.length > 0 ? asked : rest).slice(0, CELLS_SPOKEN);
  const facts = said.map(([header, value]) => (header === '' ? value : `${lowerFirst(header)} ${value}`));
  return facts.length === 0 ? label[1] : `${label[1]}: ${facts.join(', ')}`;
}

/** A word such as "PAC" keeps its capitals; "Monthly price" loses its first. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function asSentence(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const short = plain.length <= SPOKEN_CHARACTERS ? plain : `${cutAtWord(plain)} …`;
  const first = short.charAt(0).toUpperCase() + short.slice(1);
  return /[.!?…]["”’)]?$/.test(first) ? first : `${first.replace(/[:;,]$/, '')}.`;
}

function cutAtWord(text: string): string {
  const cut = text.slice(0, SPOKEN_CHARACTERS);
  const comma = cut.lastIndexOf(', ');
  return cut.slice(0, comma > SPOKEN_CHARACTERS / 2 ? comma : cut.lastIndexOf(' '));
}
