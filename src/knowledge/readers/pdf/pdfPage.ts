import type { TableCell } from '../tableGrid.ts';

/** A piece of text on a line: what stands together without a wide gap. Points, origin at the top left. */
export interface Segment {
  text: string;
  x1: number;
  x2: number;
  /** Baseline. */
  y: number;
  /** Font size. */
  size: number;
  isBold: boolean;
  tag?: TextTag;
}

/** What a tagged PDF says about a piece of text. */
export interface TextTag {
  /** Heading level. */
  heading?: number;
  /** Number of the list item on its page. */
  item?: number;
  cell?: { table: number; row: number; column: number; isHeader: boolean };
  /** Running header, footer or decoration. */
  isArtifact?: boolean;
}

/** A drawn line, horizontal or vertical. */
export interface Rule {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A filled rectangle with its colour. */
export interface Fill extends Rule {
  colour: string;
}

/** A page as far as reading needs it. */
export interface PdfPage {
  /** 1-based. */
  number: number;
  width: number;
  height: number;
  segments: Segment[];
  horizontals: readonly Rule[];
  verticals: readonly Rule[];
  fills: readonly Fill[];
  /** Share of the page under its largest picture, 0 to 1. */
  pictureShare: number;
  /** False for a scan, and where the letters cannot be told (fonts without a character map). */
  hasText: boolean;
  /** True when nothing at all is drawn. */
  isBlank: boolean;
}

/** Segments of one region that share a baseline, left to right. */
export type Line = readonly Segment[];

/** A table of a page on its grid, with the area it covers. */
export interface PdfTable extends Rule {
  grid: TableCell[][];
  /** Header rows where the drawing tells them. */
  headerRows?: number;
}

/** What follows what in a region: lines of text and tables. */
export type FlowItem = { kind: 'line'; line: Line } | { kind: 'table'; table: PdfTable };
