import type { Unit } from '../../domain/passage.ts';
import type { BlockAt } from '../readers/tableBlocks.ts';

/** A unit with where it stands and how it clings to its neighbours. */
export interface PlacedUnit {
  unit: Unit;
  words: number;
  at: BlockAt;
  /** True when a paragraph, item or row starts here; a passage rather starts here than in mid-paragraph. */
  startsParagraph: boolean;
  /** True when what follows belongs to it: "Follow these steps:". */
  leadsIn: boolean;
  /** Number of the table a row belongs to, counted through the document. */
  table?: number;
}

/** What stands under one heading trail, in reading order. */
export interface Section {
  /** Headings from the outermost to the nearest. */
  headings: readonly string[];
  units: readonly PlacedUnit[];
}
