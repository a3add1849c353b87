import type { Block } from '../../../domain/block.ts';
import { countWords } from '../cleanText.ts';
import { isElement, readChildren, type HtmlElement, type HtmlNode } from './htmlNode.ts';
import { appendAll } from '../../appendAll.ts';

type Walk = (nodes: readonly HtmlNode[]) => Block[];

/** Longest step, in words, that takes the points below it into its own text. */
const LONGEST_FOLDED_STEP = 120;

/** Items of a list; points below a step become part of it, points below a label carry the label. */
export function listBlocks(list: HtmlElement, walk: Walk): Block[] {
  const isOrdered = list.name === 'ol';
  let number = Number(list.attribs['start'] ?? 1) || 1;
  const blocks: Block[] = [];
  for (const child of readChildren(list)) {
    if (!isElement(child)) continue;
    if (child.name !== 'li') {
      // A list inside a list without an item between: sloppy, but common.
      appendAll(blocks, walk([child]));
      continue;
    }
    number = Number(child.attribs['value'] ?? number) || number;
    appendAll(blocks, itemBlocks(walk(readChildren(child)), isOrdered ? number : undefined));
    number++;
  }
  return blocks;
}

/** "Term: what it means" for every entry of a definition list. */
export function definitionBlocks(list: HtmlElement, walk: Walk): Block[] {
  const blocks: Block[] = [];
  let term = '';
  for (const child of readChildren(list)) {
    if (!isElement(child)) continue;
    const inner = walk(readChildren(child));
    if (child.name === 'dt') term = inner.map(textOf).join(' ');
    else if (child.name === 'dd') blocks.push({ kind: 'item', text: labelled(term, inner.map(textOf).join(' ')) });
    else appendAll(blocks, walk([child]));
  }
  return blocks;
}

/** One item from what stands in it: its own words first, then lists, tables and more. */
export function itemBlocks(inner: readonly Block[], number: number | undefined): Block[] {
  const [first, ...rest] = inner;
  if (first === undefined) return [];
  const isOwn = first.kind === 'paragraph' || first.kind === 'heading';
  const own = isOwn ? first.text : '';
  const more = isOwn ? rest : inner;
  if (number !== undefined) return stepBlocks(own, more, number);
  const isLabel = own !== '' && more.length > 0 && (/:$/.test(own) || countWords(own) <= 6);
  const points = more.map((block): Block =>
    isLabel && block.kind === 'item' ? { ...block, text: labelled(own, block.text) } : block,
  );
  const saysMore = isLabel && more.every((block) => block.kind === 'item');
  return own === '' || saysMore ? points : [{ kind: 'item', text: own }, ...points];
}

function stepBlocks(own: string, more: readonly Block[], number: number): Block[] {
  const foldable = more.every((block) => block.kind === 'item' || block.kind === 'paragraph');
  const text = foldable ? foldStep(own, more.map(textOf)) : own;
  if (foldable && countWords(text) <= LONGEST_FOLDED_STEP) return text === '' ? [] : [{ kind: 'item', number, text }];
  return own === '' ? [...more] : [{ kind: 'item', number, text: own }, ...more];
}

/** "Check the cable: it is green; it sits tight." */
function foldStep(own: string, points: readonly string[]): string {
  if (points.length === 0) return own;
  const said = points
    .map((point, index) => (/[.!?;:,]$/.test(point) || index === points.length - 1 ? point : `${point};`))
    .join(' ');
  if (own === '') return said;
  return /[.!?:;,]$/.test(own) ? `${own} ${said}` : `${own}: ${said}`;
}

function labelled(label: string, text: string): string {
  return label === '' ? text : `${label.replace(/\s*:$/, '')}: ${text}`;
}

function textOf(block: Block): string {
  return block.kind === 'row' ? block.cells.filter((cell) => cell !== '').join('; ') : block.text;
}
