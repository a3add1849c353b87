import { findAlignedTables } from './alignedTables.ts';
import type { DocumentStyle } from './documentStyle.ts';
import { joinText } from './joinLines.ts';
import { readMarker, type MarkedLine } from './listMarker.ts';
import { orderRegions } from './orderRegions.ts';
import type { FlowItem, Line, PdfPage, PdfTable, Rule } from './pdfPage.ts';
import { roundSize } from './documentStyle.ts';

/** A run of lines that belong together, before it is known what it is. */
export interface TextDraft {
  kind: 'text';
  text: string;
  page: number;
  x1: number;
  size: number;
  isBold: boolean;
  lines: number;
  /** Heading level by the PDF's own tags. */
  tagged?: number;
  marker?: MarkedLine;
  /** True when a wider gap than between lines stands above. */
  hasGapAbove: boolean;
  /** True for the first piece of a page or column, which may go on from the last. */
  startsRegion: boolean;
}

export interface TableDraft {
  kind: 'table';
  page: number;
  table: PdfTable;
}

export type Draft = TextDraft | TableDraft;

interface TextLine {
  text: string;
  x1: number;
  x2: number;
  y: number;
  size: number;
  isBold: boolean;
  tagged?: number;
  item?: number;
}

const LEADER_DOTS = /(\.\s?){4,}\s*\d+$/;

/** Paragraphs, items, headings-to-be and tables of a page in reading order. */
export function pageDrafts(page: PdfPage, tables: readonly PdfTable[], style: DocumentStyle): Draft[] {
  const edges: Rule[] = page.fills.flatMap(({ x1, x2, y1, y2 }) => [y1, y2].map((y) => ({ x1, x2, y1: y, y2: y })));
  const rowLines = [...page.horizontals, ...edges];
  return orderRegions(page.segments, tables).flatMap((region) =>
    regionDrafts(findAlignedTables(region, rowLines), page, style),
  );
}

function regionDrafts(items: readonly FlowItem[], page: PdfPage, style: DocumentStyle): Draft[] {
  const drafts: Draft[] = [];
  const lines = items.flatMap((item) => (item.kind === 'line' ? [textLine(item.line)] : []));
  const right = Math.max(...lines.map((line) => line.x2));
  let before: TextLine | undefined;
  let next = 0;
  for (const item of items) {
    if (item.kind === 'table') {
      drafts.push({ kind: 'table', page: page.number, table: item.table });
      before = undefined;
      continue;
    }
    const line = lines[next++];
    if (line === undefined || LEADER_DOTS.test(line.text)) continue;
    const last = drafts.at(-1);
    if (last?.kind === 'text' && before !== undefined && goesOn(before, line, { last, right, style })) {
      last.text = joinText(last.text, line.text);
      last.x1 = last.marker === undefined ? Math.min(last.x1, line.x1) : last.x1;
      last.isBold &&= line.isBold;
      last.lines++;
    } else drafts.push(startDraft(line, before, { page, style, isFirst: drafts.length === 0 }));
    before = line;
  }
  return drafts;
}

function textLine(line: Line): TextLine {
  const [first] = line;
  const letters = line.reduce((sum, segment) => sum + segment.text.length, 0);
  const bold = line.reduce((sum, segment) => sum + (segment.isBold ? segment.text.length : 0), 0);
  const tagged = line.every((segment) => segment.tag?.heading !== undefined) ? first?.tag?.heading : undefined;
  return {
    text: line.map((segment) => segment.text).join(' '),
    x1: first?.x1 ?? 0,
    x2: line.at(-1)?.x2 ?? 0,
    y: first?.y ?? 0,
    size: Math.max(...line.map((segment) => segment.size)),
    isBold: bold > letters * 0.9,
    ...(tagged === undefined ? {} : { tagged }),
    ...(first?.tag?.item === undefined ? {} : { item: first.tag.item }),
  };
}

interface DraftSetting {
  page: PdfPage;
  style: DocumentStyle;
  isFirst: boolean;
}

function startDraft(line: TextLine, before: TextLine | undefined, { page, style, isFirst }: DraftSetting): TextDraft {
  const bullet = line.item === undefined ? undefined : { kind: 'bullet' as const, text: line.text };
  const marker = readMarker(line.text) ?? bullet;
  return {
    kind: 'text',
    text: line.text,
    page: page.number,
    x1: line.x1,
    size: roundSize(line.size),
    isBold: line.isBold,
    lines: 1,
    ...(line.tagged === undefined ? {} : { tagged: line.tagged }),
    ...(marker === undefined ? {} : { marker }),
    hasGapAbove: before === undefined || hasGap(before, line, style),
    startsRegion: isFirst,
  };
}

interface GoesOnSetting {
  last: TextDraft;
  /** Right edge of the region. */
  right: number;
  style: DocumentStyle;
}

/** True when the line continues the paragraph of the line before it. */
function goesOn(before: TextLine, line: TextLine, { last, right, style }: GoesOnSetting): boolean {
  if (roundSize(before.size) !== roundSize(line.size) && Math.abs(before.size - line.size) > 0.6) return false;
  if ((before.tagged === undefined) !== (line.tagged === undefined) || hasGap(before, line, style)) return false;
  const isHeadingLike = before.size > style.bodySize * 1.12 || before.tagged !== undefined;
  if (before.isBold !== line.isBold && (last.isBold || line.isBold)) return false;
  const marker = readMarker(line.text);
  if (marker !== undefined && (marker.kind !== 'letter' || /[.;:)]$/.test(before.text))) return false;
  if (line.item !== before.item) return false;
  if (isHeadingLike) return true;
  const isIndented = line.x1 > before.x1 + line.size * 0.9 && last.marker === undefined && last.lines > 1;
  return !isIndented && !endedEarly(before, line, right);
}

function hasGap(before: TextLine, line: TextLine, style: DocumentStyle): boolean {
  return (line.y - before.y) / Math.max(line.size, before.size) > style.leading * 1.22 || line.y < before.y - 1;
}

/** The next word would have fitted on the line before, so its writer ended it. */
function endedEarly(before: TextLine, line: TextLine, right: number): boolean {
  if (/\p{L}-$/u.test(before.text) && /^\p{Ll}/u.test(line.text)) return false;
  const [word = ''] = line.text.split(' ', 1);
  const wordWidth = ((line.x2 - line.x1) * word.length) / Math.max(line.text.length, 1);
  const room = right - before.x2 - before.size * 0.3 - wordWidth;
  const share = room / Math.max(right - before.x1, 1);
  if (room < 0 || (/^\p{Ll}/u.test(line.text) && share < 0.4)) return false;
  if (/[.!?:;]["”’)]?$/.test(before.text)) return room > before.size * 0.5;
  return share > 0.12;
}
