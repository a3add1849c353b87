const MEGABYTE = 1024 * 1024;

/** What one document may cost. A knowledge document beyond these is a mistake or an attack. */
export const READ_LIMITS = {
  fileBytes: 100 * MEGABYTE,
  /** Plain text, CSV, HTML and Markdown: all of it becomes text, and this much is a shelf of books. */
  textBytes: 10 * MEGABYTE,
  /** Everything a zip container holds, inflated. */
  inflatedBytes: 200 * MEGABYTE,
  /** One XML part of a zip container; parsed into a tree it takes about ten times as much memory. */
  xmlPartBytes: 24 * MEGABYTE,
  zipEntries: 10_000,
  pdfPages: 5_000,
  sheetCells: 1_000_000,
  documentSeconds: 60,
  heapMegabytes: 512,
  /** Heap and buffers together. */
  processMegabytes: 640,
} as const;
