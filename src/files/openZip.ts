import { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { UnreadableDocument } from './unreadableDocument.ts';

const MEGABYTE = 1024 * 1024;

/** What one zip container may hold. */
const ZIP_LIMITS = {
  entries: 10_000,
  /** Everything it holds, inflated. */
  inflatedBytes: 200 * MEGABYTE,
  /** One XML part; parsed into a tree it takes about ten times as much memory. */
  xmlPartBytes: 24 * MEGABYTE,
} as const;

/** The parts of a zip container that was found harmless. */
export interface ZipParts {
  names: readonly string[];
  /** The part as UTF-8 text, or undefined when there is none of this name. */
  text(name: string): string | undefined;
}

interface ZipEntry {
  name: string;
  method: number;
  packed: Uint8Array;
}

/**
 * Opens a zip container after inflating every entry once, chunk by chunk, only to count its bytes and look for
 * document type declarations: sizes written in a zip are claims. Format: APPNOTE 6.3.10, sections 4.3.12 and 4.3.16.
 */
export async function openZip(bytes: Uint8Array): Promise<ZipParts> {
  const entries = listEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  await screenEntries(entries);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    text(name) {
      const entry = byName.get(name);
      return entry === undefined ? undefined : new TextDecoder().decode(unpack(entry));
    },
  };
}

/** Names in a zip container without inflating anything; empty when the container is damaged. */
export function listZipNames(bytes: Uint8Array): readonly string[] {
  try {
    return listEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof UnreadableDocument && error.reason === 'damaged') return [];
    throw error;
  }
}

function listEntries(zip: Buffer): ZipEntry[] {
  const { count, start } = findDirectory(zip);
  if (count > ZIP_LIMITS.entries) {
    throw new UnreadableDocument(
      'unsafe',
      `The file packs ${count} parts, more than a document needs; it was not read.`,
    );
  }
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    if ((zip.readUInt16LE(at + 8) & 1) === 1) {
      throw new UnreadableDocument('password', 'The file is protected by a password; save it without one.');
    }
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = zip.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const { packedBytes, offset } = sizesOf(zip, at, extra);
    entries.push({ name, method: zip.readUInt16LE(at + 10), packed: packedBytesAt(zip, offset, packedBytes) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function findDirectory(zip: Buffer): { count: number; start: number } {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > zip.length) throw damaged();
  const directory = { count: zip.readUInt16LE(end + 10), start: zip.readUInt32LE(end + 16) };
  if (directory.start !== 0xffffffff && directory.count !== 0xffff) return directory;
  const end64 = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x06, 0x06]));
  if (end64 === -1 || end64 + 56 > zip.length) throw damaged();
  return { count: Number(zip.readBigUInt64LE(end64 + 32)), start: Number(zip.readBigUInt64LE(end64 + 48)) };
}

/** Packed size and offset of the entry whose directory record stands at `at`; the zip64 field holds what is too large. */
function sizesOf(zip: Buffer, at: number, extra: Buffer): { packedBytes: number; offset: number } {
  const sizes = { packedBytes: zip.readUInt32LE(at + 20), offset: zip.readUInt32LE(at + 42) };
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
    if (extra.readUInt16LE(field) !== 1) continue;
    let value = field + 4 + (zip.readUInt32LE(at + 24) === 0xffffffff ? 8 : 0);
    for (const key of ['packedBytes', 'offset'] as const) {
      if (sizes[key] !== 0xffffffff || value + 8 > extra.length) continue;
      sizes[key] = Number(extra.readBigUInt64LE(value));
      value += 8;
    }
  }
  return sizes;
}

function packedBytesAt(zip: Buffer, offset: number, packedBytes: number): Uint8Array {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== 0x04034b50) throw damaged();
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  if (start + packedBytes > zip.length) throw damaged();
  return zip.subarray(start, start + packedBytes);
}

async function screenEntries(entries: readonly ZipEntry[]): Promise<void> {
  let inflatedBytes = 0;
  for (const entry of entries) {
    const isXml = /\.(xml|rels)$/i.test(entry.name);
    let partBytes = 0;
    let tail = '';
    for await (const chunk of chunksOf(entry)) {
      inflatedBytes += chunk.length;
      partBytes += chunk.length;
      if (inflatedBytes > ZIP_LIMITS.inflatedBytes || (isXml && partBytes > ZIP_LIMITS.xmlPartBytes)) throw tooBig();
      if (!isXml) continue;
      const text = tail + chunk.toString('latin1').replaceAll('\0', '');
      if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
        throw new UnreadableDocument(
          'unsafe',
          'The file declares document types in its XML, which could reach other files; it was not read.',
        );
      }
      tail = text.slice(-16);
    }
  }
}

async function* chunksOf(entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method === 0) {
    yield Buffer.from(entry.packed);
    return;
  }
  if (entry.method !== 8) throw damaged();
  const inflate = Readable.from([entry.packed]).pipe(createInflateRaw());
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof UnreadableDocument ? error : damaged(error);
  }
}

function unpack(entry: ZipEntry): Uint8Array {
  return entry.method === 0
    ? entry.packed
    : inflateRawSync(entry.packed, { maxOutputLength: ZIP_LIMITS.inflatedBytes });
}

function tooBig(): UnreadableDocument {
  return new UnreadableDocument('unsafe', 'The file unpacks to far more than a document holds; it was not read.');
}

function damaged(cause?: unknown): UnreadableDocument {
  return new UnreadableDocument('damaged', 'The file is damaged or incomplete; save it again.', { cause });
}
