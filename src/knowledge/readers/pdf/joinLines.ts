import type { Segment } from './pdfPage.ts';

/** Text of segments that belong together, line after line; words parted at a line end grow together again. */
export function joinLines(segments: readonly Segment[]): string {
  const sorted = [...segments].sort((a, b) => (Math.abs(a.y - b.y) > 2 ? a.y - b.y : a.x1 - b.x1));
  return sorted.reduce((text, segment) => joinText(text, segment.text), '');
}

/** Text of a table cell; dots that lead the eye to the figures are no text. */
export function cellText(segments: readonly Segment[]): string {
  return joinLines(segments).replace(/\s*(\.\s?){3,}$/, '');
}

/** Two pieces of running text; a hyphen before a small letter is taken for a real one only where it joins two words. */
export function joinText(before: string, after: string): string {
  if (before === '' || after === '') return before + after;
  if (/[\p{L}\d]-$/u.test(before) && /^[\p{L}\d]/u.test(after)) return `${before}${LINE_HYPHEN}${after}`;
  return `${before} ${after}`;
}

/** Stands after a hyphen at a line end until the words of the whole document are known. */
const LINE_HYPHEN = '\u0001';

/** Decides about hyphens at line ends: "in-\nnetwork" stays, "cover-\nage" grows together, by the document's own words. */
export function settleHyphens(text: string, words: ReadonlySet<string>): string {
  if (!text.includes(LINE_HYPHEN)) return text;
  return text.replace(
    new RegExp(`([\\p{L}\\d]+)-${LINE_HYPHEN}([\\p{L}\\d]+)`, 'gu'),
    (_, start: string, end: string) => {
      if (words.has(`${start}-${end}`.toLowerCase()) || !/^\p{Ll}/u.test(end)) return `${start}-${end}`;
      if (words.has(`${start}${end}`.toLowerCase())) return `${start}${end}`;
      return words.has(start.toLowerCase()) && words.has(end.toLowerCase()) ? `${start}-${end}` : `${start}${end}`;
    },
  );
}

/** Words of a document in small letters, those with a hyphen whole. */
export function collectWords(texts: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.matchAll(/[\p{L}\d]+(-[\p{L}\d]+)*/gu)) words.add(word.toLowerCase());
  }
  return words;
}
