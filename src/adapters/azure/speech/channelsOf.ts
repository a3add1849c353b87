/**
 * How many channels a recording has, one or two, by its first bytes: WAV, MP3, FLAC, Ogg (Opus, Vorbis); MP4 and others
 * count as one. Undefined for what is no recording at all.
 */
export function channelsOf(bytes: Uint8Array): 1 | 2 | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT));
  const name = start.toString('latin1', 0, 4);
  if (name === 'RIFF') return two(wavChannels(start));
  if (name === 'fLaC') return two(((start[20] ?? 0) >> 1) % 8 === 1 ? 2 : 1);
  if (name === 'OggS') return two(oggChannels(start));
  if (name.startsWith('ID3')) return two(mp3Channels(start, 10 + id3Size(start)));
  if (start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0 && (start[1] ?? 0) !== 0xff)
    return two(mp3Channels(start, 0));
  return start.toString('latin1', 4, 8) === 'ftyp' ? 1 : undefined;
}

const LOOKED_AT = 512 * 1024;

function two(channels: number): 1 | 2 {
  return channels === 2 ? 2 : 1;
}

function wavChannels(start: Buffer): number {
  const format = start.indexOf('fmt ');
  return format < 0 || format + 12 > start.length ? 1 : start.readUInt16LE(format + 10);
}

/** OpusHead and the identification header of Vorbis. */
function oggChannels(start: Buffer): number {
  const opus = start.indexOf('OpusHead');
  const vorbis = start.indexOf('\u0001vorbis', 0, 'latin1');
  if (opus >= 0) return start[opus + 9] ?? 1;
  return vorbis < 0 ? 1 : (start[vorbis + 11] ?? 1);
}

/** Four bytes of seven bits (ID3v2, 6.2). */
function id3Size(start: Buffer): number {
  return [6, 7, 8, 9].reduce((size, at) => size * 128 + ((start[at] ?? 0) & 0x7f), 0);
}

/** Mode 3 of the frame header is one channel (ISO/IEC 11172-3, 2.4.1.3). */
function mp3Channels(start: Buffer, at: number): number {
  return (start[at + 3] ?? 0xff) >> 6 === 3 ? 1 : 2;
}
