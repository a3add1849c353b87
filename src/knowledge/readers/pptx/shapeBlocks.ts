import type { Block } from '../../../domain/block.ts';
import { cleanText } from '../cleanText.ts';
import { isElement, isText, type HtmlElement } from '../html/htmlNode.ts';
import { tableBlocks } from '../tableBlocks.ts';
import type { TableCell } from '../tableGrid.ts';
import { childAt, elementsOf } from './openXml.ts';
import { appendAll } from '../../appendAll.ts';

const NOT_CONTENT = /^(dt|ftr|sldNum|hdr|sldImg)$/;

/** Blocks of all shapes of a slide, its title first; `only` limits them to placeholders of these types. */
export function shapeBlocks(slide: HtmlElement, only?: RegExp): Block[] {
  const titles: Block[] = [];
  const rest: Block[] = [];
  for (const shape of shapesOf(slide)) {
    const type = placeholderOf(shape);
    if (type !== undefined && NOT_CONTENT.test(type)) continue;
    if (only !== undefined && !only.test(type ?? '')) continue;
    if (type === 'title' || type === 'ctrTitle') {
      const text = elementsOf(shape, 'a:p')
        .map(paragraphText)
        .filter((line) => line !== '')
        .join(' ');
      if (text !== '') titles.push({ kind: 'heading', level: titles.length === 0 ? 1 : 2, text });
    } else if (shape.name === 'p:graphicFrame') appendAll(rest, elementsOf(shape, 'a:tbl').flatMap(slideTable));
    else appendAll(rest, paragraphBlocks(shape, isPointed(type)));
  }
  return [...titles, ...rest];
}

/** The words of a drawn diagram, each as a point. */
export function diagramBlocks(data: HtmlElement | undefined): Block[] {
  if (data === undefined) return [];
  const texts = elementsOf(data, 'a:p')
    .map(paragraphText)
    .filter((text) => text !== '');
  return texts.map((text) => ({ kind: 'item', text }));
}

/** Shapes in drawing order, groups taken apart. */
function shapesOf(element: HtmlElement): HtmlElement[] {
  return element.children.filter(isElement).flatMap((child) => {
    if (child.name === 'p:sp' || child.name === 'p:graphicFrame') return [child];
    return /^(p:cSld|p:spTree|p:grpSp|mc:AlternateContent|mc:Choice)$/.test(child.name) ? shapesOf(child) : [];
  });
}

function placeholderOf(shape: HtmlElement): string | undefined {
  const placeholder = childAt(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph');
  return placeholder === undefined ? undefined : (placeholder.attribs['type'] ?? 'obj');
}

/** Content placeholders show their lines as points unless a line says otherwise. */
function isPointed(placeholder: string | undefined): boolean {
  return placeholder === 'obj' || placeholder === 'body';
}

function paragraphBlocks(shape: HtmlElement, pointsByDefault: boolean): Block[] {
  const counters: number[] = [];
  return elementsOf(shape, 'a:p').flatMap((paragraph): Block[] => {
    const text = paragraphText(paragraph);
    if (text === '') return [];
    const properties = childAt(paragraph, 'a:pPr');
    const level = Number(properties?.attribs['lvl'] ?? 0);
    const has = (tag: string): boolean => properties !== undefined && childAt(properties, tag) !== undefined;
    counters.length = level + 1;
    if (has('a:buAutoNum')) {
      const start = Number(childAt(paragraph, 'a:pPr', 'a:buAutoNum')?.attribs['startAt'] ?? 1);
      counters[level] = (counters[level] ?? start - 1) + 1;
      return [{ kind: 'item', number: counters[level], text }];
    }
    counters[level] = 0;
    const isPoint = has('a:buChar') || (pointsByDefault && !has('a:buNone'));
    return [{ kind: isPoint ? 'item' : 'paragraph', text }];
  });
}

function paragraphText(paragraph: HtmlElement): string {
  const pieces = paragraph.children.filter(isElement).map((run) => {
    if (run.name === 'a:br') return ' ';
    return /^a:(r|fld)$/.test(run.name) ? elementsOf(run, 'a:t').map(plainText).join('') : '';
  });
  return cleanText(pieces.join(''));
}

function plainText(element: HtmlElement): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('');
}

function slideTable(table: HtmlElement): Block[] {
  const hasHeader = childAt(table, 'a:tblPr')?.attribs['firstRow'] === '1';
  const grid: TableCell[][] = [];
  for (const row of table.children.filter(isElement).filter((child) => child.name === 'a:tr')) {
    const above = grid.at(-1);
    const cells: TableCell[] = [];
    row.children
      .filter((child) => isElement(child) && child.name === 'a:tc')
      .forEach((cell, column) => {
        if (!isElement(cell)) return;
        const from =
          cell.attribs['hMerge'] === '1'
            ? cells[column - 1]
            : cell.attribs['vMerge'] === '1'
              ? above?.[column]
              : undefined;
        cells.push(from === undefined ? cellFrom(cell) : { ...from, isRepeat: true });
      });
    grid.push(cells);
  }
  const groups = grid[0]?.some((cell) => cell.isRepeat) === true;
  return tableBlocks(grid, {}, hasHeader && !groups ? { headerRows: 1 } : {});
}

function cellFrom(cell: HtmlElement): TableCell {
  const text = elementsOf(cell, 'a:p')
    .map(paragraphText)
    .filter((line) => line !== '')
    .join(' ');
  const runs = elementsOf(cell, 'a:rPr');
  return { text, isHeader: runs.length > 0 && runs.every((run) => run.attribs['b'] === '1') };
}
