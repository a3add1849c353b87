import type { Unit } from '../domain/passage.ts';
import { withoutMark } from '../domain/markedSentence.ts';
import { stemsOf } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { comparedSides } from './comparedSides.ts';
import { type Figure, rangeFit, rangeIn } from './numberRanges.ts';
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
/** What a follow-up takes over mostly tells which row is meant. */
const NOT_TYPED_SHARE = 0.3;
/** Cells of a row that are told apart by their headers. */
const COMPARED_CELLS = 40;
/** Words of a value mostly tell which row is meant, not which cell. */
const VALUE_SHARE = 0.25;

const CODE = /^[A-Z]{0,3}-?\d{0,4}$/;
/** Starts with a word of several letters. */
const WORDS = /^\p{Lu}?\p{Ll}{3,}/u;

type Row = Extract<Unit, { kind: 'row' }>;
type Cells = readonly (readonly [string, string])[];

/** The units as one sentence to say aloud: rows become "label: header value, …", sentences and steps keep their words. */
export function speakUnits(units: readonly WeighedUnit[], weighing: Weighing, lexicon: Lexicon): string {
  const parts = units.map(({ unit }) =>
    unit.kind === 'row' ? speakRow(unit, weighing, lexicon) : withoutQuestion(withoutMark(unit.text)),
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

function speakRow(row: Row, weighing: Weighing, lexicon: Lexicon): string {
  const [label, ...rest] = row.cells;
  if (label === undefined) return '';
  const compared = sideCells(row, weighing.question, lexicon);
  const said = compared ?? askedCells(label[1], rest, { ...weighing, lexicon }).slice(0, CELLS_SPOKEN);
  const facts = said.map(([header, value]) => (header === '' ? value : `${lowerFirst(header)} ${value}`));
  const name = nameOf(label, rest);
  return facts.length === 0 ? name : `${name}: ${facts.join(', ')}`;
}

/** "D21" says nothing to a caller, "Crown" beside it does; "35-44" is an age only with the name of its column. */
function nameOf([header, label]: Cells[number], rest: Cells): string {
  const [, second = ''] = rest[0] ?? [];
  if (CODE.test(label) && WORDS.test(second)) return second;
  return header !== '' && /^[\d<>£$€]/.test(label) ? `${header} ${label}` : label;
}

/** The cells a question asks for, by their headers and the kind of their values; all of them when it tells nothing. */
function askedCells(
  label: string,
  cells: Cells,
  asked: Pick<Weighing, 'question' | 'terms' | 'wanted' | 'figures'> & { lexicon: Lexicon },
): Cells {
  const inLabel = new Set(stemsOf(label));
  const terms = asked.terms.filter(({ stem }) => !inLabel.has(stem));
  const fits = cells.map((cell) => {
    const ofHeader = headerFit(cell, asked.figures);
    return ofHeader < 0 || isMeasured(cell, asked.figures) ? 0 : cellFit(cell, { ...asked, terms }) + ofHeader;
  });
  const best = Math.max(0, ...fits);
  const isSure =
    cells.length > CELLS_SPOKEN || cells.some((cell, at) => fits[at] === best && names(cell, terms, asked.lexicon));
  if (best < LEAST_ASKED || !isSure) return cells;
  return withoutSiblings(
    cells.filter((_, at) => (fits[at] ?? 0) >= best * ASKED_SHARE),
    { ...asked, terms },
  );
}

/** 1 below "day 15 or later" for day 20, -1 below "within 14 days", 0 where nothing can be said. */
function headerFit([header]: Cells[number], figures: readonly Figure[]): number {
  const range = rangeIn(header);
  return range === undefined ? 0 : rangeFit(figures, { ranges: [range], words: new Set(stemsOf(header)) });
}

/** "Up to 6.5 m" tells which row is meant by six metres; it is not what was asked. */
function isMeasured([header, value]: Cells[number], figures: readonly Figure[]): boolean {
  const range = rangeIn(value, header);
  const words = new Set(stemsOf(`${header} ${value}`));
  return range !== undefined && rangeFit(figures, { ranges: [range], words }) > 0;
}

/** True when a term says the header itself and not merely something like it. */
function names([header]: Cells[number], terms: readonly QuestionTerm[], lexicon: Lexicon): boolean {
  const words = stemsOf(header);
  return terms.some(({ stem }) => words.some((word) => lexicon.isSame(stem, word)));
}

/**
 * How much of what the row's name leaves open a cell's header says. How rare a word is among the passages tells which
 * passage is meant, not which of its columns: every row has a price.
 */
function cellFit(
  [header, value]: readonly [string, string],
  { terms, wanted, lexicon }: { terms: readonly QuestionTerm[]; wanted: readonly Wanted[]; lexicon: Lexicon },
): number {
  const inHeader = stemsOf(header);
  const inValue = stemsOf(value);
  const total = terms.reduce((sum, term) => sum + tellingOf(term, lexicon), 0);
  let fit = 0;
  for (const term of terms) {
    const ofHeader = Math.max(0, ...inHeader.map((other) => lexicon.likeness(term.stem, other)));
    const ofValue = Math.max(0, ...inValue.map((other) => lexicon.likeness(term.stem, other)));
    fit += (tellingOf(term, lexicon) / total) * (ofHeader + VALUE_SHARE * ofValue);
  }
  return fit + (wanted.some((kind) => kind !== 'count' && holds(value, kind)) ? WANTED_VALUE : 0);
}

function tellingOf({ stem, origin }: QuestionTerm, lexicon: Lexicon): number {
  return lexicon.telling(stem) * (origin === 'own' ? 1 : NOT_TYPED_SHARE);
}

/**
 * "Band 2" is asked for, then "Band 1" is not: it shares what is named and has something else for the rest. Nor is
 * "Vital" when "Vital Care" is, nor the other way round.
 */
function withoutSiblings(
  cells: Cells,
  { question, terms, lexicon }: Pick<Weighing, 'question' | 'terms'> & { lexicon: Lexicon },
): Cells {
  const isCompared = comparedSides(question) !== undefined;
  const isSaid = (word: string): boolean => terms.some(({ stem }) => lexicon.isSame(stem, word));
  // A table as wide as this has no columns that people tell apart by name; each is compared with each.
  const headers = cells.slice(0, COMPARED_CELLS).map(([header]) => new Set(stemsOf(header)));
  return cells.filter((_, at) => {
    const own = headers[at] ?? new Set();
    return !headers.some((other) => {
      const [rest, otherRest] = [own.difference(other), other.difference(own)];
      if (rest.size === own.size) return false;
      if (rest.size === 0) return !isCompared && otherRest.size > 0 && [...otherRest].every(isSaid);
      return otherRest.size === 0
        ? [...other].every(isSaid) && ![...rest].some(isSaid)
        : [...otherRest].some(isSaid) && ![...rest].some(isSaid);
    });
  });
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
