import type { Block } from '../../../domain/block.ts';
import { countWords } from '../cleanText.ts';
import { itemBlocks } from '../html/listBlocks.ts';
import { tableBlocks } from '../tableBlocks.ts';
import type { DocumentStyle } from './documentStyle.ts';
import { rankHeadings } from './headingRanks.ts';
import { readMarker } from './listMarker.ts';
import type { Draft, TableDraft, TextDraft } from './pageDrafts.ts';

/** Blocks of a whole document from the drafts of its pages. */
export function draftBlocks(drafts: readonly Draft[], style: DocumentStyle): Block[] {
  const whole = joinPages(drafts);
  const ranks = rankHeadings(whole, style);
  const blocks: Block[] = [];
  for (let index = 0; index < whole.length;) {
    const draft = whole[index];
    const level = draft?.kind === 'text' ? ranks.get(draft) : undefined;
    if (draft === undefined) break;
    if (draft.kind === 'table') {
      blocks.push(...pageTable(draft, blocks, whole[index - 1]));
      index++;
    } else if (level !== undefined) {
      blocks.push({ kind: 'heading', level, text: draft.text.replace(/\s*:$/, ''), page: draft.page });
      index++;
    } else if (draft.marker !== undefined) {
      const end = endOfList(whole, index, (next) => ranks.has(next));
      blocks.push(...listOf(whole.slice(index, end) as TextDraft[]));
      index = end;
    } else {
      if (!repeatsHeading(draft, blocks.at(-1))) blocks.push({ kind: 'paragraph', text: draft.text, page: draft.page });
      index++;
    }
  }
  return blocks;
}

/** Some templates print a heading twice. */
function repeatsHeading(draft: TextDraft, last: Block | undefined): boolean {
  return last?.kind === 'heading' && last.text.toLowerCase() === draft.text.toLowerCase();
}

/** A sentence that runs on over a page or column end is finished where it began; the rest stays where it stands. */
function joinPages(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    const runsOn = draft.kind === 'text' && draft.startsRegion && draft.marker === undefined && last?.kind === 'text';
    if (!runsOn || /[.!?:]["”’)]?$/.test(last.text) || !/^[\p{Ll}(]/u.test(draft.text) || last.size !== draft.size) {
      joined.push({ ...draft });
      continue;
    }
    const end = /^.*?[.!?](?=\s+\p{Lu})/u.exec(draft.text)?.[0] ?? draft.text;
    last.text = `${last.text} ${end}`;
    const rest = draft.text.slice(end.length).trim();
    if (rest !== '') joined.push({ ...draft, text: rest });
  }
  return joined;
}

/** A table at the top of a page goes on from one at the end of the page before when it has as many columns. */
function pageTable({ table, page }: TableDraft, blocks: readonly Block[], previous: Draft | undefined): Block[] {
  const last = blocks.at(-1);
  const header =
    previous?.kind === 'table' && previous.page === page - 1 && last?.kind === 'row' ? last.header : undefined;
  const grid = table.grid;
  const isSameWidth = header?.length === grid[0]?.length;
  if (header === undefined || !isSameWidth)
    return tableBlocks(grid, { page }, table.headerRows === undefined ? {} : { atLeastHeaderRows: table.headerRows });
  const first = grid[0]?.map((cell) => cell.text) ?? [];
  const repeats = first.filter((text, column) => text !== '' && header[column]?.includes(text)).length;
  const isRepeated = repeats > first.length / 2;
  const isMarked = grid[0]?.every((cell) => cell.isHeader === true || cell.text === '') === true;
  if (isMarked && !isRepeated) return tableBlocks(grid, { page });
  return tableBlocks(isRepeated ? grid.slice(1) : grid, { page }, { goesOnFrom: header, headerRows: 0 });
}

/** Index after the items of a list and the paragraphs indented under them. */
function endOfList(drafts: readonly Draft[], start: number, isRanked: (draft: TextDraft) => boolean): number {
  const first = drafts[start] as TextDraft;
  let end = start;
  for (let index = start; index < drafts.length; index++) {
    const draft = drafts[index];
    if (draft?.kind !== 'text' || isRanked(draft)) break;
    const belongs =
      draft.marker !== undefined ||
      (draft.page === first.page && draft.x1 > first.x1 + draft.size * 0.9 && countWords(draft.text) <= 60);
    if (!belongs) break;
    end = index + 1;
  }
  return end;
}

/** Items by their indentation: what stands further in belongs to the item above. */
function listOf(drafts: readonly TextDraft[]): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < drafts.length;) {
    const draft = drafts[index];
    if (draft === undefined) break;
    let end = index + 1;
    while (end < drafts.length && isUnder(drafts[end], draft)) end++;
    const own: Block = { kind: 'paragraph', text: readMarker(draft.text)?.text ?? draft.text };
    const made =
      draft.marker === undefined
        ? [own]
        : itemBlocks([own, ...listOf(drafts.slice(index + 1, end))], draft.marker.number);
    blocks.push(...made.map((block) => ({ ...block, page: block.page ?? draft.page })));
    index = end;
  }
  return blocks;
}

function isUnder(draft: TextDraft | undefined, item: TextDraft): boolean {
  if (draft === undefined) return false;
  const isFurtherIn = draft.x1 > item.x1 + draft.size * 0.4;
  return isFurtherIn || (draft.marker?.kind === 'letter' && item.marker?.kind === 'number');
}
