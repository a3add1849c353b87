import type { Block } from '../../domain/block.ts';
import { cleanText } from './cleanText.ts';
import { tableBlocks } from './tableBlocks.ts';

/** Fewer lines than these are no table. */
const LEAST_LINES = 3;
/** Between columns stand at least so many blanks. */
const GUTTER = 2;
/** So many of the lines must be blank there; a remark may run across. */
const SHARE_BLANK = 0.85;
/** So many of the lines must say something in a column. */
const SHARE_FILLED = 0.5;
const MOST_HEADER_LINES = 3;
const TAB_STOP = 8;
/** Longer lines are prose without line breaks. */
const LONGEST_LINE = 240;
/** Drawn lines: "-----  ----", "+----+----+", "=====". */
const RULE = /^[\s+|:=_-]*[=_-]{3,}[\s+|:=_-]*$/;

/**
 * The rows of a table that is set with blanks ("Car        60 minutes"), as plain text and e-mails hold them; undefined
 * for any other paragraph. Expects the lines between two empty ones, as they stand in the file.
 */
export function alignedRows(lines: readonly string[]): Block[] | undefined {
  const drawn = lines.map((line) => expandTabs(line).replaceAll('|', ' ').trimEnd()).filter((line) => line !== '');
  const written = drawn.filter((line) => !RULE.test(line));
  if (written.length < LEAST_LINES || written.some(({ length }) => length > LONGEST_LINE)) return undefined;
  const starts = columnStarts(written);
  if (starts.length < 2) return undefined;
  const above = drawn.slice(drawn.findIndex((line) => !RULE.test(line)));
  const ruleAt = above.findIndex((line) => RULE.test(line));
  const headerLines = ruleAt > 0 && ruleAt <= MOST_HEADER_LINES ? ruleAt : 0;
  const rows = written.map((line) => cellsOf(line, starts));
  // What a cell has no room for goes on below it, beside an empty first column; names of columns up to the line below.
  const joined = rows.reduce<string[][]>((before, cells, at) => {
    const last = before.at(-1);
    if (last !== undefined && (cells[0] === '' || at < headerLines))
      cells.forEach((cell, to) => (last[to] = `${last[to] ?? ''} ${cell}`.trim()));
    else before.push([...cells]);
    return before;
  }, []);
  if (joined.length < LEAST_LINES) return undefined;
  const grid = withParents(joined).map((row) => row.map((text) => ({ text })));
  return tableBlocks(grid, {}, headerLines > 0 ? { headerRows: 1 } : {});
}

/** The words of a line by column; a word that stands across a gutter belongs where most of it stands. */
function cellsOf(line: string, starts: readonly number[]): string[] {
  const cells = starts.map((): string[] => []);
  for (const { index, 0: word } of line.matchAll(/\S+/g)) {
    const middle = index + word.length / 2;
    cells[
      Math.max(
        0,
        starts.findLastIndex((start) => start <= middle),
      )
    ]?.push(word);
  }
  return cells.map((words) => cleanText(words.join(' ')));
}

/** Where each column starts, in characters. The gutters between them are blank in all lines but few. */
function columnStarts(lines: readonly string[]): number[] {
  const width = Math.max(...lines.map(({ length }) => length));
  const isBlank = Array.from(
    { length: width },
    (_, at) => lines.filter((line) => (line[at] ?? ' ') === ' ').length >= lines.length * SHARE_BLANK,
  );
  const starts = [isBlank.indexOf(false)];
  for (let at = starts[0] ?? 0; at < width; at += 1) {
    if (isBlank[at] !== true) continue;
    const end = isBlank.indexOf(false, at);
    const to = end === -1 ? width : end;
    if (to - at >= GUTTER) starts.push((at + to) / 2);
    at = to;
  }
  // A blank that happens to stand in one place in most lines parts nothing.
  const filled = lines.map((line) => cellsOf(line, starts));
  return starts.filter((_, column) => {
    const count = filled.filter((cells) => cells[column] !== '').length;
    return column === 0 || count >= lines.length * SHARE_FILLED;
  });
}

/** "- single item" below "Baggage" is an item of the baggage. */
function withParents(rows: readonly (readonly string[])[]): string[][] {
  let parent = '';
  return rows.map(([label = '', ...cells]) => {
    const [marker] = /^[-*•–]\s+/.exec(label) ?? [];
    if (marker === undefined) parent = label;
    return [marker === undefined ? label : `${parent}: ${label.slice(marker.length)}`, ...cells];
  });
}

function expandTabs(line: string): string {
  let expanded = '';
  for (const part of line.split(/(\t)/)) {
    expanded += part === '\t' ? ' '.repeat(TAB_STOP - (expanded.length % TAB_STOP)) : part;
  }
  return expanded;
}
