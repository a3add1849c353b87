import type { ReadBlocks } from '../../domain/block.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { cleanText } from './cleanText.ts';
import { decodeText } from '../../files/decodeText.ts';
import { tableBlocks } from './tableBlocks.ts';
import { isValue } from './tableHeader.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Reads comma, semicolon, tab or bar separated values; each line becomes a row with the first line as its header. */
export async function readCsv(bytes: Uint8Array): Promise<ReadBlocks> {
  const { parse } = await import('csv-parse/sync');
  const text = (await decodeText(bytes)).replace(/^\uFEFF/, '');
  const options = {
    delimiter: sniffDelimiter(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  let records: string[][];
  try {
    records = parse(text, options);
  } catch {
    // A quote that never closes; read on as if quotes meant nothing.
    records = parse(text, { ...options, quote: false });
  }
  if (records.length === 0) throw new UnreadableDocument('no-text', 'The file holds no rows.');
  const grid = records.map((record) => record.map((cell) => ({ text: cleanText(cell) })));
  const table = grid.slice(grid.findIndex((row) => row.filter((cell) => cell.text !== '').length > 1));
  const notes = grid.slice(0, grid.length - table.length);
  const isHeader = (table[0] ?? []).every((cell) => !isValue(cell.text));
  const blocks = [
    ...notes.flatMap((row) => tableBlocks([row], {})),
    ...tableBlocks(table, {}, { headerRows: isHeader ? 1 : 0 }),
  ];
  return { blocks, warnings: [] };
}

/** The delimiter that parts the first lines into the same number of cells, the most cells winning. */
function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '""')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length).sort((a, b) => a - b);
    const usual = counts[Math.floor(counts.length / 2)] ?? 1;
    const agreeing = counts.filter((count) => count === usual).length / Math.max(counts.length, 1);
    return { delimiter, score: usual > 1 ? agreeing * 10 + Math.min(usual, 9) / 10 : 0 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}
