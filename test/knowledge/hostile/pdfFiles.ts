import { deflateSync } from 'node:zlib';
import { makePdf } from '../support/makePdf.ts';
import { either, GOOD_SENTENCE, type HostileFile, read, refused } from './hostileFile.ts';
import { flipBits, rawZip } from './rawZip.ts';

const MEGABYTE = 1024 * 1024;
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
const TEXT = `BT /F1 12 Tf 50 700 Td (${GOOD_SENTENCE.replace('£', '\\243')}) Tj ET`;

/** A PDF of these numbered objects, 1 the catalog; `trailer` replaces what stands in the trailer beside /Root. */
function rawPdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  objects.forEach((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    offsets.push(length);
    parts.push(part);
    length += part.length;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R${trailer.replaceAll('XREF', String(length))}>>\nstartxref\n${length}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(data: string | Uint8Array, dictionary = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`<</Length ${data.length}${dictionary}>>stream\n`),
    Buffer.from(data),
    Buffer.from('\nendstream'),
  ]);
}

const packed = (data: string | Uint8Array): Buffer => stream(deflateSync(data), '/Filter/FlateDecode');
const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const ONE_PAGE = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const page = (more = '/Resources<</Font<</F1 5 0 R>>>>'): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R${more}>>`;
/** One page with this content and further objects from 6 on. */
const onePage = (content: Buffer, more: readonly (string | Buffer)[] = [], dictionary?: string): Buffer =>
  rawPdf([CATALOG, ONE_PAGE, page(dictionary), content, FONT, ...more]);
const whole = (): Promise<Uint8Array> => makePdf((pdf) => pdf.text(GOOD_SENTENCE));

/** PDFs that attack, and some that only look it. */
export const PDF_FILES: readonly HostileFile[] = [
  either('pdf/xref-loop.pdf', 'cross-reference table that goes on in itself', () =>
    rawPdf([CATALOG, ONE_PAGE, page(), stream(TEXT), FONT], '/Prev XREF'),
  ),
  refused('pdf/tree-circle.pdf', 'page tree that is a circle', () =>
    rawPdf([CATALOG, '<</Type/Pages/Kids[2 0 R]/Count 99999999>>']),
  ),
  refused('pdf/tree-wide.pdf', '300,000 pages that are the same one', () =>
    rawPdf([CATALOG, `<</Type/Pages/Kids[${'3 0 R '.repeat(300_000)}]/Count 300000>>`, page(), stream(TEXT), FONT]),
  ),
  either('pdf/tree-claim.pdf', 'claims two billion pages and holds one', () =>
    rawPdf([CATALOG, '<</Type/Pages/Kids[3 0 R]/Count 2000000000>>', page(), stream(TEXT), FONT]),
  ),
  either('pdf/tree-deep.pdf', 'page tree 50,000 levels deep', () =>
    rawPdf([
      CATALOG,
      ...Array.from({ length: 50_000 }, (_, index) => `<</Type/Pages/Kids[${index + 3} 0 R]/Count 1>>`),
      `<</Type/Page/Parent 50001 0 R/MediaBox[0 0 600 800]/Contents 50003 0 R/Resources<</Font<</F1 50004 0 R>>>>>>`,
      stream(TEXT),
      FONT,
    ]),
  ),
  refused('pdf/bomb.pdf', 'page that unpacks to 600 MB', () => onePage(packed(Buffer.alloc(600 * MEGABYTE, 'BT ET ')))),
  refused('pdf/bomb-twice.pdf', 'page packed twice, 2 GB in the end', () => {
    const once = deflateSync(Buffer.alloc(1000 * MEGABYTE, 'q Q '));
    return onePage(stream(deflateSync(once), '/Filter[/FlateDecode/FlateDecode]'));
  }),
  either('pdf/runs.pdf', 'run-length and hex filters, 40 deep', () =>
    onePage(stream(TEXT, `/Filter[${'/ASCIIHexDecode '.repeat(20)}${'/RunLengthDecode '.repeat(20)}]`)),
  ),
  read('pdf/picture.pdf', 'picture of 100,000 × 100,000 points', () =>
    onePage(
      stream(`${TEXT} q 100 0 0 100 0 0 cm /I1 Do Q`),
      [
        stream(
          deflateSync(Buffer.alloc(10 * MEGABYTE)),
          '/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode',
        ),
      ],
      '/Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R>>>>',
    ),
  ),
  either('pdf/form-loop.pdf', 'form that draws itself', () =>
    onePage(
      stream(`${TEXT} /X1 Do`),
      [stream('/X1 Do /X1 Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>')],
      '/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>',
    ),
  ),
  either('pdf/form-laughs.pdf', 'forms that draw each other ten times, nine levels', () =>
    onePage(
      stream(`${TEXT} /X Do`),
      Array.from({ length: 9 }, (_, level) =>
        stream(
          level === 8 ? 'BT /F1 9 Tf (ha) Tj ET' : '/X Do '.repeat(10),
          `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>/XObject<</X ${level + 7} 0 R>>>>`,
        ),
      ),
      '/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>',
    ),
  ),
  either('pdf/cmap.pdf', 'font that maps four billion letters', () =>
    onePage(
      stream(TEXT),
      [
        stream(
          '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange endcmap',
        ),
        '<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>]>>',
      ],
      '/Resources<</Font<</F1 7 0 R>>>>',
    ),
  ),
  either('pdf/type3.pdf', 'font whose letter is written in itself', () =>
    onePage(
      stream('BT /F1 9 Tf (aaaa) Tj ET'),
      [
        '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</F1 6 0 R>>>>>>',
        stream('9 0 d0 BT /F1 9 Tf (aaaa) Tj ET'),
      ],
      '/Resources<</Font<</F1 6 0 R>>>>',
    ),
  ),
  either('pdf/length-loop.pdf', 'stream whose length is itself', () =>
    onePage(Buffer.from(`<</Length 4 0 R>>stream\n${TEXT}\nendstream`)),
  ),
  either('pdf/objects.pdf', '100,000 texts drawn on one page', () =>
    onePage(
      packed(
        Array.from(
          { length: 100_000 },
          (_, index) => `BT /F1 1 Tf ${index % 600} ${index % 800} Td (w${index}) Tj ET\n`,
        ).join(''),
      ),
    ),
  ),
  either('pdf/lines.pdf', '200,000 lines drawn on one page', () =>
    onePage(
      packed(
        `${TEXT}\n${Array.from({ length: 200_000 }, (_, index) => `${index % 600} 0 m ${index % 600} ${index % 800} l S\n`).join('')}`,
      ),
    ),
  ),
  refused('pdf/arrays.pdf', '200,000 nested arrays', () => rawPdf([`<</Type/Catalog/Pages ${'['.repeat(200_000)}`])),
  refused('pdf/password.pdf', 'password', () => makePdf((pdf) => pdf.text('x'), { userPassword: 'p' })),
  read('pdf/owner.pdf', 'owner password only', () => makePdf((pdf) => pdf.text(GOOD_SENTENCE), { ownerPassword: 'p' })),
  read('pdf/script.pdf', 'JavaScript that runs when it opens', () =>
    rawPdf([
      '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while \\(true\\) {})>>>>',
      ONE_PAGE,
      page('/Resources<</Font<</F1 5 0 R>>>>/AA<</O<</S/Launch/F(/bin/sh)>>>>'),
      stream(TEXT),
      FONT,
    ]),
  ),
  read('pdf/embedded.pdf', 'embedded program', () =>
    rawPdf([
      '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(run.exe)<</Type/Filespec/F(run.exe)/EF<</F 6 0 R>>>>]>>>>>>',
      ONE_PAGE,
      page(),
      stream(TEXT),
      FONT,
      stream('MZ\x90 not really', '/Type/EmbeddedFile'),
    ]),
  ),
  refused('pdf/scan.pdf', 'page without words', () => makePdf((pdf) => pdf.rect(0, 0, 500, 700).fill('#eee'))),
  refused('pdf/many.pdf', '6,000 pages', () =>
    makePdf(Array.from({ length: 6000 }, () => (pdf: PDFKit.PDFDocument) => pdf.text('x'))),
  ),
  either('pdf/huge.pdf', 'page of a billion points with a word in each corner', () =>
    rawPdf([
      CATALOG,
      ONE_PAGE,
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      stream(`${TEXT} BT /F1 1e7 Tf 9e8 9e8 Td (far) Tj ET`),
      FONT,
    ]),
  ),
  refused('damage/cut.pdf', 'cut in half', async () => (await whole()).subarray(0, 300)),
  either('damage/flipped.pdf', 'a bit flipped in every 150 bytes', async () => flipBits(await whole(), 150, 20)),
  either('damage/flipped-more.pdf', 'a bit flipped in every 20 bytes', async () => flipBits(await whole(), 20, 20)),
  either('damage/zip-inside.pdf', 'PDF that is a zip container too', async () =>
    Buffer.concat([Buffer.from(await whole()), rawZip([{ name: 'a', data: 'x' }])]),
  ),
  either('damage/page-before.pdf', 'PDF behind the head of a web page', async () =>
    Buffer.concat([Buffer.from('<html><body>'), Buffer.from(await whole())]),
  ),
];
