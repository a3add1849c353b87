import type { PdfPage, Segment } from './pdfPage.ts';

/** How the body of a document looks, against which headings and paragraph ends are told. */
export interface DocumentStyle {
  bodySize: number;
  /** True when most of the body is bold, so that bold means nothing. */
  isBodyBold: boolean;
  /** Usual distance of baselines in a paragraph, in font sizes. */
  leading: number;
}

/** The style most letters of the document have. */
export function measureStyle(pages: readonly PdfPage[]): DocumentStyle {
  const bySize = new Map<number, number>();
  let letters = 0;
  let bold = 0;
  const leadings = new Map<number, number>();
  for (const { segments } of pages) {
    for (const [index, segment] of segments.entries()) {
      const size = roundSize(segment.size);
      bySize.set(size, (bySize.get(size) ?? 0) + segment.text.length);
      letters += segment.text.length;
      bold += segment.isBold ? segment.text.length : 0;
      const leading = leadingAfter(segments[index - 1], segment);
      if (leading !== undefined) leadings.set(leading, (leadings.get(leading) ?? 0) + 1);
    }
  }
  const bodySize = [...bySize].reduce((best, next) => (next[1] > best[1] ? next : best), [10, 0])[0];
  return { bodySize, isBodyBold: bold > letters * 0.5, leading: usualLeading(leadings) };
}

/** Sizes that differ by less than a quarter point are one. */
export function roundSize(size: number): number {
  return Math.round(size * 2) / 2;
}

function leadingAfter(before: Segment | undefined, segment: Segment): number | undefined {
  if (before === undefined || roundSize(before.size) !== roundSize(segment.size)) return undefined;
  const leading = (segment.y - before.y) / segment.size;
  return leading > 0.9 && leading < 2.5 ? Math.round(leading * 20) / 20 : undefined;
}

/** The smallest distance that is common: lines of a paragraph stand closer than paragraphs. */
function usualLeading(leadings: ReadonlyMap<number, number>): number {
  const total = [...leadings.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...leadings].sort(([a], [b]) => a - b);
  return sorted.find(([, count]) => count >= total * 0.15)?.[0] ?? 1.25;
}
