import type { Passage } from '../domain/passage.ts';
import { stemsOf } from '../domain/words.ts';
import { type NumberRange, rangeIn } from './numberRanges.ts';
import { holds, type Wanted } from './questionShape.ts';
import { instructsAssistant } from '../domain/screening/screenText.ts';

/** A passage's words in the form in which they are compared. */
export interface PassageStems {
  /** Of the title and the headings above it. */
  context: ReadonlySet<string>;
  /** Of each unit, in order. */
  units: readonly ReadonlySet<string>[];
  /** Of everything together. */
  all: ReadonlySet<string>;
  /** The kinds of answer that each unit holds. */
  kinds: readonly ReadonlySet<Wanted>[];
  /** The ranges of numbers that the cells of each row state; empty for sentences and steps. */
  ranges: readonly (readonly NumberRange[])[];
  /** Positions of units that tell an assistant what to do. */
  instructing: ReadonlySet<number>;
}

const KINDS: readonly Wanted[] = ['amount', 'time', 'count', 'contact'];

/** The same passages answer again and again; these many are remembered, about 10 KB each. */
const REMEMBERED = 2000;
const remembered = new Map<string, PassageStems>();

/** The stems of this passage; the key holds all they are made of, so that nothing stale is ever compared. */
export function stemsOfPassage(passage: Passage): PassageStems {
  const key = [passage.passageId, passage.title, ...passage.headings, passage.text].join('\n');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const stems = readStems(passage);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, stems);
  return stems;
}

function readStems({ title, headings, units }: Passage): PassageStems {
  const context = new Set([title, ...headings].flatMap(stemsOf));
  const ofUnits = units.map(({ text }) => new Set(stemsOf(text)));
  const instructing = new Set(units.flatMap(({ text }, index) => (instructsAssistant(text) ? [index] : [])));
  return {
    context,
    units: ofUnits,
    instructing,
    kinds: units.map(({ text }) => new Set(KINDS.filter((kind) => holds(text, kind)))),
    ranges: units.map((unit) =>
      unit.kind === 'row' ? unit.cells.flatMap(([header, value]) => rangeIn(value, header) ?? []) : [],
    ),
    all: new Set([...context, ...ofUnits.flatMap((stems) => [...stems])]),
  };
}
