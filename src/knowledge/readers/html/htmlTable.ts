import type { Block } from '../../../domain/block.ts';
import { UnreadableDocument } from '../../../files/unreadableDocument.ts';
import { tableBlocks } from '../tableBlocks.ts';
import type { TableCell } from '../tableGrid.ts';
import { isElement, isUnread, readChildren, type HtmlElement, type HtmlNode } from './htmlNode.ts';

type Walk = (nodes: readonly HtmlNode[]) => Block[];

const MOST_SPANNED = 1000;

/** A table that only arranges the page: it says so, or holds headings or whole tables. */
export function isLayoutTable(table: HtmlElement): boolean {
  return /^(presentation|none)$/.test(table.attribs['role'] ?? '') || holdsLayout(table.children);
}

function holdsLayout(nodes: readonly HtmlNode[]): boolean {
  return nodes.some((node) => isElement(node) && (/^(table|h[1-6])$/.test(node.name) || holdsLayout(node.children)));
}

/** Rows of an HTML table on its grid, merged cells unfolded; the caption stands before them. */
export function htmlTableBlocks(table: HtmlElement, walk: Walk): Block[] {
  const caption = readChildren(table).find((child) => isElement(child) && child.name === 'caption');
  const rows = rowsOf(table);
  const headRows = rows.filter((row) => row.isHead).length;
  const grid = unfold(
    rows.map((row) => row.element),
    walk,
  );
  const hints = headRows > 0 && headRows < rows.length ? { headerRows: headRows } : {};
  return [...(caption === undefined ? [] : walk([caption])), ...tableBlocks(grid, {}, hints)];
}

function rowsOf(parent: HtmlElement, isHead = false): { element: HtmlElement; isHead: boolean }[] {
  return readChildren(parent).flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.name === 'tr') return [{ element: child, isHead }];
    return /^(thead|tbody|tfoot)$/.test(child.name) ? rowsOf(child, child.name === 'thead') : [];
  });
}

/** More places than this are no table but an attack by spans. */
const MOST_PLACES = 200_000;

function unfold(rows: readonly HtmlElement[], walk: Walk): TableCell[][] {
  const grid: TableCell[][] = rows.map(() => []);
  let places = 0;
  rows.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row.children) {
      if (!isElement(cell) || !/^t[hd]$/.test(cell.name) || isUnread(cell)) continue;
      while (grid[rowIndex]?.[column] !== undefined) column++;
      places += spanOf(cell, 'rowspan') * spanOf(cell, 'colspan');
      if (places > MOST_PLACES)
        throw new UnreadableDocument(
          'unsafe',
          'The file holds a table that spans far too many cells; it was not read.',
        );
      const value = cellOf(cell, walk);
      for (let down = 0; down < spanOf(cell, 'rowspan') && rowIndex + down < rows.length; down++) {
        for (let right = 0; right < spanOf(cell, 'colspan'); right++) {
          const isRepeat = down + right > 0;
          (grid[rowIndex + down] ??= [])[column + right] = isRepeat ? { ...value, isRepeat } : value;
        }
      }
      column += spanOf(cell, 'colspan');
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? { text: '' }));
}

function cellOf(cell: HtmlElement, walk: Walk): TableCell {
  const blocks = walk(readChildren(cell));
  const text = blocks
    .map((block) => (block.kind === 'row' ? block.cells.join(' ') : block.text))
    .map((part, index, parts) =>
      index < parts.length - 1 && blocks[index]?.kind === 'item' && !/[.;:,!?]$/.test(part) ? `${part};` : part,
    )
    .join(' ');
  const isBold = blocks.length > 0 && blocks.every((block) => block.kind === 'heading');
  return { text, isHeader: cell.name === 'th' || isBold };
}

function spanOf(cell: HtmlElement, name: 'rowspan' | 'colspan'): number {
  const span = Number.parseInt(cell.attribs[name] ?? '1', 10);
  return Math.min(Math.max(Number.isNaN(span) ? 1 : span, 1), MOST_SPANNED);
}
