import { deflateRawSync } from 'node:zlib';
import { wordXml } from '../support/makeZip.ts';
import { either, GOOD_SENTENCE, type HostileFile, read, refused } from './hostileFile.ts';
import { flipBits, rawZip, type RawEntry } from './rawZip.ts';

const MEGABYTE = 1024 * 1024;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const TYPES: RawEntry = {
  name: '[Content_Types].xml',
  data:
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
};
const ROOT: RawEntry = { name: '_rels/.rels', data: relations([['officeDocument', 'word/document.xml']]) };
const GOOD_BODY: RawEntry = { name: 'word/document.xml', data: wordXml(GOOD_SENTENCE) };

/** A relationships part. */
export function relations(list: readonly (readonly [type: string, target: string, mode?: string])[]): string {
  const each = list.map(
    ([type, target, mode], index) =>
      `<Relationship Id="r${index + 1}" Type="${OFFICE}/${type}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function docx(document: RawEntry | string, ...more: readonly RawEntry[]): Buffer {
  const body = typeof document === 'string' ? { name: 'word/document.xml', data: document } : document;
  return rawZip([TYPES, ROOT, body, ...more]);
}

function body(inner: string): string {
  return `<w:document ${W}><w:body>${inner}</w:body></w:document>`;
}

const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** An archive inside an archive, and so on. */
function nested(levels: number): Uint8Array {
  let inner: Uint8Array = Buffer.from(deflateRawSync(Buffer.alloc(MEGABYTE)));
  for (let level = 0; level < levels; level++)
    inner = rawZip(Array.from({ length: 16 }, (_, index) => ({ name: `${level}-${index}.zip`, data: inner })));
  return inner;
}

const LAUGHS =
  '<!DOCTYPE l [<!ENTITY a "ha">' +
  Array.from({ length: 9 }, (_, index) => {
    const [name, before] = ['bcdefghij'[index] ?? '', 'abcdefghi'[index] ?? ''];
    return `<!ENTITY ${name} "${`&${before};`.repeat(10)}">`;
  }).join('') +
  ']>';

/** Word documents that attack, and some that only look it. */
export const WORD_FILES: readonly HostileFile[] = [
  refused('zip/spaces.docx', 'text that unpacks to 300 MB', () =>
    docx({ name: 'word/document.xml', data: Buffer.alloc(300 * MEGABYTE, 32) }),
  ),
  refused('zip/picture.docx', 'picture that unpacks to 300 MB', () =>
    docx(GOOD_BODY, { name: 'word/media/image1.png', data: Buffer.alloc(300 * MEGABYTE) }),
  ),
  refused('zip/many-parts.docx', '25 parts of 10 MB each', () => {
    const packed = deflateRawSync(Buffer.alloc(10 * MEGABYTE));
    return docx(GOOD_BODY, ...Array.from({ length: 25 }, (_, index) => ({ name: `word/p${index}.bin`, packed })));
  }),
  refused('zip/overlapping.docx', '2,000 entries that share the same packed bytes', () => {
    const packed = deflateRawSync(Buffer.alloc(MEGABYTE));
    const first = { name: 'word/p.bin', packed };
    const others = Array.from({ length: 2000 }, (_, index) => ({
      name: `word/p${index}.bin`,
      packed,
      sharesBefore: true,
    }));
    return docx(GOOD_BODY, first, ...others);
  }),
  refused('zip/lying-size.docx', 'part that claims 10 bytes and unpacks to 250 MB', () =>
    docx({ name: 'word/document.xml', packed: deflateRawSync(Buffer.alloc(250 * MEGABYTE, 32)), claimedBytes: 10 }),
  ),
  refused('zip/entries.docx', '20,000 entries', () =>
    docx(GOOD_BODY, ...Array.from({ length: 20_000 }, (_, index) => ({ name: `x/${index}`, data: '' }))),
  ),
  refused('zip/count.docx', 'directory that claims 60,000 entries', () => rawZip([TYPES, ROOT, GOOD_BODY], 60_000)),
  refused('zip/password.docx', 'entries under a password', () => docx({ ...GOOD_BODY, flags: 1 })),
  refused('zip/method.docx', 'unknown packing method', () => docx({ ...GOOD_BODY, method: 99 })),
  refused('zip/corrupt.docx', 'broken packed data', () =>
    docx({ name: 'word/document.xml', packed: Buffer.alloc(5000, 0xa7) }),
  ),
  read('zip/nested.docx', 'zip in zip in zip, 4 levels', () =>
    docx(GOOD_BODY, { name: 'word/embeddings/a.zip', data: nested(4) }),
  ),
  read('zip/traversal.docx', 'entries named ../../… and C:\\…', () =>
    docx(
      GOOD_BODY,
      { name: '../../../../../../tmp/earpiece-traversal', data: 'x' },
      { name: '/tmp/earpiece-traversal', data: 'x' },
      { name: 'C:\\Windows\\earpiece.txt', data: 'x' },
    ),
  ),
  either('zip/twice.docx', 'the same part twice', () => docx(GOOD_BODY, { ...GOOD_BODY, data: wordXml('Other.') })),
  refused('xml/laughs.docx', 'entity bomb (billion laughs)', () => docx(LAUGHS + wordXml('&j;'))),
  refused('xml/laughs-utf16.docx', 'entity bomb in UTF-16', () =>
    docx({
      name: 'word/document.xml',
      data: Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${LAUGHS}${wordXml('&j;')}`, 'utf16le'),
    }),
  ),
  refused('xml/external.docx', 'entity that reads a file of the machine', () =>
    docx(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${wordXml('&e;')}`),
  ),
  refused('xml/deep.docx', '100,000 nested parts', () => docx(body('<w:sdt><w:sdtContent>'.repeat(100_000)))),
  refused('xml/unclosed.docx', 'XML that never ends', () =>
    docx(`<w:document ${W}><w:body>${paragraph(GOOD_SENTENCE)}`),
  ),
  either('xml/paragraphs.docx', '500,000 paragraphs', () => docx(body(paragraph('x').repeat(500_000)))),
  either('xml/attributes.docx', 'part with 500,000 attributes', () =>
    docx(
      body(
        `<w:p ${Array.from({ length: 500_000 }, (_, index) => `a${index}="1"`).join(' ')}><w:r><w:t>x</w:t></w:r></w:p>`,
      ),
    ),
  ),
  read('relations/circle.docx', 'document that relates to itself', () =>
    docx(GOOD_BODY, {
      name: 'word/_rels/document.xml.rels',
      data: relations([
        ['styles', 'document.xml'],
        ['footnotes', 'document.xml'],
        ['numbering', 'document.xml'],
      ]),
    }),
  ),
  read('relations/styles.docx', 'styles and numbering based on each other', () =>
    docx(
      GOOD_BODY,
      {
        name: 'word/_rels/document.xml.rels',
        data: relations([
          ['styles', 'styles.xml'],
          ['numbering', 'numbering.xml'],
        ]),
      },
      {
        name: 'word/styles.xml',
        data: `<w:styles ${W}>${['a', 'b'].map((id) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${id === 'a' ? 'b' : 'a'}"/></w:style>`).join('')}</w:styles>`,
      },
      {
        name: 'word/numbering.xml',
        data: `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
      },
    ),
  ),
  either('relations/footnote.docx', 'footnote that refers to itself', () =>
    docx(
      body(`${paragraph(GOOD_SENTENCE)}<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`),
      { name: 'word/_rels/document.xml.rels', data: relations([['footnotes', 'footnotes.xml']]) },
      {
        name: 'word/footnotes.xml',
        data: `<w:footnotes ${W}><w:footnote w:id="1"><w:p><w:r><w:t>Note.</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>`,
      },
    ),
  ),
  read('relations/remote.docx', 'template, picture and frame on another machine', () =>
    docx(GOOD_BODY, {
      name: 'word/_rels/document.xml.rels',
      data: relations([
        ['attachedTemplate', 'http://127.0.0.1:9/t.dotm', 'External'],
        ['image', 'file:///etc/passwd', 'External'],
        ['frame', '\\\\127.0.0.1\\share\\x', 'External'],
      ]),
    }),
  ),
  either('relations/missing.docx', 'relations to parts that are not there', () =>
    docx(
      body(
        `${paragraph(GOOD_SENTENCE)}<w:hyperlink xmlns:r="${OFFICE}" r:id="r9"><w:r><w:t>x</w:t></w:r></w:hyperlink>`,
      ),
      {
        name: 'word/_rels/document.xml.rels',
        data: relations([
          ['styles', 'nothing.xml'],
          ['footnotes', '../../../../etc/passwd'],
        ]),
      },
    ),
  ),
  refused('tables/spans.docx', 'table cell over a billion columns', () =>
    docx(
      body(
        `<w:tbl>${`<w:tr>${'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'.repeat(300)}</w:tr>`.repeat(30)}</w:tbl>`,
      ),
    ),
  ),
  either('tables/deep.docx', 'tables nested 300 deep', () =>
    docx(
      body(`${'<w:tbl><w:tr><w:tc>'.repeat(300)}${paragraph(GOOD_SENTENCE)}${'</w:tc></w:tr></w:tbl>'.repeat(300)}`),
    ),
  ),
  refused('damage/cut.docx', 'cut in half', () => docx(GOOD_BODY).subarray(0, 500)),
  either('damage/flipped.docx', 'a bit flipped in every 400 bytes', () => flipBits(docx(GOOD_BODY), 400, 100)),
];
