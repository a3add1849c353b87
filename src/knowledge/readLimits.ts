const MEGABYTE = 1024 * 1024;

/** What one document may cost. A knowledge document beyond these is a mistake or an attack. */
export const READ_LIMITS = {
  fileBytes: 100 * MEGABYTE,
  /** Plain text, CSV, HTML and Markdown: all of it becomes text, and this much is a shelf of books. */
  textBytes: 10 * MEGABYTE,
  pdfPages: 5_000,
  sheetCells: 1_000_000,
  /** Passages of one document, in portions of about 200,000 letters and cells. */
  documentPortions: 250,
  documentSeconds: 60,
  /** With what a process holds beside its heap below `processMegabytes`: garbage then makes room instead of an end. */
  heapMegabytes: 384,
  /** Heap and buffers together. */
  processMegabytes: 640,
} as const;
