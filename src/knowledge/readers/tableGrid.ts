/** One cell of a table on its grid; a merged cell appears in every place it covers. */
export interface TableCell {
  text: string;
  /** Marked as a heading by the format: `th`, bold, a filled first row. */
  isHeader?: boolean;
  /** True where a merged cell goes on, false or absent where it starts. */
  isRepeat?: boolean;
}

export type TableGrid = readonly (readonly TableCell[])[];
