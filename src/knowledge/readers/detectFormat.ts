import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { listZipNames } from '../../files/openZip.ts';

/** Kinds of documents that are read. */
export type Format = 'pdf' | 'docx' | 'pptx' | 'xlsx' | 'csv' | 'markdown' | 'html' | 'text';

const FORMAT_OF: Readonly<Record<string, Format>> = {
  pdf: 'pdf',
  docx: 'docx',
  pptx: 'pptx',
  xlsx: 'xlsx',
  csv: 'csv',
  tsv: 'csv',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  txt: 'text',
};

const NAMES: Readonly<Record<Format, string>> = {
  pdf: 'a PDF',
  docx: 'a Word document (.docx)',
  pptx: 'a presentation (.pptx)',
  xlsx: 'a workbook (.xlsx)',
  csv: 'a table (.csv)',
  markdown: 'Markdown (.md)',
  html: 'a web page (.html)',
  text: 'plain text (.txt)',
};

/** The format a file's name promises, or undefined when no document of this kind is read. */
export function formatByName(name: string): Format | undefined {
  return FORMAT_OF[extensionOf(name)];
}

/** The format of a file by its content, checked against its name. Throws UnreadableDocument when they disagree. */
export function detectFormat(bytes: Uint8Array, name: string): Format {
  const promised = formatByName(name);
  if (promised === undefined) throw unknownKind(name);
  if (bytes.length === 0) throw new UnreadableDocument('empty', 'The file is empty.');
  const found = formatByContent(bytes, promised);
  if (found === promised) return found;
  if (found !== undefined) {
    throw new UnreadableDocument(
      'wrong-name',
      `The file is ${NAMES[found]} although its name ends in .${extensionOf(name)}; rename it.`,
    );
  }
  if (isText(promised)) return looksLikeHtml(bytes) && promised === 'text' ? 'html' : promised;
  throw new UnreadableDocument(
    'damaged',
    `The file is not ${NAMES[promised]}, whatever its name says, or it is damaged; save it again.`,
  );
}

/** True for the formats all of whose bytes become text. */
export function isText(format: Format): boolean {
  return format === 'csv' || format === 'markdown' || format === 'html' || format === 'text';
}

/** A sentence for a file of a kind that is not read. */
export function unknownKind(name: string): UnreadableDocument {
  const extension = extensionOf(name);
  const kinds = [...new Set(Object.keys(FORMAT_OF))].join(', ');
  const newer = { doc: 'docx', ppt: 'pptx', xls: 'xlsx', rtf: 'docx', odt: 'docx', ods: 'xlsx', odp: 'pptx' }[
    extension
  ];
  const advice = newer === undefined ? '' : `; save it as .${newer}`;
  return new UnreadableDocument('unknown-kind', `Files named .${extension} are not read (only ${kinds})${advice}.`);
}

function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function formatByContent(bytes: Uint8Array, promised: Format): Format | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.includes('%PDF-') && (promised === 'pdf' || head.startsWith('%PDF-'))) return 'pdf';
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return formatOfZip(bytes);
  if (head.startsWith('\xD0\xCF\x11\xE0')) throw oldOffice(bytes);
  const other = OTHER_KINDS.find(([start]) => head.startsWith(start));
  if (other !== undefined)
    throw new UnreadableDocument('wrong-name', `The file is ${other[1]}, whatever its name says; it was not read.`);
  return undefined;
}

const OTHER_KINDS: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a picture'],
  ['\xFF\xD8\xFF', 'a picture'],
  ['GIF8', 'a picture'],
  ['II*\x00', 'a picture'],
  ['MM\x00*', 'a picture'],
  ['RIFF', 'a sound or picture'],
  ['ID3', 'a sound'],
  ['\x7FELF', 'a program'],
  ['MZ', 'a program'],
  ['{\\rtf', 'a rich text document (.rtf)'],
  ['\x1F\x8B', 'a compressed archive'],
  ['7z\xBC\xAF', 'a compressed archive'],
  ['Rar!', 'a compressed archive'],
];

function formatOfZip(bytes: Uint8Array): Format {
  const names = new Set(listZipNames(bytes));
  if (names.size === 0) throw new UnreadableDocument('damaged', 'The file is damaged or incomplete; save it again.');
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('ppt/presentation.xml')) return 'pptx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  throw new UnreadableDocument(
    'unknown-kind',
    'The file is an archive or an office document of another kind; it was not read.',
  );
}

/** Compound files hold either an encrypted new document or an old one; the directory names tell which. */
function oldOffice(bytes: Uint8Array): UnreadableDocument {
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return isEncrypted
    ? new UnreadableDocument('password', 'The file is protected by a password; save it without one.')
    : new UnreadableDocument('unknown-kind', 'The file is in an old Office format; save it as .docx, .xlsx or .pptx.');
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  return /^\s*(<!doctype html|<html[\s>])/i.test(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/^ï»¿/, ''),
  );
}
