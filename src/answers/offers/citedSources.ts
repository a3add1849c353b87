import type { Citation } from '../../domain/answer.ts';
import type { Passage } from '../../domain/passage.ts';

/** Numbers passages in the order they are first cited. */
export function citedSources() {
  const citations: Citation[] = [];
  return {
    citations,
    /** The number of the source; `snippet` is the words of it that carry the line. */
    cite(passage: Passage, snippet: string): number {
      const known = citations.find(({ passageId }) => passageId === passage.passageId);
      if (known !== undefined) return known.n;
      const n = citations.length + 1;
      citations.push(citationOf(n, passage, snippet));
      return n;
    },
  };
}

function citationOf(n: number, passage: Passage, snippet: string): Citation {
  const { passageId, file, title, page, slide, sheet, heading, effectiveDate, sensitivity, url, groups } = passage;
  const place = { page, slide, sheet, heading, effectiveDate, sensitivity, url };
  const known = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  return { n, passageId, file, title, ...known, snippet, isRestricted: groups !== null };
}
