import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import type { Block, ReadBlocks } from '../../domain/block.ts';
import { READ_LIMITS } from '../readLimits.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { cleanText } from './cleanText.ts';
import { measureStyle } from './pdf/documentStyle.ts';
import { draftBlocks } from './pdf/draftBlocks.ts';
import { collectWords, settleHyphens } from './pdf/joinLines.ts';
import { pageDrafts } from './pdf/pageDrafts.ts';
import type { PdfPage } from './pdf/pdfPage.ts';
import type { DrawingCodes } from './pdf/readDrawing.ts';
import { readPage } from './pdf/readPage.ts';
import { takeRuledTables } from './pdf/ruledTables.ts';
import { takeRunningLines } from './pdf/runningLines.ts';
import { takeTaggedTables } from './pdf/taggedTables.ts';

/** Share of a page under a picture from which its words are missed. */
const LARGE_PICTURE = 0.12;
const PAGES_AT_ONCE = 4;

/**
 * Reads a PDF from the positions of its letters: lines, columns, headings by size and weight, tables by drawn lines,
 * tags or alignment. Pages without text are reported, running headers and page numbers left out.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadBlocks> {
  const { getResolvedPDFJS } = await import('unpdf');
  const pdfjs = await getResolvedPDFJS();
  const document = await openPdf(bytes);
  try {
    if (document.numPages > READ_LIMITS.pdfPages) {
      throw new UnreadableDocument(
        'too-large',
        `The file has ${document.numPages} pages, more than ${READ_LIMITS.pdfPages}; split it.`,
      );
    }
    const pages = await readPages(document, pdfjs.OPS);
    const title = await titleOf(document);
    return { ...(title === undefined ? {} : { title }), blocks: blocksOf(pages), warnings: warningsOf(pages) };
  } finally {
    await document.loadingTask.destroy();
  }
}

/** A few pages at a time: pdf.js waits between its steps, and too many at once take memory. */
async function readPages(document: PDFDocumentProxy, codes: DrawingCodes): Promise<PdfPage[]> {
  const pages: PdfPage[] = [];
  for (let first = 1; first <= document.numPages; first += PAGES_AT_ONCE) {
    const count = Math.min(PAGES_AT_ONCE, document.numPages - first + 1);
    pages.push(
      ...(await Promise.all(Array.from({ length: count }, (_, index) => readPage(document, first + index, codes)))),
    );
  }
  return pages;
}

async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    // Pictures are never decoded: anything above one pixel is left out. Errors only; warnings would fill the log.
    return await getDocumentProxy(new Uint8Array(bytes), { maxImageSize: 1, verbosity: 0, stopAtErrors: false });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new UnreadableDocument('password', 'The file is protected by a password; save it without one.', {
        cause: error,
      });
    }
    throw new UnreadableDocument('damaged', 'The file is damaged or no PDF; save it again.', { cause: error });
  }
}

async function titleOf(document: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await document.getMetadata();
  const { Title } = info as { Title?: unknown };
  return typeof Title === 'string' ? cleanText(Title) : undefined;
}

function blocksOf(pages: readonly PdfPage[]): Block[] {
  const style = measureStyle(pages);
  const versions = takeRunningLines(pages, style);
  const words = collectWords(textsOf(pages));
  const drafts = pages.flatMap((page) => {
    const tables = [...takeRuledTables(page), ...takeTaggedTables(page)];
    return pageDrafts(page, tables, style);
  });
  const blocks = draftBlocks(drafts, style).map((block) => settle(block, words));
  const said = versions.map((text): Block => ({ kind: 'paragraph', text, page: 1 }));
  return [...said, ...blocks];
}

function* textsOf(pages: readonly PdfPage[]): Generator<string> {
  for (const page of pages) for (const segment of page.segments) yield segment.text;
}

function settle(block: Block, words: ReadonlySet<string>): Block {
  if (block.kind !== 'row') return { ...block, text: settleHyphens(block.text, words) };
  return {
    ...block,
    header: block.header.map((name) => settleHyphens(name, words)),
    cells: block.cells.map((cell) => settleHyphens(cell, words)),
  };
}

function warningsOf(pages: readonly PdfPage[]): string[] {
  const scanned = pages.filter((page) => !page.hasText && !page.isBlank);
  const pictured = pages.filter((page) => page.hasText && page.pictureShare > LARGE_PICTURE);
  return [
    ...scanned.map((page) => `page ${page.number} is scanned, not readable`),
    ...pictured.map((page) => `page ${page.number} shows a picture whose words are not readable`),
  ];
}
