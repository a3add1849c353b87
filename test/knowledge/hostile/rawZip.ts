import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip container, honest unless told otherwise. */
export interface RawEntry {
  name: string;
  data?: string | Uint8Array;
  /** Packed bytes as they are, instead of `data`. */
  packed?: Uint8Array;
  method?: number;
  flags?: number;
  /** What the container claims about the size of the unpacked data. */
  claimedBytes?: number;
  /** Points at the packed bytes of the entry before, so that both share them. */
  sharesBefore?: boolean;
}

/** A zip container (APPNOTE 6.3.10) that may lie. `claimedCount` is the number of entries it claims. */
export function rawZip(entries: readonly RawEntry[], claimedCount = entries.length): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let offsetBefore = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.packed ?? (entry.method === 0 ? data : deflateRawSync(data));
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(entry.flags ?? 0, 2);
    shared.writeUInt16LE(entry.method ?? 8, 4);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.claimedBytes ?? data.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(entry.name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(entry.sharesBefore === true ? offsetBefore : offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, place, Buffer.from(entry.name)]),
    );
    if (entry.sharesBefore === true) continue;
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(entry.name), packed]);
    files.push(local);
    offsetBefore = offset;
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  const list = Buffer.concat(directory);
  end.writeUInt16LE(claimedCount, 4);
  end.writeUInt16LE(claimedCount, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06'), end]);
}

/** Flips one bit in every so many bytes, in the same places each time. */
export function flipBits(bytes: Uint8Array, every: number, from = 0): Uint8Array {
  const flipped = Buffer.from(bytes);
  for (let at = from; at < flipped.length; at += every) flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
  return flipped;
}
