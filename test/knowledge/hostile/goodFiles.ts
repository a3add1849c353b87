import * as xlsx from '@e965/xlsx';
import { makePdf } from '../support/makePdf.ts';
import { makeRawDocx, makeZip, wordXml } from '../support/makeZip.ts';
import { GOOD_SENTENCE, type HostileFile, read } from './hostileFile.ts';

/** Files between the hostile ones that must be read whatever the others do. */
export const GOOD_FILES: readonly HostileFile[] = [
  read('a-good.pdf', 'good', () => makePdf((pdf) => pdf.text(GOOD_SENTENCE))),
  read('damage/m-good.docx', 'good', () => makeRawDocx(wordXml(GOOD_SENTENCE))),
  read('html/e-good.html', 'good', () => `<h1>Fees</h1><p>${GOOD_SENTENCE}</p>`),
  read('markdown/k-good.md', 'good', () => `# Fees\n\n${GOOD_SENTENCE}`),
  read('pdf/g-good.pdf', 'good', () => makePdf((pdf) => pdf.text(GOOD_SENTENCE))),
  read('sheets/n-good.xlsx', 'good', () => {
    const book = xlsx.utils.book_new(
      xlsx.utils.aoa_to_sheet([
        ['What', 'Text'],
        ['Fee', GOOD_SENTENCE],
      ]),
    );
    return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
  }),
  read('slides/h-good.pptx', 'good', () =>
    makeZip({
      'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>',
      'ppt/slides/slide1.xml': `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${GOOD_SENTENCE}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
    }),
  ),
  read('text/p-good.csv', 'good', () => `What,Text\nFee,${GOOD_SENTENCE}\n`),
  read('zip/q-good.docx', 'good', () => makeRawDocx(wordXml(GOOD_SENTENCE))),
  read('z-good.txt', 'good', () => GOOD_SENTENCE),
];
