import { readFileSync, writeFileSync } from 'node:fs';

/** A line of a table. */
export interface Row {
  what: string;
  count: number | string;
  /** It must not be, and nobody has said why it is. */
  isFault?: boolean;
  /** What one needs to look into it. */
  which?: readonly string[];
}

/** A row that counts what was to be expected. */
export function countRow(what: string, some: readonly unknown[]): Row {
  return { what, count: some.length };
}

/** A row that must count nothing; each is named where it does. */
export function faultRow(what: string, which: readonly string[]): Row {
  return { what, count: which.length, isFault: which.length > 0, which };
}

/** Faults with everything that is known of each, one a line. */
export function faultsIn(tables: Readonly<Record<string, readonly Row[]>>): string[] {
  const faults = Object.values(tables).flatMap((rows) => rows.filter(({ isFault }) => isFault === true));
  return faults.flatMap(({ what, count, which = [] }) => [`${what}: ${count}`, ...which.map((one) => `  ${one}`)]);
}

const [BEGIN, END] = ['<!-- chaos: begin -->', '<!-- chaos: end -->'];

/** Writes the tables between the two marks of the page; returns them as they stand there. */
export function writeReport(page: string, tables: Readonly<Record<string, readonly Row[]>>): string {
  const text = Object.entries(tables)
    .map(([title, rows]) => [`| ${title} | Count |`, '|---|---|', ...rows.map(lineOf)].join('\n'))
    .join('\n\n');
  const found = readFileSync(page, 'utf8');
  const block = `${BEGIN}\n${text}\n${END}`;
  writeFileSync(
    page,
    found.replace(new RegExp(`${BEGIN}[\\s\\S]*${END}`), () => block),
  );
  return text;
}

function lineOf({ what, count, isFault }: Row): string {
  return `| ${what}${isFault === true ? ' (A FAULT: look into it)' : ''} | ${count} |`;
}
