import type { Unit } from '../domain/passage.ts';
import { stemsOf, tellingStems } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { comparedSides } from './comparedSides.ts';

type Cell = readonly [header: string, value: string];

/**
 * The two cells of a row whose headers are the things that are compared: of "emergency credit" those under "key meter"
 * and "smart meter". Undefined when the question compares nothing, or not what heads these columns.
 */
export function sideCells(unit: Unit, question: string, lexicon: Lexicon): readonly [Cell, Cell] | undefined {
  const sides = comparedSides(question);
  if (sides === undefined || unit.kind !== 'row') return undefined;
  const [left, right] = [tellingStems(sides.left), tellingStems(sides.right)];
  const cells = unit.cells.slice(1);
  const one = headedBy(cells, except(left, right), lexicon);
  const other = headedBy(cells, except(right, left), lexicon);
  return one === undefined || other === undefined || one === other ? undefined : [one, other];
}

function except(asked: readonly string[], others: readonly string[]): string[] {
  return asked.filter((word) => !others.includes(word));
}

/** The one cell whose header says more of these words than any other header. */
function headedBy(cells: readonly Cell[], asked: readonly string[], lexicon: Lexicon): Cell | undefined {
  const said = cells.map(([header]) => {
    const words = stemsOf(header);
    return asked.filter((word) => words.some((other) => lexicon.isSame(word, other))).length;
  });
  const most = Math.max(0, ...said);
  const first = said.indexOf(most);
  return most === 0 || first !== said.lastIndexOf(most) ? undefined : cells[first];
}
