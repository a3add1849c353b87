import { countWords } from '../cleanText.ts';
import { LABEL_HEADING_LEVEL } from '../html/collectText.ts';
import type { DocumentStyle } from './documentStyle.ts';
import type { Draft, TextDraft } from './pageDrafts.ts';

const LONGEST_HEADING_WORDS = 20;
const LOWEST_LEVEL = 6;

/** Levels of the drafts that are headings: the larger the letters, the higher; tags and weight part equal sizes. */
export function rankHeadings(drafts: readonly Draft[], style: DocumentStyle): ReadonlyMap<TextDraft, number> {
  const found: TextDraft[] = [];
  const labels: TextDraft[] = [];
  drafts.forEach((draft, index) => {
    if (draft.kind !== 'text') return;
    if (isHeading(draft, drafts[index + 1], style)) found.push(draft);
    else if (isLabelLine(draft, drafts[index + 1])) labels.push(draft);
  });
  const tagOf = usualTags(found);
  const headings = new Map(found.map((draft) => [draft, styleKey(draft, tagOf, style)]));
  const keys = [...new Set(headings.values())].sort((a, b) => (a < b ? 1 : -1));
  const ranks = new Map<TextDraft, number>();
  for (const [draft, key] of headings) ranks.set(draft, Math.min(keys.indexOf(key) + 1, LOWEST_LEVEL));
  for (const draft of labels) ranks.set(draft, LABEL_HEADING_LEVEL);
  return ranks;
}

function isHeading(draft: TextDraft, next: Draft | undefined, style: DocumentStyle): boolean {
  const words = countWords(draft.text);
  if (words > LONGEST_HEADING_WORDS || !/\p{L}/u.test(draft.text)) return false;
  if (draft.tagged !== undefined) return true;
  const isLarge = draft.size >= style.bodySize * 1.12;
  if (isLarge && draft.marker?.kind !== 'bullet') return !/[.;,]$/.test(draft.text) || words <= 8;
  if (draft.lines > 2 || words > 12 || /[.;,!]$/.test(draft.text) || draft.size < style.bodySize * 0.9) return false;
  const isCapitals = /\p{Lu}{3}/u.test(draft.text) && !/\p{Ll}/u.test(draft.text) && !/\d{3}/.test(draft.text);
  const stands = draft.isBold && !style.isBodyBold;
  if (draft.marker === undefined) return stands || (isCapitals && draft.hasGapAbove);
  return stands && draft.marker.kind === 'number' && headsSection(draft, next);
}

/** "3. Fees" over a paragraph is a heading, "3. Press save" before the next step is not. */
function headsSection(draft: TextDraft, next: Draft | undefined): boolean {
  if (next?.kind === 'table') return true;
  return (
    next?.kind === 'text' &&
    next.marker === undefined &&
    Math.abs(next.x1 - draft.x1) < draft.size * 0.9 &&
    !next.isBold
  );
}

/** A short line in capitals-of-titles over a paragraph: "In-Network Providers", "Tips:". */
function isLabelLine(draft: TextDraft, next: Draft | undefined): boolean {
  if (draft.marker !== undefined || draft.lines > 1 || !draft.hasGapAbove || countWords(draft.text) > 7) return false;
  if (!/^\p{Lu}/u.test(draft.text) || /[.;,!?\d]$/.test(draft.text) || /:\s/.test(draft.text)) return false;
  if (next?.kind !== 'text' || (next.marker === undefined && countWords(next.text) < 8)) return false;
  return (
    draft.text.split(/[\s/-]+/).every((word) => word.length < 4 || !/^\p{Ll}/u.test(word)) &&
    !/\b(include|follow|steps)/i.test(draft.text)
  );
}

/** The tag most headings of a size have; headings without a tag are taken to be like them. */
function usualTags(headings: readonly TextDraft[]): ReadonlyMap<number, number> {
  const tags = new Map<number, number>();
  for (const { size, tagged } of headings) if (tagged !== undefined && !tags.has(size)) tags.set(size, tagged);
  return tags;
}

/** Sorts by size, then by tag (higher levels first), then, among headings of the body's size, by weight. */
function styleKey(
  { size, tagged, isBold }: TextDraft,
  tagOf: ReadonlyMap<number, number>,
  style: DocumentStyle,
): string {
  const weight = isBold && size < style.bodySize * 1.12 ? 1 : 0;
  return `${String(Math.round(size * 10)).padStart(6, '0')} ${9 - (tagged ?? tagOf.get(size) ?? 8)} ${weight}`;
}
