import type { Passage, Unit } from '../../domain/passage.ts';
import { type Tariff, tariffsNamed } from './tariffTable.ts';
import { type Caller, judge } from './eligibility.ts';

/** A unit with the passage it stands in. */
export interface Placed {
  passage: Passage;
  text: string;
}

/** What stands between the caller and a tariff. */
export interface Conditions {
  fails: readonly Placed[];
  /** What the record cannot tell: the agent has to ask. */
  asks: readonly Placed[];
}

const CONDITION_HEADER =
  /\b(?:for whom|who|eligib\w*|condition\w*|requires?|requirements?|needs?|available|note|für wen|voraussetzung\w*|bedingung\w*|berechtigt\w*|hinweis|gilt für|nur für)\b/i;

/** The conditions of a tariff: in its row, in sentences that name it, and in those beside its table that name none. */
export function conditionsOf(tariff: Tariff, passages: readonly Passage[], caller: Caller): Conditions {
  const texts = [...inRow(tariff), ...inSentences(tariff, passages, caller)];
  const judged = texts.map((placed) => ({ placed, verdict: judge(placed.text, caller) }));
  const having = (wanted: string): Placed[] =>
    judged.filter(({ verdict }) => verdict === wanted).map(({ placed }) => placed);
  return { fails: having('fails'), asks: having('ask') };
}

function inRow({ cells, passage, name }: Tariff): Placed[] {
  return cells
    .filter(([header, value]) => CONDITION_HEADER.test(header) || /\b(?:only|nur)\b/i.test(value))
    .filter(([, value]) => value !== name)
    .map(([header, value]) => ({ passage, text: `${header}: ${value}` }));
}

function inSentences(tariff: Tariff, passages: readonly Passage[], { tariffs }: Caller): Placed[] {
  const { documentId, heading, sheet } = tariff.passage;
  const own = passages.filter((passage) => passage.documentId === documentId);
  return own.flatMap((passage) =>
    passage.units.filter(isSentence).flatMap(({ text }) => {
      const named = tariffsNamed(text, tariffs);
      const isBeside = passage.heading === heading && passage.sheet === sheet;
      const isSubject = startsWith(text, tariff) || (isBeside && named.some(({ name }) => name === tariff.name));
      return isSubject || (isBeside && named.length === 0) ? [{ passage, text }] : [];
    }),
  );
}

/** A sentence elsewhere is about the tariff it begins with; one named later may only be what it is compared with. */
function startsWith(text: string, { name }: Tariff): boolean {
  const start = text.replace(/^(?:note|hinweis):?\s*/i, '').toLowerCase();
  return start.startsWith(`${name.toLowerCase()} `);
}

function isSentence(unit: Unit): boolean {
  return unit.kind === 'sentence';
}
