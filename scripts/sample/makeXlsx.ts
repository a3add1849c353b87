import * as xlsx from '@e965/xlsx';
import type { Piece } from './readText.ts';

/** A workbook with one sheet for each second-level heading; equal neighbours in a header are merged. */
export function makeXlsx(pieces: readonly Piece[]): Buffer {
  const workbook = xlsx.utils.book_new();
  let sheetName = 'Sheet';
  let rows: string[][] = [];
  let merges: xlsx.Range[] = [];
  const finish = (): void => {
    if (rows.length > 0) {
      const sheet = xlsx.utils.aoa_to_sheet(rows);
      sheet['!merges'] = merges;
      sheet['!cols'] = columnsOf(rows);
      xlsx.utils.book_append_sheet(workbook, sheet, sheetName);
    }
    rows = [];
    merges = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'heading') {
      if (piece.level === 1) workbook.Props = { Title: piece.text, CreatedDate: new Date('2026-01-01T00:00:00Z') };
      else {
        finish();
        sheetName = piece.text;
      }
    } else if (piece.kind === 'table') {
      merges.push(...mergesOf(piece.header, rows.length));
      rows.push(...piece.header, ...piece.rows);
    } else rows.push([piece.text]);
  }
  finish();
  return xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/** Across for equal neighbours, down for a header whose second row is empty there. */
function mergesOf(header: readonly string[][], top: number): xlsx.Range[] {
  if (header.length < 2) return [];
  const [first = [], second = []] = header;
  return first.flatMap((text, column) => {
    if (text !== '' && first[column + 1] === text) return [{ s: { r: top, c: column }, e: { r: top, c: column + 1 } }];
    if ((second[column] ?? '') === '') return [{ s: { r: top, c: column }, e: { r: top + 1, c: column } }];
    return [];
  });
}

/** As wide as the longest cell, not counting notes that stand alone in their row. */
function columnsOf(rows: readonly string[][]): xlsx.ColInfo[] {
  const tableRows = rows.filter((row) => row.length > 1);
  const count = Math.max(0, ...tableRows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) => ({
    wch: Math.min(60, 2 + Math.max(...tableRows.map((row) => row[column]?.length ?? 0))),
  }));
}
