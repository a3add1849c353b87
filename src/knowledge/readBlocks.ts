import type { ReadBlocks } from '../domain/block.ts';
import { READ_LIMITS } from './readLimits.ts';
import { detectFormat, isText, type Format } from './readers/detectFormat.ts';
import { UnreadableDocument } from '../files/unreadableDocument.ts';

type Read = (bytes: Uint8Array) => Promise<ReadBlocks>;

/** One reader per format, each loaded when the first such document comes. */
const READERS: Readonly<Record<Format, () => Promise<Read>>> = {
  pdf: async () => (await import('./readers/readPdf.ts')).readPdf,
  docx: async () => (await import('./readers/readDocx.ts')).readDocx,
  pptx: async () => (await import('./readers/readPptx.ts')).readPptx,
  xlsx: async () => (await import('./readers/readXlsx.ts')).readXlsx,
  csv: async () => (await import('./readers/readCsv.ts')).readCsv,
  markdown: async () => (await import('./readers/readMarkdown.ts')).readMarkdown,
  html: async () => (await import('./readers/readHtml.ts')).readHtml,
  text: async () => (await import('./readers/readText.ts')).readText,
};

/** Blocks of a document by its content; `name` must fit it. Throws UnreadableDocument with a sentence for people. */
export async function readBlocks(bytes: Uint8Array, name: string): Promise<ReadBlocks> {
  const format = detectFormat(bytes, name);
  if (isText(format) && bytes.length > READ_LIMITS.textBytes) throw tooMuchText(bytes.length);
  const read = await (await READERS[format]())(bytes);
  if (read.blocks.length > 0) return read;
  const why = read.warnings.length > 0 ? ` (${read.warnings.slice(0, 3).join('; ')})` : '';
  throw new UnreadableDocument('no-text', `The file holds no readable text${why}.`);
}

function tooMuchText(bytes: number): UnreadableDocument {
  const megabytes = (size: number): number => Math.round(size / 1024 / 1024);
  return new UnreadableDocument(
    'too-large',
    `The file is ${megabytes(bytes)} MB of text, more than ${megabytes(READ_LIMITS.textBytes)} MB; split it.`,
  );
}
