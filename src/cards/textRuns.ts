import { shownText } from './shownText.ts';

/** A stretch of text as an Adaptive Card takes it; no markdown is read in it. */
export interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  isSubtle?: true;
  size?: 'Small';
}

type Cells = readonly (readonly [string, string])[];

/** More columns than this nobody reads on a phone. */
const CELLS_SHOWN = 8;
const HEADER_CHARACTERS = 60;

/** Plain words as runs. */
export function textRuns(text: string, characters: number): TextRun[] {
  return [{ type: 'TextRun', text: shownText(text, characters) }];
}

/** "**Flex 10** · Monthly price £10 · …": a table row, its headers pale, so that the eye finds the values. */
export function rowRuns(cells: Cells, characters: number): TextRun[] {
  const cellCharacters = Math.ceil(characters / Math.min(cells.length || 1, CELLS_SHOWN));
  const [label, ...rest] = cells.slice(0, CELLS_SHOWN);
  const facts = rest.flatMap(([header, value]) => [
    subtle(header === '' ? ' · ' : ` · ${shownText(header, HEADER_CHARACTERS)} `),
    ...textRuns(value, cellCharacters),
  ]);
  return [...inBold(textRuns(label?.[1] ?? '', cellCharacters)), ...facts].concat(
    cells.length > CELLS_SHOWN ? subtle(' · …') : [],
  );
}

/** The same runs in bold. */
export function inBold(runs: readonly TextRun[]): TextRun[] {
  return runs.map((run) => ({ ...run, weight: 'Bolder' }));
}

function subtle(text: string): TextRun {
  return { type: 'TextRun', text, isSubtle: true };
}
