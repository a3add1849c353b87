import * as xlsx from '@e965/xlsx';
import { either, GOOD_SENTENCE, type HostileFile, read, refused } from './hostileFile.ts';
import { flipBits, rawZip } from './rawZip.ts';
import { relations } from './wordFiles.ts';

const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const P =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPES = {
  name: '[Content_Types].xml',
  data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
};

/** A workbook with one sheet of this XML. */
function workbook(sheet: string, sheetCount = 1): Buffer {
  const names = Array.from(
    { length: sheetCount },
    (_, index) => `<sheet name="s${index}" sheetId="${index + 1}" r:id="r1"/>`,
  );
  return rawZip([
    TYPES,
    { name: '_rels/.rels', data: relations([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data: `<workbook ${S} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: relations([['worksheet', 'worksheets/sheet1.xml']]) },
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet ${S}>${sheet}</worksheet>` },
  ]);
}

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const rows = (...lines: readonly string[]): string => `<sheetData>${lines.join('')}</sheetData>`;
const GOOD_ROW = `<row r="1">${cell('A1', 'What')}${cell('B1', 'Text')}</row><row r="2">${cell('A2', 'Fee')}${cell('B2', GOOD_SENTENCE)}</row>`;

function saved(...sheets: readonly xlsx.WorkSheet[]): Uint8Array {
  const book = xlsx.utils.book_new();
  sheets.forEach((sheet, index) => xlsx.utils.book_append_sheet(book, sheet, `Sheet ${index}`));
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
}

function slides(slide: string, more: readonly { name: string; data: string }[] = [], slideIds = 1): Buffer {
  const ids = Array.from({ length: slideIds }, (_, index) => `<p:sldId id="${256 + index}" r:id="r1"/>`).join('');
  return rawZip([
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: 'ppt/presentation.xml', data: `<p:presentation ${P}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>` },
    { name: 'ppt/_rels/presentation.xml.rels', data: relations([['slide', 'slides/slide1.xml']]) },
    { name: 'ppt/slides/slide1.xml', data: `<p:sld ${P}><p:cSld><p:spTree>${slide}</p:spTree></p:cSld></p:sld>` },
    ...more,
  ]);
}

const shape = (text: string): string => `<p:sp><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;

/** Workbooks and presentations that attack, and some that only look it. */
export const SHEET_FILES: readonly HostileFile[] = [
  refused('sheets/million.xlsx', 'a million rows of three cells', () =>
    workbook(`<sheetData>${'<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>'.repeat(400_000)}</sheetData>`),
  ),
  either('sheets/rows.xlsx', '200,000 rows of two cells', () =>
    saved(xlsx.utils.aoa_to_sheet(Array.from({ length: 200_000 }, (_, index) => [`Item ${index}`, index]))),
  ),
  read('sheets/dimension.xlsx', 'claims 17 billion cells and holds four', () =>
    workbook(`<dimension ref="A1:XFD1048576"/>${rows(GOOD_ROW)}`),
  ),
  refused('sheets/corners.xlsx', 'four cells in the corners of 17 billion', () =>
    workbook(
      rows(
        `<row r="1">${cell('A1', 'x')}${cell('XFD1', 'x')}</row>`,
        `<row r="1048576">${cell('A1048576', 'x')}${cell('XFD1048576', 'x')}</row>`,
      ),
    ),
  ),
  read('sheets/merged.xlsx', 'one merge over 17 billion cells', () =>
    workbook(`${rows(GOOD_ROW)}<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>`),
  ),
  either('sheets/merges.xlsx', '100,000 merges over each other', () =>
    workbook(`${rows(GOOD_ROW)}<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(100_000)}</mergeCells>`),
  ),
  either('sheets/columns.xlsx', 'claims a billion columns', () =>
    workbook(`<cols><col min="1" max="1000000000" width="9"/></cols>${rows(GOOD_ROW)}`),
  ),
  either('sheets/places.xlsx', 'cells at impossible places', () =>
    workbook(
      rows(
        GOOD_ROW,
        `<row r="4294967297">${cell('ZZZZZZZZ99999999999', 'x')}</row><row r="-1">${cell('A-1', 'x')}${cell('', 'x')}</row>`,
      ),
    ),
  ),
  either('sheets/sheets.xlsx', '9,000 sheets that are the same part', () => workbook(rows(GOOD_ROW), 9000)),
  either('sheets/formulas.xlsx', 'formulas that need each other', () =>
    workbook(rows(GOOD_ROW, '<row r="3"><c r="A3"><f>B3</f></c><c r="B3"><f>A3</f></c></row>')),
  ),
  refused('sheets/laughs.xlsx', 'entity bomb', () => workbook('<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>')),
  refused('damage/cut.xlsx', 'cut in half', () => saved(xlsx.utils.aoa_to_sheet([['x', 'y']])).subarray(0, 3000)),
  either('damage/flipped.xlsx', 'a bit flipped in every 3,000 bytes', () =>
    flipBits(saved(xlsx.utils.aoa_to_sheet([['a', GOOD_SENTENCE]])), 3000, 200),
  ),
  read('slides/circle.pptx', 'slide whose notes are the slide', () =>
    slides(shape(GOOD_SENTENCE), [
      {
        name: 'ppt/slides/_rels/slide1.xml.rels',
        data: relations([
          ['notesSlide', 'slide1.xml'],
          ['diagramData', 'slide1.xml'],
        ]),
      },
    ]),
  ),
  either('slides/repeated.pptx', 'the same slide 20,000 times', () => slides(shape(GOOD_SENTENCE), [], 20_000)),
  refused('slides/groups.pptx', '50,000 nested groups', () => slides('<p:grpSp>'.repeat(50_000))),
  read('slides/traversal.pptx', 'notes at ../../../../etc/passwd', () =>
    slides(shape(GOOD_SENTENCE), [
      { name: 'ppt/slides/_rels/slide1.xml.rels', data: relations([['notesSlide', '../../../../../etc/passwd']]) },
    ]),
  ),
  either('slides/levels.pptx', 'points at level 4 billion', () =>
    slides(
      `<p:sp><p:txBody>${'<a:p><a:pPr lvl="4000000000"><a:buAutoNum startAt="99999999999"/></a:pPr><a:r><a:t>x</a:t></a:r></a:p>'.repeat(10)}</p:txBody></p:sp>${shape(GOOD_SENTENCE)}`,
    ),
  ),
  refused('damage/cut.pptx', 'cut in half', () => slides(shape('x')).subarray(0, 600)),
  either('damage/flipped.pptx', 'a bit flipped in every 500 bytes', () =>
    flipBits(slides(shape(GOOD_SENTENCE)), 500, 150),
  ),
];
