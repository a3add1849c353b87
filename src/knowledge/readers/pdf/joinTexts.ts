import type { Rule, Segment, TextTag } from './pdfPage.ts';
import { cleanText } from '../cleanText.ts';
import { isMarker } from './listMarker.ts';

/** A text item of a page, upright, in points from the top left. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  isBold: boolean;
  tag?: TextTag;
}

/** A gap wider than this many font sizes parts cells or columns; justified lines stay below it. */
const WIDE_GAP = 0.9;
/** A gap wider than this is a space even where the file has none. */
const SPACE_GAP = 0.15;

interface Draft extends Segment {
  boldLetters: number;
  letters: number;
}

/** Segments of a page: items joined across small gaps, parted at wide ones and at drawn vertical lines. */
export function joinTexts(texts: readonly PlacedText[], verticals: readonly Rule[]): Segment[] {
  return linesOf(texts.flatMap((text) => cutAtRules(text, verticals))).flatMap((line) => joinLine(line, verticals));
}

/** pdf.js joins what stands close; a vertical line through an item parts it at the nearest space. */
function cutAtRules(text: PlacedText, verticals: readonly Rule[]): PlacedText[] {
  const rule = verticals.find((line) => isThrough(line, text));
  const spaces = rule === undefined ? [] : [...text.text.matchAll(/ /g)].map((space) => space.index);
  if (rule === undefined || spaces.length === 0) return [text];
  const widthOf = (letters: number): number => (text.width * letters) / text.text.length;
  const distance = (index: number): number => Math.abs(text.x + widthOf(index + 0.5) - rule.x1);
  const cut = spaces.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  if (distance(cut) > text.size * 2.5) return [text];
  const start = Math.max(rule.x1 + 1, text.x + widthOf(cut));
  const left = { ...text, text: text.text.slice(0, cut), width: Math.min(rule.x1 - 1, text.x + widthOf(cut)) - text.x };
  const right = { ...text, text: text.text.slice(cut + 1), x: start, width: text.x + text.width - start };
  return [left, ...cutAtRules(right, verticals)];
}

function isThrough({ x1, y1, y2 }: Rule, text: PlacedText): boolean {
  const middle = text.y - text.size * 0.3;
  return x1 > text.x + text.size * 0.5 && x1 < text.x + text.width - text.size * 0.5 && y1 < middle && y2 > middle;
}

/** Items by baseline; a raised or lowered mark stays with its line. */
function linesOf(texts: readonly PlacedText[]): PlacedText[][] {
  const lines: { y: number; size: number; texts: PlacedText[] }[] = [];
  for (const text of [...texts].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    if (line !== undefined && text.y - line.y <= Math.max(line.size, text.size) * 0.33) {
      line.texts.push(text);
      if (text.size > line.size && text.text.trim() !== '') {
        line.size = text.size;
        line.y = text.y;
      }
    } else lines.push({ y: text.y, size: text.size, texts: [text] });
  }
  return lines.map((line) => line.texts.sort((a, b) => a.x - b.x));
}

function joinLine(line: readonly PlacedText[], verticals: readonly Rule[]): Segment[] {
  const drafts: Draft[] = [];
  let hasSpace = false;
  for (const text of line) {
    const last = drafts.at(-1);
    if (text.text.trim() === '') {
      hasSpace = true;
      continue;
    }
    if (last !== undefined && isPrintedTwice(last, text)) last.boldLetters = last.letters;
    else if (
      last !== undefined &&
      goesOn(last, text, { verticals, isMarker: isMarker(last.text, drafts.length === 1) })
    )
      append(last, text, hasSpace);
    else drafts.push(startDraft(text));
    hasSpace = /\s$/.test(text.text);
  }
  return drafts.map(finish).filter((segment) => segment.text !== '');
}

/** Poor man's bold: the same words again a hair further. */
function isPrintedTwice(last: Draft, text: PlacedText): boolean {
  return last.text.endsWith(text.text) && Math.abs(last.x2 - (text.x + text.width)) < 1.5 && text.x < last.x2 - 1;
}

interface GapSetting {
  verticals: readonly Rule[];
  isMarker: boolean;
}

function goesOn(last: Draft, text: PlacedText, { verticals, isMarker }: GapSetting): boolean {
  const gap = text.x - last.x2;
  const size = Math.max(last.size, text.size);
  const cell = last.tag?.cell;
  const nextCell = text.tag?.cell;
  if (cell?.table !== nextCell?.table || cell?.row !== nextCell?.row || cell?.column !== nextCell?.column) return false;
  if (gap > size * (isMarker ? 4 : WIDE_GAP) || gap < -size) return false;
  const middle = text.y - size * 0.3;
  return !verticals.some(({ x1, y1, y2 }) => x1 > last.x2 - 2 && x1 < text.x + 2 && y1 < middle && y2 > middle);
}

function append(last: Draft, text: PlacedText, hasSpace: boolean): void {
  const needsSpace = hasSpace || text.x - last.x2 > Math.max(last.size, text.size) * SPACE_GAP;
  last.text += `${needsSpace && !/\s$/.test(last.text) ? ' ' : ''}${text.text}`;
  last.x2 = Math.max(last.x2, text.x + text.width);
  const letters = text.text.trim().length;
  if (letters > last.letters) {
    last.size = text.size;
    last.y = text.y;
  }
  last.letters += letters;
  last.boldLetters += text.isBold ? letters : 0;
  last.tag ??= text.tag;
}

function startDraft(text: PlacedText): Draft {
  const letters = text.text.trim().length;
  return { ...text, x1: text.x, x2: text.x + text.width, letters, boldLetters: text.isBold ? letters : 0 };
}

function finish({ text, x1, x2, y, size, letters, boldLetters, tag }: Draft): Segment {
  return {
    text: cleanText(text),
    x1,
    x2,
    y,
    size,
    isBold: boldLetters >= letters * 0.6,
    ...(tag === undefined ? {} : { tag }),
  };
}
