/**
 * What every reader makes of its format: headings, paragraphs, steps and table rows in reading order.
 * `page`, `slide` and `sheet` are set by the formats that have them.
 */
export type Block = BlockPlace &
  (
    | { kind: 'heading'; level: number; text: string }
    | { kind: 'paragraph'; text: string }
    /** A list item; `number` is set (1-based) when the list is ordered. */
    | { kind: 'item'; text: string; number?: number }
    /** One table row; `header` has a name for each cell, empty when the table has none. */
    | { kind: 'row'; header: readonly string[]; cells: readonly string[] }
  );

interface BlockPlace {
  page?: number;
  slide?: number;
  sheet?: string;
}

/** A document as its reader saw it. */
export interface ReadBlocks {
  /** Title found in the file itself, if any. */
  title?: string;
  blocks: readonly Block[];
  /** Plain sentences for people, such as "page 3 is scanned, not readable". */
  warnings: readonly string[];
}
