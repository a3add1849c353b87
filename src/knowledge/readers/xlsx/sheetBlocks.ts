import type { Block } from '../../../domain/block.ts';
import { cleanText, countWords } from '../cleanText.ts';
import { tableBlocks } from '../tableBlocks.ts';
import type { TableCell } from '../tableGrid.ts';
import { isValue } from '../tableHeader.ts';
import { appendAll } from '../../appendAll.ts';

type Row = readonly TableCell[];

/** Blocks of a sheet: tables between blank rows or columns, notes around them as paragraphs. */
export function sheetBlocks(grid: readonly Row[], sheet: string): Block[] {
  const areas = splitRows(grid);
  const isNamed = areas.length > 0 && !/^(sheet|tabelle|blatt|table)\s*\d*$/i.test(sheet);
  const blocks: Block[] = isNamed ? [{ kind: 'heading', level: 1, text: cleanText(sheet), sheet }] : [];
  let header: readonly string[] | undefined;
  for (const [index, area] of areas.entries()) {
    const notes = notesIn(area);
    if (notes !== undefined) {
      for (const [line, text] of notes.entries())
        blocks.push(noteBlock(text, line === 0 && index < areas.length - 1, sheet));
      continue;
    }
    for (const part of splitColumns(area)) {
      const made = tableBlocks(
        part,
        { sheet },
        header !== undefined && goesOn(part, header) ? { goesOnFrom: header, headerRows: 0 } : {},
      );
      header = made.findLast((block) => block.kind === 'row')?.header ?? header;
      appendAll(blocks, made);
    }
  }
  return blocks;
}

/** Lines of an area that says one thing per row: titles and notes outside tables. */
function notesIn(area: readonly Row[]): string[] | undefined {
  const rows = area.map((row) => [...new Set(row.map((cell) => cell.text).filter((text) => text !== ''))]);
  return rows.every((texts) => texts.length === 1) ? rows.flat() : undefined;
}

/** A short line above something else names it. */
function noteBlock(text: string, mayBeTitle: boolean, sheet: string): Block {
  const isTitle = mayBeTitle && countWords(text) <= 10 && !/[.;,!]$|^\*/.test(text);
  return isTitle ? { kind: 'heading', level: 2, text, sheet } : { kind: 'paragraph', text, sheet };
}

/** Rows after a blank one belong to the table before when they start with values where it has names. */
function goesOn(part: readonly Row[], header: readonly string[]): boolean {
  const [first = []] = part;
  const filled = first.filter((cell) => cell.text !== '');
  return first.length === header.length && filled.length > 1 && filled.some((cell) => isValue(cell.text));
}

function splitRows(grid: readonly Row[]): Row[][] {
  const areas: Row[][] = [[]];
  for (const row of grid) {
    if (row.some((cell) => cell.text !== '')) areas.at(-1)?.push(row);
    else if ((areas.at(-1) ?? []).length > 0) areas.push([]);
  }
  return areas.filter((area) => area.length > 0).map(trimColumns);
}

function trimColumns(area: readonly Row[]): Row[] {
  const width = area.reduce((widest, row) => Math.max(widest, row.length), 0);
  const isUsed = (column: number): boolean => area.some((row) => (row[column]?.text ?? '') !== '');
  let first = 0;
  let last = width - 1;
  while (first < last && !isUsed(first)) first++;
  while (last > first && !isUsed(last)) last--;
  return area.map((row) => row.slice(first, last + 1));
}

/** Tables beside each other: a blank column with two or more columns of a named table on either side. */
function splitColumns(area: readonly Row[]): Row[][] {
  const width = area[0]?.length ?? 0;
  for (let column = 2; column < width - 2; column++) {
    if (area.some((row) => (row[column]?.text ?? '') !== '')) continue;
    const left = area.map((row) => row.slice(0, column));
    const right = area.map((row) => row.slice(column + 1));
    if (startsTable(right)) return [...splitColumns(trimRows(left)), ...splitColumns(trimRows(right))];
  }
  return [[...area]];
}

function startsTable(part: readonly Row[]): boolean {
  const [first = [], ...rest] = trimRows(part);
  const labels = rest.map((row) => row[0]?.text ?? '').filter((text) => text !== '');
  return (first[0]?.text ?? '') !== '' && labels.length > 0 && labels.every((label) => !isValue(label));
}

function trimRows(part: readonly Row[]): Row[] {
  return trimColumns(part.filter((row) => row.some((cell) => cell.text !== '')));
}
