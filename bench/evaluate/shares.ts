import type { GoldQuestion, Marks } from './questionSet.ts';
import { wilson } from './rankingMetrics.ts';

/** One line of the table: who answered, and how each answer compared. */
export interface ShareRow {
  name: string;
  marked: readonly { question: GoldQuestion; marks: Marks }[];
}

const COLUMNS: readonly (readonly [keyof Marks, string])[] = [
  ['rightSource', 'right source'],
  ['firstSourceRight', 'first source right'],
  ['wordsInAnswer', 'gold words in answer'],
  ['wordsSpoken', 'gold words spoken'],
  ['wronglySaid', 'wrong figure said'],
  ['refused', 'unanswerable refused'],
  ['wronglySilent', 'wrongly silent'],
  ['leaked', 'leaks'],
];

/** Prints shares in per cent with 95 % Wilson intervals and how many questions each is of. */
export function printShares(rows: readonly ShareRow[]): void {
  console.table(
    rows.map(({ name, marked }) => ({
      '': name,
      n: marked.length,
      ...Object.fromEntries(
        COLUMNS.map(([mark, title]) => {
          const given = marked.map(({ marks }) => marks[mark]).filter((value) => value !== undefined);
          return [title, given.length === 0 ? '' : share(given.filter(Boolean).length, given.length)];
        }),
      ),
    })),
  );
}

/** A share in per cent with its 95 % Wilson interval. */
export function share(hits: number, n: number): string {
  const { low, high } = wilson(hits, n);
  const percent = (value: number): string => String(Math.round(value * 100));
  return `${percent(hits / n)} (${percent(low)}-${percent(high)}) of ${n}`;
}
