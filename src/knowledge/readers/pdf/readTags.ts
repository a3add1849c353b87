import type { TextTag } from './pdfPage.ts';

/** A node of the structure tree as pdf.js hands it out. */
interface StructNode {
  role?: string;
  type?: string;
  id?: string;
  children?: readonly StructNode[];
}

/** Tags of a page by marked-content id: headings, list items and table cells (ISO 32000-1, 14.8.4). */
export function readTags(tree: object | null): ReadonlyMap<string, TextTag> {
  const tags = new Map<string, TextTag>();
  if (tree !== null) walk(tree, {}, { tags, counts: { tables: 0, items: 0 } });
  return tags;
}

interface Walk {
  tags: Map<string, TextTag>;
  counts: { tables: number; items: number };
}

function walk(node: StructNode, tag: TextTag, state: Walk): void {
  if (node.type === 'content' && node.id !== undefined) {
    if (Object.keys(tag).length > 0) state.tags.set(node.id, tag);
    return;
  }
  if (node.role === 'Table') {
    walkTable(node, state);
    return;
  }
  const level = /^H([1-6])?$/.exec(node.role ?? '');
  let own = tag;
  if (level !== null || node.role === 'Title') own = { ...tag, heading: Number(level?.[1] ?? 1) };
  if (node.role === 'LI') own = { ...tag, item: state.counts.items++ };
  for (const child of node.children ?? []) walk(child, own, state);
}

function walkTable(table: StructNode, state: Walk): void {
  const number = state.counts.tables++;
  const rows = rowsOf(table);
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const tag = { cell: { table: number, row, column, isHeader: cell.role === 'TH' } };
      for (const child of cell.children ?? []) walk(child, tag, state);
    });
  });
}

function rowsOf(node: StructNode): StructNode[][] {
  return (node.children ?? []).flatMap((child) => {
    if (child.role === 'TR') return [(child.children ?? []).filter((cell) => cell.role === 'TH' || cell.role === 'TD')];
    return child.role === 'Table' ? [] : rowsOf(child);
  });
}
