/** Where in its document a passage stands; what a citation shows beside the title. */
export interface Place {
  /** 1-based page of a PDF. */
  page?: number;
  /** 1-based slide of a presentation. */
  slide?: number;
  sheet?: string;
  /** The nearest heading above the passage. */
  heading?: string;
}

/** One piece of a passage that can be said on its own. */
export type Unit =
  | { kind: 'sentence'; text: string }
  | { kind: 'step'; number: number; text: string }
  /** A table row; `cells` are [header, value] pairs in column order, empty values left out. */
  | { kind: 'row'; text: string; cells: readonly (readonly [string, string])[] };

/** A few sentences, steps or rows of one document: what is found, cited and shown. */
export interface Passage extends Place {
  /** `<documentId>-<ordinal>`; changes when the document's content does. */
  passageId: string;
  documentId: string;
  file: string;
  title: string;
  /** Headings from the outermost to the nearest. */
  headings: readonly string[];
  units: readonly Unit[];
  /** The units, one a line. */
  text: string;
  /** Groups that may read it; null means every signed-in agent, an empty list nobody. */
  groups: readonly string[] | null;
  /** ISO date from which the document holds. */
  effectiveDate?: string;
  series?: string;
  sensitivity?: string;
  /** Public address of the whole document, if it has one. */
  url?: string;
}

/** A passage as the index ranked it for one question. */
export interface RankedPassage {
  /** 1-based. */
  rank: number;
  /** Higher is better; comparable within one query only. */
  score: number;
  passage: Passage;
  /** Title of the newer version that the same reader may see. */
  supersededBy?: string;
  /** The words of the passage that a semantic ranker holds for the answer. */
  caption?: string;
}

/** True when somebody with these groups may read what is limited to `allowed`. */
export function mayRead(groups: readonly string[], allowed: readonly string[] | null): boolean {
  return allowed === null || allowed.some((group) => groups.includes(group));
}
