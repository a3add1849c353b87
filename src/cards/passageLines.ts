import type { Passage, Unit } from '../domain/passage.ts';
import { inBold, rowRuns, type TextRun, textRuns } from './textRuns.ts';

/** One line of a source as a card shows it. */
interface PassageLine {
  runs: TextRun[];
}

/** Room for a passage on a card, in characters; what a line costs besides its text counts as well. */
const CHARACTERS_SHOWN = 8000;
const LINE_COST = 100;

/**
 * A passage's units, one a line, steps numbered, the words that are cited in bold; cut with an ellipsis when too long
 * for a card. `share` (0 to 1) says how much of the usual room there is.
 */
export function passageLines(passage: Passage, share = 1, cited?: string): PassageLine[] {
  const lines: PassageLine[] = [];
  let left = CHARACTERS_SHOWN * share;
  for (const unit of passage.units) {
    left -= LINE_COST;
    if (left <= 0) {
      lines.push({ runs: textRuns('…', 1) });
      break;
    }
    const runs = unitRuns(unit, left);
    lines.push({ runs: unit.text === cited ? inBold(runs) : runs });
    left -= unit.text.length;
  }
  return lines;
}

function unitRuns(unit: Unit, characters: number): TextRun[] {
  switch (unit.kind) {
    case 'sentence':
      return textRuns(unit.text, characters);
    case 'step':
      return textRuns(`${unit.number}. ${unit.text}`, characters);
    case 'row':
      return unit.cells.length < 2 ? textRuns(unit.text, characters) : rowRuns(unit.cells, characters);
  }
}
