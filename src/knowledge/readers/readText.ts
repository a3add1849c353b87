import type { Block, ReadBlocks } from '../../domain/block.ts';
import { alignedRows } from './alignedColumns.ts';
import { cleanText, countWords } from './cleanText.ts';
import { decodeText } from '../../files/decodeText.ts';

const STEP = /^\s*(?:step\s+(?<step>\d{1,2})[.):]?|\(?(?<number>\d{1,2})[.):])\s+/i;
/** The names of columns stand wide apart. */
const COLUMNS = /\S(?: {3,}|\t+)\S/;
/** "2. CHECK-IN (before departure)" */
const REMARK = /\s\([^()]*\)$/;
const BULLET = /^\s*[-*•–·▪◦]\s+/;

/**
 * Reads plain text: paragraphs between empty lines, numbered steps, bullets, underlined or capital headings, tables set
 * with blanks.
 */
export async function readText(bytes: Uint8Array): Promise<ReadBlocks> {
  const lines = (await decodeText(bytes)).split(/\r\n|[\n\r\f\v\u0085\u2028]/);
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let isStart = true;
  const flush = (): void => {
    if (paragraph.length > 0)
      blocks.push(...(leaderRows(paragraph) ?? alignedRows(paragraph) ?? itemBlocks(paragraph)));
    paragraph = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const heading = headingAt(lines, index, isStart);
    isStart &&= line.trim() === '';
    if (heading !== undefined) {
      flush();
      blocks.push(heading.block);
      index += heading.lines - 1;
    } else if (line.trim() === '') flush();
    else {
      const isInTable = COLUMNS.test(line) && COLUMNS.test(paragraph.at(-1) ?? '') && !/^\s*step\b/i.test(line);
      if (startsItem(line) && !isInTable) flush();
      paragraph.push(line);
    }
  }
  flush();
  const first = blocks[0];
  return { ...(first?.kind === 'heading' ? { title: first.text } : {}), blocks, warnings: [] };
}

function headingAt(
  lines: readonly string[],
  index: number,
  isStart: boolean,
): { block: Block; lines: number } | undefined {
  const line = lines[index] ?? '';
  const text = cleanText(line);
  const before = lines[index - 1]?.trim() ?? '';
  const after = lines[index + 1]?.trim() ?? '';
  if (text === '' || before !== '' || countWords(text) > 12 || COLUMNS.test(line)) return undefined;
  const underline = /^(={3,}|-{3,}|~{3,})$/.exec(after)?.[1];
  if (underline !== undefined)
    return { block: { kind: 'heading', level: underline.startsWith('=') ? 1 : 2, text }, lines: 2 };
  const name = text.replace(REMARK, '');
  const isCapitals = /\p{Lu}{2}/u.test(name) && !/\p{Ll}/u.test(name) && !/[.;,!]$/.test(text) && !BULLET.test(text);
  const level = isStart ? 1 : 2;
  return isCapitals ? { block: { kind: 'heading', level, text: text.replace(/:$/, '') }, lines: 1 } : undefined;
}

function startsItem(line: string): boolean {
  return STEP.test(line) || BULLET.test(line);
}

/** Each numbered or marked line starts a block of its own. */
function itemBlocks(lines: readonly string[]): Block[] {
  const starts = lines.flatMap((line, at) => (at === 0 || startsItem(line) ? [at] : []));
  return starts.flatMap((start, at) => paragraphBlock(lines.slice(start, starts[at + 1])) ?? []);
}

function paragraphBlock(lines: readonly string[]): Block | undefined {
  const [first = ''] = lines;
  const { step, number = step } = STEP.exec(first)?.groups ?? {};
  const marker = (STEP.exec(first) ?? BULLET.exec(first))?.[0] ?? '';
  const text = cleanText([first.slice(marker.length), ...lines.slice(1)].join(' '));
  if (text === '' || /^[-=_*~]{3,}$/.test(text)) return undefined;
  if (number !== undefined) return { kind: 'item', number: Number(number), text };
  return marker === '' ? { kind: 'paragraph', text } : { kind: 'item', text };
}

/** "Cash machine ........ 300 a day": dots, in such a list also few of them or a wide gap, lead from a name to its value. */
const LEADER = /^\s*(\S.*?)(?:\s*\.{4,}\s*|\s*(?:\.\s){4,}\s*)(\S.*)$/;
const GAP = /^\s*(\S.*?)(?:\s*\.{2,}\s*|\s{2,})(\S.*)$/;
const LEAST_LEADERS = 2;

/** The rows of a list whose lines lead from a name to its value; undefined for any other paragraph. */
function leaderRows(lines: readonly string[]): Block[] | undefined {
  if (lines.filter((line) => LEADER.test(line)).length < LEAST_LEADERS) return undefined;
  return lines.map((line): Block => {
    const [, name, value] = LEADER.exec(line) ?? GAP.exec(line) ?? [];
    if (name === undefined || value === undefined) return { kind: 'paragraph', text: cleanText(line) };
    return { kind: 'row', header: ['', ''], cells: [cleanText(name), cleanText(value)] };
  });
}
