/** A table of plain values. */
export interface CsvTable {
  columns: readonly string[];
  rows: readonly (readonly CsvValue[])[];
}

/** What a cell may hold; null for what is not known. */
export type CsvValue = string | number | null;

/** A spreadsheet takes text that begins so for a formula, also behind blanks. */
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@\t\r|%＝＋－＠]/u;
const QUOTED = /[",;\n\r\t]|^\s|\s$/;

/**
 * A table as CSV (RFC 4180, lines end in CR LF). Text that a spreadsheet would run as a formula gets an apostrophe in
 * front; numbers are numbers.
 */
export function toCsv({ columns, rows }: CsvTable): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // Marks that turn the words behind them around hide what a cell holds.
  const plain = value.replace(/[\0\u202A-\u202E\u2066-\u2069]/g, '');
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
