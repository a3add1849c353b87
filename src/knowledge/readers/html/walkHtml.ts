import type { Block } from '../../../domain/block.ts';
import { startText, type TextCollector } from './collectText.ts';
import { isElement, isText, isUnread, readChildren, type HtmlElement, type HtmlNode } from './htmlNode.ts';
import { definitionBlocks, listBlocks } from './listBlocks.ts';
import { htmlTableBlocks, isLayoutTable } from './htmlTable.ts';
import { appendAll } from '../../appendAll.ts';

const PARAGRAPHS = new Set(
  (
    'p div section article main aside header body html form fieldset address blockquote figure figcaption details ' +
    'center hr pre dd dt li td th tr tbody thead'
  ).split(' '),
);

/** Blocks of these nodes in reading order. */
export function walkHtml(nodes: readonly HtmlNode[]): Block[] {
  const blocks: Block[] = [];
  const text = startText(blocks);
  readNodes(nodes, text, blocks);
  text.flush();
  return blocks;
}

function readNodes(nodes: readonly HtmlNode[], text: TextCollector, blocks: Block[]): void {
  for (const node of nodes) {
    if (isText(node)) text.add(node.data);
    else if (isElement(node) && !isUnread(node)) readElement(node, text, blocks);
  }
}

function readElement(element: HtmlElement, text: TextCollector, blocks: Block[]): void {
  const { name } = element;
  const level = /^h([1-6])$/.exec(name)?.[1] ?? (name === 'summary' ? '6' : undefined);
  const own = level === undefined ? blocksOf(element) : undefined;
  if (name === 'br') text.breakLine();
  else if (level !== undefined) {
    text.flush();
    readNodes(readChildren(element), text, blocks);
    text.flush({ headingLevel: Number(level) });
  } else if (own !== undefined) {
    text.flush();
    appendAll(blocks, own);
  } else if (name === 'b' || name === 'strong') {
    text.startBold();
    readNodes(element.children, text, blocks);
    text.endBold();
  } else {
    const isParagraph = PARAGRAPHS.has(name);
    if (isParagraph) text.flush();
    if (name === 'pre') text.keepLines();
    readNodes(element.children, text, blocks);
    if (isParagraph) text.flush();
  }
}

/** Blocks of an element that reads its own inside: lists and tables. */
function blocksOf(element: HtmlElement): Block[] | undefined {
  switch (element.name) {
    case 'ul':
    case 'ol':
      return listBlocks(element, walkHtml);
    case 'dl':
      return definitionBlocks(element, walkHtml);
    case 'table':
      return isLayoutTable(element) ? undefined : htmlTableBlocks(element, walkHtml);
    default:
      return undefined;
  }
}
