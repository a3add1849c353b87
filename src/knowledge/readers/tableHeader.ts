import { countWords } from './cleanText.ts';
import type { TableCell, TableGrid } from './tableGrid.ts';

const MOST_HEADER_ROWS = 3;

/** How many of a table's first rows name its columns: by their marks (th, bold), else by what stands in them. */
export function countHeaderRows(rows: TableGrid, atLeast = 0): number {
  const drawn = rows
    .slice(0, atLeast)
    .every((row) => row.every((cell) => !isValue(cell.text) || isDigitName(cell.text)))
    ? atLeast
    : 0;
  const marked = Math.max(
    rows.findIndex((row) => !isMarked(row)),
    drawn,
  );
  let count = marked > 0 ? marked : rows.length > 1 && namesColumns(rows) ? 1 : 0;
  if (count === 0) return 0;
  while (count < Math.min(MOST_HEADER_ROWS, rows.length - 1) && isUnderHeader(rows.slice(0, count), rows[count] ?? []))
    count++;
  return Math.min(count, MOST_HEADER_ROWS);
}

/** Every filled cell is marked as heading, and there are several: a single one is a group's name. */
function isMarked(row: readonly TableCell[]): boolean {
  const filled = row.filter((cell) => cell.text !== '');
  const names = new Set(filled.map((cell) => cell.text));
  const hasEmptyCorner = row[0]?.text === '' && filled.length === row.length - 1;
  return (names.size > 1 || (hasEmptyCorner && names.size === 1)) && filled.every((cell) => cell.isHeader === true);
}

/** True when the first row, which nothing marks, still reads as names over values. */
function namesColumns(rows: TableGrid): boolean {
  const [first = [], ...body] = rows;
  const filled = first.filter((cell) => cell.text !== '');
  if (filled.length < 2 || filled.some((cell) => isSentence(cell.text))) return false;
  // An empty corner over row labels: the classic matrix.
  if (first[0]?.text === '' && filled.length === first.length - 1) return true;
  if (areWordsOverFigures(rows)) return true;
  if (filled.some((cell) => isValue(cell.text) && !isDigitName(cell.text))) return false;
  const hasContrast = first.some((name, column) => name.text !== '' && isValueColumn(body, column));
  if (hasContrast || areCodes(first, body) || filled.slice(1).some((cell) => COLUMN_NAME.test(cell.text))) return true;
  const areDistinct = new Set(filled.map((cell) => cell.text)).size === filled.length;
  return first.length > 2 && filled.length === first.length && areDistinct;
}

/** "3 years, paid at once" over £99, £119, £145: what starts with a digit may name a column of plain figures. */
function areWordsOverFigures([first = [], ...body]: TableGrid): boolean {
  const columns = first.flatMap((_, column) =>
    column > 0 && body.every((row) => isFigure(row[column]?.text ?? '')) ? [column] : [],
  );
  return (
    body.length > 1 &&
    columns.length >= (first.length - 1) / 2 &&
    first.every(({ text }) => /\p{L}{3}/u.test(text)) &&
    columns.every((column) => !isFigure(first[column]?.text ?? ''))
  );
}

function isFigure(text: string): boolean {
  return /^[£$€]?\s?\d[\d,.]*\s?%?$/.test(text);
}

/** A further header row fills in under group names: the header's first column is still open, or this row's is. */
function isUnderHeader(header: TableGrid, row: readonly TableCell[]): boolean {
  const first = header[0] ?? [];
  const hasGroups = first.some((cell, column) => column > 0 && (cell.isRepeat === true || cell.text === ''));
  const isOpen = header.every((names) => (names[0]?.text ?? '') === '');
  const startsBelow = isOpen || row[0]?.text === '' || row[0]?.isRepeat === true || row[0]?.text === first[0]?.text;
  const filled = row.filter((cell) => cell.text !== '');
  return (
    hasGroups &&
    startsBelow &&
    filled.length > 1 &&
    filled.every((cell) => !isValue(cell.text) && !isSentence(cell.text))
  );
}

/** "Code" over E1, E2, E3. */
function areCodes(first: readonly TableCell[], body: TableGrid): boolean {
  const codes = body.map((row) => row[0]?.text ?? '').filter((text) => /\d/.test(text) && countWords(text) < 4);
  return !/\d/.test(first[0]?.text ?? '') && codes.length >= body.length * 0.6;
}

/** Words that name a column of words; with these even two columns of text have a header. */
const COLUMN_NAME =
  /^(meaning|description|definition|explanation|what (it means|to do|happens)|action|price|fees?|costs?|charges?|value|details?|notes?|comments?|answer|reason|cause|solution|remedy|status|owner|team|contact|phone|telephone|e-?mail|bedeutung|beschreibung|erklärung|maßnahme|preis|kosten|gebühr|wert|hinweis|bemerkung|antwort|grund|ursache|lösung|telefon)\b.{0,12}$/i;

function isValueColumn(body: TableGrid, column: number): boolean {
  const filled = body.map((row) => row[column]?.text ?? '').filter((text) => text !== '');
  return filled.length > 0 && filled.filter(isValue).length >= filled.length * 0.6;
}

/** A figure, a date, a tick, "yes", "included": something a name never is. "Flex 10" is a name. */
export function isValue(text: string): boolean {
  return /^[^\p{L}]*\d/u.test(text) || /^(EUR|USD|GBP|CHF)\b/.test(text) || VALUE_WORD.test(text);
}

/** "2026", and what products are named by: "5G", "4K". */
function isDigitName(text: string): boolean {
  return /^\d\p{Lu}$/u.test(text) || /^(FY\s?)?(19|20)\d\d([/–-]\d\d)?$/.test(text);
}

const VALUE_WORD =
  /^([✓✔✗✘×–—-]|yes|no|none|n\/?a|free( of charge)?|included|not included|unlimited|ja|nein|keine?|inklusive|unbegrenzt|kostenlos)\.?$/i;

function isSentence(text: string): boolean {
  return countWords(text) > 12 || /[a-z]{2}[.!?]$/.test(text);
}
