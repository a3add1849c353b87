import { inflateSync } from 'node:zlib';

/** A picture, four numbers from 0 to 255 (red, green, blue, alpha) for each pixel, row by row. */
export interface Picture {
  width: number;
  height: number;
  rgba: Uint8Array;
}

const SIGNATURE = '89504e470d0a1a0a';
const MOST_PIXELS = 1024;

/** Reads a PNG with 8 bits a channel, with or without alpha, not interlaced (RFC 2083); undefined for any other file. */
export function readPng(bytes: Buffer): Picture | undefined {
  if (bytes.length < 33 || bytes.toString('hex', 0, 8) !== SIGNATURE) return undefined;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, colour, interlace] = [bytes[24], bytes[25], bytes[28]];
  const isReadable = depth === 8 && (colour === 2 || colour === 6) && interlace === 0;
  if (!isReadable || width > MOST_PIXELS || height > MOST_PIXELS) return undefined;
  const channels = colour === 6 ? 4 : 3;
  try {
    const raw = inflateSync(Buffer.concat(dataChunks(bytes)), { maxOutputLength: (width * 4 + 1) * height });
    if (raw.length < (width * channels + 1) * height) return undefined;
    return { width, height, rgba: withAlpha(unfilter(raw, { stride: width * channels, height, channels }), channels) };
  } catch {
    return undefined;
  }
}

function dataChunks(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') chunks.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

interface Shape {
  stride: number;
  height: number;
  channels: number;
}

/** RFC 2083, section 6: each row says which neighbours its bytes are differences to. */
function unfilter(raw: Buffer, { stride, height, channels }: Shape): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column += 1) {
      const here = row * stride + column;
      const left = column >= channels ? (out[here - channels] ?? 0) : 0;
      const up = row > 0 ? (out[here - stride] ?? 0) : 0;
      const corner = row > 0 && column >= channels ? (out[here - stride - channels] ?? 0) : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      out[here] = (raw[row * (stride + 1) + 1 + column] ?? 0) + predicted;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

function withAlpha(bytes: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return bytes;
  const rgba = new Uint8Array((bytes.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel * 3 < bytes.length; pixel += 1)
    rgba.set(bytes.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  return rgba;
}
