import type { Block } from '../../domain/block.ts';
import { countWords } from '../readers/cleanText.ts';
import { TABLE_GROUP_LEVEL, TABLE_TITLE_LEVEL, type BlockAt } from '../readers/tableBlocks.ts';
import { splitSentences } from './splitSentences.ts';
import { filledCells, rowText } from './rowText.ts';
import type { PlacedUnit, Section } from './placedUnit.ts';
import { appendAll } from '../appendAll.ts';

/** Longest cell in words that is part of its row's sentence. */
const LONGEST_CELL = 40;

/** Sections of a document: what stands under one heading trail, on one slide or sheet. */
export function listSections(blocks: readonly Block[]): Section[] {
  const sections: { headings: string[]; units: PlacedUnit[] }[] = [{ headings: [], units: [] }];
  let trail: { level: number; text: string }[] = [];
  let place = '';
  let table = 0;
  const open = (): void => void sections.push({ headings: trail.map((heading) => heading.text), units: [] });
  for (const [index, block] of blocks.entries()) {
    const here = `${block.slide ?? ''} ${block.sheet ?? ''}`;
    if (here !== place) {
      trail = [];
      place = here;
      open();
    }
    if (block.kind === 'heading') {
      trail = [...trail.filter((heading) => heading.level < block.level), { level: block.level, text: block.text }];
      open();
      if (isFact(block.text) && !hasContent(blocks, index))
        appendAll(sections.at(-1)?.units ?? [], sentenceUnits(block.text, placeOf(block)));
      continue;
    }
    if (block.kind !== 'row' && endsTable(trail.at(-1)?.level ?? 0, blocks[index - 1])) {
      trail = trail.filter((heading) => heading.level < TABLE_TITLE_LEVEL);
      open();
    }
    if (block.kind === 'row' && !goesOn(blocks[index - 1], block)) table++;
    appendAll(sections.at(-1)?.units ?? [], unitsOf(block, table));
  }
  return sections.filter((section) => section.units.length > 0);
}

/** Text after rows is outside the table, and so outside its title and groups; a note under the title still is inside. */
function endsTable(level: number, before: Block | undefined): boolean {
  return level === TABLE_GROUP_LEVEL || (level === TABLE_TITLE_LEVEL && before?.kind === 'row');
}

/** Rows with the same header, one after another, are one table. */
function goesOn(before: Block | undefined, row: Extract<Block, { kind: 'row' }>): boolean {
  return before?.kind === 'row' && before.header.join('|') === row.header.join('|');
}

/** A heading over nothing is lost, unless it says something itself ("Call 0800 123 456"). */
function isFact(heading: string): boolean {
  return /\d[\d\s-]{5,}\d|@|[£€$]/.test(heading) || (countWords(heading) > 8 && /[.!?]$/.test(heading));
}

function hasContent(blocks: readonly Block[], index: number): boolean {
  const heading = blocks[index];
  const next = blocks[index + 1];
  if (heading?.kind !== 'heading' || next === undefined) return false;
  return next.kind !== 'heading' || next.level > heading.level;
}

function unitsOf(block: Exclude<Block, { kind: 'heading' }>, table: number): PlacedUnit[] {
  const at = placeOf(block);
  switch (block.kind) {
    case 'paragraph':
      return sentenceUnits(block.text, at);
    case 'item':
      return block.number === undefined ? sentenceUnits(block.text, at) : [stepUnit(block.number, block.text, at)];
    case 'row':
      return rowUnits(block, at, table);
  }
}

/** A row as one fact; a cell that holds a whole text is said sentence by sentence after it. */
function rowUnits({ header, cells }: Extract<Block, { kind: 'row' }>, at: BlockAt, table: number): PlacedUnit[] {
  const isLong = (cell: string): boolean => countWords(cell) > LONGEST_CELL;
  const text = rowText(
    header,
    cells.map((cell, column) => (column > 0 && isLong(cell) ? '' : cell)),
  );
  if (text === '') return [];
  const unit = { kind: 'row' as const, text, cells: filledCells(header, cells) };
  const long = cells.filter((cell, column) => column > 0 && isLong(cell));
  const row = { unit, words: countWords(text), at, startsParagraph: true, leadsIn: long.length > 0, table };
  return [row, ...long.flatMap((cell) => sentenceUnits(cell, at).map((sentence) => ({ ...sentence, table })))];
}

function stepUnit(number: number, text: string, at: BlockAt): PlacedUnit {
  return { unit: { kind: 'step', number, text }, words: countWords(text), at, startsParagraph: true, leadsIn: false };
}

function sentenceUnits(text: string, at: BlockAt): PlacedUnit[] {
  return splitSentences(text).map((sentence, index, all) => ({
    unit: { kind: 'sentence', text: sentence },
    words: countWords(sentence),
    at,
    startsParagraph: index === 0,
    leadsIn: index === all.length - 1 && /:$/.test(sentence),
  }));
}

function placeOf(block: Block): BlockAt {
  return {
    ...(block.page === undefined ? {} : { page: block.page }),
    ...(block.slide === undefined ? {} : { slide: block.slide }),
    ...(block.sheet === undefined ? {} : { sheet: block.sheet }),
  };
}
