import type { Unit } from '../domain/passage.ts';
import { type Markup, markup } from './markup.ts';

type Row = Extract<Unit, { kind: 'row' }>;
type Step = Extract<Unit, { kind: 'step' }>;

/** A passage's units: sentences as paragraphs, steps as a numbered list, rows with the same columns as a table. */
export function unitsMarkup(units: readonly Unit[]): Markup[] {
  return stretches(units).map((stretch) => {
    const [first] = stretch;
    switch (first?.kind) {
      case 'step':
        return steps(stretch.filter((unit): unit is Step => unit.kind === 'step'));
      case 'row':
        return rows(stretch.filter((unit): unit is Row => unit.kind === 'row'));
      case 'sentence':
      case undefined:
        return markup`${stretch.map(({ text }) => markup`<p dir="auto">${text}</p>\n`)}`;
    }
  });
}

/** Neighbours of one kind together. */
function stretches(units: readonly Unit[]): Unit[][] {
  const found: Unit[][] = [];
  for (const unit of units) {
    const last = found.at(-1);
    if (last?.[0]?.kind === unit.kind) last.push(unit);
    else found.push([unit]);
  }
  return found;
}

function steps(stretch: readonly Step[]): Markup {
  // Numbers are the document's own: a passage may begin at step 4.
  return markup`<ol>\n${stretch.map(({ number, text }) => markup`<li value="${number}" dir="auto">${text}</li>\n`)}</ol>\n`;
}

function rows(stretch: readonly Row[]): Markup {
  const columns = columnsOf(stretch);
  if (columns === undefined)
    return markup`<ul>\n${stretch.map(({ text }) => markup`<li dir="auto">${text}</li>\n`)}</ul>\n`;
  // Roles are named because a phone shows each row as a block, which would hide from screen readers that it is a table.
  const head = columns.map((header) => markup`<th role="columnheader" scope="col">${header}</th>`);
  const body = stretch.map(({ cells }) => {
    const valueOf = new Map(cells);
    const values = columns.map(
      (header) => markup`<td role="cell" data-header="${header}" dir="auto">${valueOf.get(header) ?? ''}</td>`,
    );
    return markup`<tr role="row">${values}</tr>\n`;
  });
  return markup`<table role="table">
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${body}</tbody>
</table>
`;
}

/** The columns of all rows, or undefined when a row has too few or two of one name, so that text reads better. */
function columnsOf(stretch: readonly Row[]): string[] | undefined {
  const columns = new Set<string>();
  for (const { cells } of stretch) {
    const headers = cells.map(([header]) => header);
    if (headers.length < 2 || new Set(headers).size < headers.length) return undefined;
    for (const header of headers) columns.add(header);
  }
  return [...columns];
}
