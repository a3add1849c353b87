import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { heading, makePdf, table } from '../../test/knowledge/support/makePdf.ts';
import { writer } from './syntheticWords.ts';

const PARAGRAPHS = 5;
const SENTENCES = 5;
const TABLE_ROWS = 8;

/** Writes PDFs of so many pages each: a heading, paragraphs and a ruled table on every page. */
export async function makePages(folder: string, { files, pages }: { files: number; pages: number }): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = writer(files);
  for (let file = 0; file < files; file++) {
    text.nextTopic();
    const pdf = await makePdf(
      Array.from({ length: pages }, () => (page: PDFKit.PDFDocument) => {
        heading(page, text.title(3));
        for (let paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
          page.text(Array.from({ length: SENTENCES }, () => text.sentence()).join(' ')).moveDown(0.5);
        }
        const rows = Array.from({ length: TABLE_ROWS }, (_, row) => [text.title(1), text.title(1), `£${row + 1}.50`]);
        table(page, [['Plan', 'Length', 'Price'], ...rows]);
      }),
    );
    await writeFile(join(folder, `handbook-${file}.pdf`), pdf);
  }
}
