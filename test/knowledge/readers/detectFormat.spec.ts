import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/knowledge/readers/detectFormat.ts';
import { makeRawDocx, makeZip, wordXml } from '../support/makeZip.ts';

const DOCX = makeRawDocx(wordXml('Hello'));

describe('telling formats', () => {
  it('believes content and name where they agree', () => {
    assert.equal(detectFormat(DOCX, 'guide.docx'), 'docx');
    assert.equal(detectFormat(Buffer.from('%PDF-1.7'), 'Guide.PDF'), 'pdf');
    assert.equal(detectFormat(Buffer.from('a,b'), 'list.csv'), 'csv');
    assert.equal(detectFormat(Buffer.from('<!DOCTYPE html><p>x'), 'page.txt'), 'html');
  });

  const refusals: readonly [string, Uint8Array, string, RegExp][] = [
    ['an empty file', Buffer.alloc(0), 'a.pdf', /^The file is empty\.$/],
    [
      'a Word document named .pdf',
      DOCX,
      'a.pdf',
      /^The file is a Word document \(\.docx\) although its name ends in \.pdf; rename it\.$/,
    ],
    [
      'a PDF named .docx',
      Buffer.from('%PDF-1.7'),
      'a.docx',
      /^The file is a PDF although its name ends in \.docx; rename it\.$/,
    ],
    [
      'text named .pdf',
      Buffer.from('hello'),
      'a.pdf',
      /^The file is not a PDF, whatever its name says, or it is damaged/,
    ],
    [
      'a picture named .pdf',
      Buffer.from('\x89PNG\r\n', 'latin1'),
      'a.pdf',
      /^The file is a picture, whatever its name says/,
    ],
    ['a program named .txt', Buffer.from('MZ\x90', 'latin1'), 'a.txt', /^The file is a program/],
    ['an archive named .docx', makeZip({ 'a.txt': 'x' }), 'a.docx', /^The file is an archive/],
    ['an old Word document', oldOffice(''), 'a.docx', /^The file is in an old Office format/],
    ['an encrypted workbook', oldOffice('EncryptedPackage'), 'a.xlsx', /^The file is protected by a password/],
    ['an unknown kind', Buffer.from('x'), 'a.doc', /^Files named \.doc are not read .*; save it as \.docx\.$/],
  ];
  for (const [what, bytes, name, sentence] of refusals) {
    it(`says in one sentence what is wrong with ${what}`, () => {
      assert.throws(() => detectFormat(bytes, name), { message: sentence });
    });
  }
});

function oldOffice(stream: string): Uint8Array {
  return Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from(stream, 'utf16le'),
  ]);
}
