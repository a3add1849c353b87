import type { RawTranscript, RawUtterance } from './rawUtterance.ts';
import { secondsOf } from './times.ts';
import { refuseTooMany, TRANSCRIPT_LIMITS } from './transcriptLimits.ts';

const DELIMITERS = ['\t', ';', ',', '|'] as const;

const COLUMNS = {
  text: /^(?:text|transcript|utterance|content|message|phrase|sentence|said|words|body|caption|display|nachricht|inhalt)$/,
  label:
    /^(?:speaker|role|participant|party|who|from|author|channel|name|user|side|sprecher|rolle)(?: ?(?:name|role|id|label))?$/,
  start:
    /^(?:start|begin|offset|time|timestamp|from time|at|zeit|beginn)(?: ?(?:time|offset))?(?: ?\(?(?:s|sec|secs|seconds|ms|millis|milliseconds)\)?)?$/,
  end: /^(?:end|stop|finish|to time|ende)(?: ?(?:time|offset))?(?: ?\(?(?:s|sec|secs|seconds|ms|millis|milliseconds)\)?)?$/,
} as const;

type Columns = Partial<Record<keyof typeof COLUMNS, number>> & { text: number };

/** Which delimiter makes the first line a header with a text column and a speaker or time; undefined for no table. */
export function tableDelimiter(text: string): string | undefined {
  const header = /[^\r\n]+/.exec(text.slice(0, 5000))?.[0] ?? '';
  return DELIMITERS.find((delimiter) => columnsOf(header.split(delimiter).map(unquoted)) !== undefined);
}

/** Reads a table whose header names a text column and a speaker or time column. */
export async function readTable(text: string, delimiter: string): Promise<RawTranscript> {
  const { parse } = await import('csv-parse/sync');
  const options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: TRANSCRIPT_LIMITS.utterances + 2,
  };
  let rows: string[][];
  try {
    rows = parse(text, options);
  } catch {
    // A quote that never closes; read on as if quotes meant nothing.
    rows = parse(text, { ...options, quote: false });
  }
  const [header = [], ...records] = rows;
  refuseTooMany(records.length);
  const columns = columnsOf(header.map(unquoted));
  if (columns === undefined) return { utterances: [] };
  const perSecond = (column: number | undefined): number =>
    column !== undefined && /\b(?:ms|millis|milliseconds)\)?$/.test(plainName(header[column] ?? '')) ? 1000 : 1;
  const units = { start: perSecond(columns.start), end: perSecond(columns.end) };
  return { utterances: records.map((record) => readRecord(record, columns, units)) };
}

function readRecord(
  record: readonly string[],
  columns: Columns,
  perSecond: { start: number; end: number },
): RawUtterance {
  const cell = (column: number | undefined): string | undefined =>
    column === undefined ? undefined : record[column]?.trim();
  // Text with bare delimiters in the last column spills over into more cells.
  const text =
    columns.text === Math.max(...Object.values(columns))
      ? record.slice(columns.text).join(' ')
      : (record[columns.text] ?? '');
  return {
    label: cell(columns.label) || undefined,
    start: seconds(cell(columns.start), perSecond.start),
    end: seconds(cell(columns.end), perSecond.end),
    text,
  };
}

/** German tables write "12,5". */
function seconds(cell: string | undefined, perSecond: number): number | undefined {
  if (cell === undefined || cell === '') return undefined;
  const value = secondsOf(cell.replace(/^(\d+),(\d+)$/, '$1.$2'));
  return value === undefined ? undefined : value / perSecond;
}

function columnsOf(header: readonly string[]): Columns | undefined {
  const names = header.map(plainName);
  const at = (pattern: RegExp): number | undefined => {
    const index = names.findIndex((name) => pattern.test(name));
    return index === -1 ? undefined : index;
  };
  const text = at(COLUMNS.text);
  if (text === undefined) return undefined;
  const columns = { text, label: at(COLUMNS.label), start: at(COLUMNS.start), end: at(COLUMNS.end) };
  return columns.label === undefined && columns.start === undefined ? undefined : dropMissing(columns);
}

function dropMissing(columns: { text: number } & Record<string, number | undefined>): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([, index]) => index !== undefined)) as unknown as Columns;
}

function plainName(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=[a-z])(?=ms$)/, ' ');
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"([^"]*)"$/, '$1');
}
