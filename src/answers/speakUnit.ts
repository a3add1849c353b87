import type { Unit } from '../domain/passage.ts';
import { stemsOf } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { holds, type Wanted } from './questionShape.ts';
import type { QuestionTerm } from './questionTerms.ts';
import { sideCells } from './sideCells.ts';
import type { WeighedUnit, Weighing } from './weighUnits.ts';

/** A spoken sentence longer than this is cut at a comma or word. */
const SPOKEN_CHARACTERS = 320;
/** More cells than these nobody can follow by ear. */
const CELLS_SPOKEN = 3;
/** A cell is asked for when it fits at least this much of the best one. */
const ASKED_SHARE = 0.45;
/** Below this no header was asked for. */
const LEAST_ASKED = 0.12;
const WANTED_VALUE = 0.1;
/** Words of a value mostly tell which row is meant, not which cell. */
const VALUE_SHARE = 0.25;

type Row = Extract<Unit, { kind: 'row' }>;
type Cells = readonly (readonly [string, string])[];

/** The units as one sentence to say aloud: rows become "label: header value, …", sentences and steps keep their words. */
export function speakUnits(units: readonly WeighedUnit[], weighing: Weighing, lexicon: Lexicon): string {
  const parts = units.map(({ unit }) =>
    unit.kind === 'row' ? speakRow(unit, weighing, lexicon) : withoutQuestion(unit.text),
  );
  const [first = ''] = parts;
  const together = parts.map((part, at) => (at < parts.length - 1 ? part.replace(/[.;:]$/, '') : part)).join('; ');
  return asSentence(together.length > SPOKEN_CHARACTERS ? first : together);
}

/** "Is it waterproof? Yes, it is." answers with its second half. */
function withoutQuestion(text: string): string {
  const answer = /^[^?.!]{8,200}\?\s+(\S.{2,})$/s.exec(text)?.[1];
  return answer ?? text;
}

function speakRow(row: Row, { question, terms, wanted }: Weighing, lexicon: Lexicon): string {
  const [label, ...rest] = row.cells;
  if (label === undefined) return '';
  const compared = sideCells(row, question, lexicon);
  const said = compared ?? askedCells(label[1], rest, { terms, wanted, lexicon }).slice(0, CELLS_SPOKEN);
  const facts = said.map(([header, value]) => (header === '' ? value : `${lowerFirst(header)} ${value}`));
  return facts.length === 0 ? label[1] : `${label[1]}: ${facts.join(', ')}`;
}

/** The cells a question asks for, by their headers and the kind of their values; all of them when it tells nothing. */
function askedCells(
  label: string,
  cells: Cells,
  asked: { terms: readonly QuestionTerm[]; wanted: readonly Wanted[]; lexicon: Lexicon },
): Cells {
  const inLabel = new Set(stemsOf(label));
  const terms = asked.terms.filter(({ stem }) => !inLabel.has(stem));
  const fits = cells.map((cell) => cellFit(cell, { ...asked, terms }));
  const best = Math.max(0, ...fits);
  if (best < LEAST_ASKED) return cells;
  return cells.filter((_, at) => (fits[at] ?? 0) >= best * ASKED_SHARE);
}

function cellFit(
  [header, value]: readonly [string, string],
  { terms, wanted, lexicon }: { terms: readonly QuestionTerm[]; wanted: readonly Wanted[]; lexicon: Lexicon },
): number {
  const inHeader = stemsOf(header);
  const inValue = stemsOf(value);
  let fit = 0;
  for (const { stem, share } of terms) {
    const ofHeader = Math.max(0, ...inHeader.map((other) => lexicon.likeness(stem, other)));
    const ofValue = Math.max(0, ...inValue.map((other) => lexicon.likeness(stem, other)));
    fit += share * (ofHeader + VALUE_SHARE * ofValue);
  }
  return fit + (wanted.some((kind) => kind !== 'count' && holds(value, kind)) ? WANTED_VALUE : 0);
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
