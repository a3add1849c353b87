import type { Citation } from '../../domain/answer.ts';
import type { RankedPassage } from '../../domain/passage.ts';
import type { CustomerSource } from '../../ports/customerReader.ts';
import { citationOf } from '../composeAnswer.ts';
import type { Fence } from '../../model/fence.ts';
import { type Figure, figuresOf } from '../../model/figures.ts';

/** One source the model was shown. */
export interface BookedSource {
  n: number;
  /** Undefined for the caller's record. */
  ranked?: RankedPassage;
  /** What the source says, as the model read it. */
  text: string;
  figures: readonly Figure[];
  cite(n: number): Citation;
}

/** The closed list of what an answer may cite: what the model was shown, numbered by us. */
export interface SourceBook {
  readonly sources: readonly BookedSource[];
  /** Adds those that are new; returns the numbers of all of them. */
  addPassages(found: readonly RankedPassage[]): number[];
  addRecord(record: CustomerSource): number;
  /** Sources as the model reads them, fenced. */
  shown(numbers: readonly number[], fence: Fence): string;
}

/** Teams takes 20 citations; more sources than this no answer needs. */
const SOURCES = 18;
const SOURCE_CHARACTERS = 1800;

/** An empty list. */
export function sourceBook(): SourceBook {
  const sources: BookedSource[] = [];
  const add = (source: Omit<BookedSource, 'n' | 'figures'>, dates = ''): number => {
    const n = sources.length + 1;
    sources.push({ ...source, n, figures: figuresOf(`${source.text}\n${dates}`) });
    return n;
  };
  return {
    sources,
    addPassages: (found) =>
      found.flatMap((ranked) => {
        const { passage } = ranked;
        const known = sources.find((source) => source.ranked?.passage.passageId === passage.passageId);
        if (known !== undefined) return [known.n];
        if (sources.length >= SOURCES) return [];
        const text = passage.text.slice(0, SOURCE_CHARACTERS).toWellFormed();
        const source = { ranked, text, cite: (n: number) => citationOf(n, passage, snippetOf(text)) };
        return [add(source, `${passage.title} ${passage.heading ?? ''} ${passage.effectiveDate ?? ''}`)];
      }),
    addRecord({ title, text }) {
      const known = sources.find((source) => source.ranked === undefined && source.text === text);
      if (known !== undefined) return known.n;
      const cite = (n: number): Citation => {
        const nothing = { passageId: `crm-${n}`, file: '', origin: 'crm' as const };
        return { n, ...nothing, title, snippet: snippetOf(text), isRestricted: true };
      };
      return add({ text, cite });
    },
    shown: (numbers, fence) =>
      numbers
        .flatMap((n) => {
          const source = sources[n - 1];
          return source === undefined ? [] : [fence.around(headingOf(source), source.text)];
        })
        .join('\n'),
  };
}

const SNIPPET_CHARACTERS = 300;

function snippetOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SNIPPET_CHARACTERS ? line : `${line.slice(0, SNIPPET_CHARACTERS - 1).toWellFormed()}…`;
}

function headingOf({ n, ranked }: BookedSource): string {
  if (ranked === undefined) return `source ${n}: the caller's record`;
  const { title, heading, effectiveDate } = ranked.passage;
  return [
    `source ${n}: ${title}`,
    ...(heading === undefined ? [] : [heading]),
    ...(effectiveDate === undefined ? [] : [`in force from ${effectiveDate}`]),
    ...(ranked.supersededBy === undefined ? [] : [`replaced by ${ranked.supersededBy}`]),
  ]
    .join(' · ')
    .replace(/\s+/g, ' ');
}
