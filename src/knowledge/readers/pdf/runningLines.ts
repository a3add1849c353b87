import { countWords } from '../cleanText.ts';
import type { DocumentStyle } from './documentStyle.ts';
import type { Line, PdfPage, Segment } from './pdfPage.ts';
import { findRuledAreas } from './ruledAreas.ts';
import { linesOf } from './tableColumns.ts';

/** Outer share of the page's height where running headers and footers stand. */
const ZONE = 0.12;
/** Outer share where only small print stands. */
const MARGIN = 0.08;
/** The page number inside a longer line. */
const OWN_PAGE = /[|·–-]?\s*\b(page|seite)\s*\d+(\s*(of|von|\/)\s*\d+)?/i;
const PAGE_NUMBER = /^((page|seite|p\.?)\s*)?[-–|]?\s*\d{1,4}\s*([-–|]|(of|von|\/)\s*\d{1,4})?$/i;
const ROMAN_NUMBER = /^[ivxlc]{1,6}$/i;
/** Says which version of a document it is, so its first occurrence stays. */
const VERSION = /\b(version|effective|valid|issued?|revision|updated|gültig|stand)\b.*\d/i;

interface Running {
  key: string;
  page: PdfPage;
  segment: Segment;
}

/** Takes page numbers and lines that come back on many pages at the same height out of all pages; returns version lines. */
export function takeRunningLines(pages: readonly PdfPage[], { bodySize }: DocumentStyle): string[] {
  const candidates = pages.flatMap((page) => inZones(page));
  const pagesOf = new Map<string, Set<number>>();
  for (const { key, page } of candidates) pagesOf.set(key, (pagesOf.get(key) ?? new Set()).add(page.number));
  const running = candidates.filter(
    ({ key, segment, page }) =>
      isPageNumber(segment) ||
      segment.tag?.isArtifact === true ||
      isFrequent(pagesOf.get(key), pages.length) ||
      isMarginal(segment, page, bodySize),
  );
  const taken = new Set(running.map(({ segment }) => segment));
  for (const page of pages) page.segments = page.segments.filter((segment) => !taken.has(segment));
  const versions = new Map(
    running.filter(({ segment }) => VERSION.test(segment.text)).map(({ key, segment }) => [key, segment.text]),
  );
  return [...new Set([...versions.values()].map((text) => text.replace(OWN_PAGE, '').trim()))];
}

/** Small print in the margin of a document too short for repetition: "Contoso · Cancellation policy". Numbers stay. */
function isMarginal({ text, y, size }: Segment, page: PdfPage, bodySize: number): boolean {
  const isOuter = y < page.height * MARGIN || y > page.height * (1 - MARGIN);
  return isOuter && size < bodySize * 0.95 && countWords(text) <= 15 && !/\d{3}|[.!?]$/.test(text);
}

function inZones(page: PdfPage): Running[] {
  const isOuter = (segment: Segment): boolean => segment.y < page.height * ZONE || segment.y > page.height * (1 - ZONE);
  const tables = findRuledAreas(page);
  const isInTable = ({ x1, y }: Segment): boolean =>
    tables.some((area) => x1 >= area.x1 && x1 <= area.x2 && y >= area.y1 && y <= area.y2);
  const lines = linesOf(page.segments);
  return lines
    .filter((line, index) => line.length < 4 && !headsTable(line, lines[index + 1]))
    .flatMap((line) => line.filter((segment) => isOuter(segment) && !isInTable(segment)))
    .map((segment) => ({ key: `${segment.text.replace(/\d+/g, '#')} ${Math.round(segment.y / 4)}`, page, segment }));
}

/** Names of columns come back on each page of a long table, tight over its rows. */
function headsTable(line: Line, next: Line | undefined): boolean {
  const [first] = line;
  return (
    line.length > 1 &&
    next !== undefined &&
    next.length >= line.length &&
    first !== undefined &&
    (next[0]?.y ?? 0) - first.y < first.size * 2.2
  );
}

function isPageNumber({ text }: Segment): boolean {
  return PAGE_NUMBER.test(text) || ROMAN_NUMBER.test(text);
}

/** On a fifth of the pages, or on three pages in a row (a chapter's name); in a two-page document on both. */
function isFrequent(on: ReadonlySet<number> | undefined, pageCount: number): boolean {
  if (on === undefined || on.size < 2) return false;
  if (pageCount === 2) return true;
  if (on.size < 3) return false;
  return on.size >= pageCount * 0.2 || [...on].some((number) => on.has(number + 1) && on.has(number + 2));
}
