import type { Passage } from '../../domain/passage.ts';
import { tellingStems } from '../../domain/words.ts';
import type { Placed } from './conditions.ts';
import { type Caller, judge } from './eligibility.ts';
import { tariffsNamed } from './tariffTable.ts';

/** One row of what may be given so that a customer stays. */
export interface RetentionOffer {
  passage: Passage;
  text: string;
  cells: readonly (readonly [string, string])[];
  /** The sentence that brings the caller's tariff under this row, when the row names another. */
  because?: Placed;
}

const RETENTION = /\b(?:retention|loyalty|win-?back|save desk|kundenbindung|rückgewinnung|halteangebot\w*|treue\w*)\b/i;
const GIVES = /\b(?:offers?|discount|deal|angebot\w*|rabatt|nachlass)\b/i;

/** True for documents about making customers stay. */
export function isRetention({ title, headings, file }: Passage): boolean {
  return RETENTION.test([title, ...headings, file.replace(/[-_./]/g, ' ')].join(' '));
}

/** The rows that are for customers like the caller: of the same tariff, else of the same product and time with us. */
export function retentionOffers(passages: readonly Passage[], caller: Caller): RetentionOffer[] {
  const sources = passages.filter(isRetention);
  const rows = sources.flatMap((passage) =>
    passage.units.flatMap((unit) =>
      unit.kind === 'row' && unit.cells.slice(1).some(([header]) => GIVES.test(header))
        ? [{ passage, text: unit.text, cells: unit.cells }]
        : [],
    ),
  );
  const own = rows.filter(({ cells }) => isFor(cells[0]?.[1] ?? '', caller));
  if (own.length > 0) return own;
  return viaSentence(sources, rows, caller);
}

function isFor(who: string, caller: Caller): boolean {
  const named = tariffsNamed(who, caller.tariffs);
  if (named.length > 0) return named.some(({ name }) => caller.held.some((held) => held.name === name));
  if (judge(who, caller) === 'fails') return false;
  const words = new Set(tellingStems(who));
  return caller.held.some(({ passage: { title, heading = '' } }) =>
    tellingStems(`${title} ${heading}`).some((word) => words.has(word)),
  );
}

/** "Customers with X get the offers of Y": the rows of Y. */
function viaSentence(sources: readonly Passage[], rows: readonly RetentionOffer[], caller: Caller): RetentionOffer[] {
  for (const passage of sources) {
    for (const { kind, text } of passage.units) {
      const named = kind === 'sentence' ? tariffsNamed(text, caller.tariffs) : [];
      if (!named.some(({ name }) => caller.held.some((held) => held.name === name))) continue;
      const theirs = rows.filter(({ cells }) =>
        tariffsNamed(cells[0]?.[1] ?? '', caller.tariffs).some(({ name }) => named.some((one) => one.name === name)),
      );
      if (theirs.length > 0) return theirs.map((row) => ({ ...row, because: { passage, text } }));
    }
  }
  return [];
}
