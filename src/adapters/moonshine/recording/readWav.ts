import { RecordingUnreadable } from '../../../ports/speechToText.ts';
import { decoderFor } from './sampleDecoders.ts';

/** A recording whose samples are read piece by piece, so that a long one does not fill the memory. */
export interface WavRecording {
  rate: number;
  channels: number;
  /** Samples of each channel. */
  length: number;
  /** Samples in [-1, 1] of one channel. */
  read(channel: number, from: number, to: number): Float32Array;
}

const LONGEST_HOURS = 4;
const EXTENSIBLE = 0xfffe;

/**
 * Reads a WAV file (RIFF, Microsoft 1991): PCM of 8 to 32 bits, float, or G.711, one or two channels. A file that was
 * cut off is read as far as it goes. Throws RecordingUnreadable with one sentence.
 */
export function readWav(bytes: Uint8Array): WavRecording {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 0) throw new RecordingUnreadable('The recording is empty.');
  if (textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WAVE') throw new RecordingUnreadable(NOT_WAV);
  const { format, data } = chunksOf(bytes, view);
  if (format === undefined || format.size < 16)
    throw new RecordingUnreadable('The WAV file is damaged: it does not say what it holds.');
  if (data === undefined) throw new RecordingUnreadable('The WAV file holds no sound.');
  const told = view.getUint16(format.start, true);
  const isExtended = told === EXTENSIBLE && format.size >= 26;
  const codec = isExtended ? view.getUint16(format.start + 24, true) : told;
  const channels = view.getUint16(format.start + 2, true);
  const rate = view.getUint32(format.start + 4, true);
  const bits = view.getUint16(format.start + 14, true);
  refuseOddities({ channels, rate });
  const decoder = decoderFor(codec, bits);
  if (decoder === undefined) throw new RecordingUnreadable(wrongCodec(codec, bits));
  const frame = decoder.bytes * channels;
  const length = Math.floor(data.size / frame);
  if (length === 0) throw new RecordingUnreadable('The recording holds no sound.');
  if (length / rate > LONGEST_HOURS * 3600) {
    throw new RecordingUnreadable(
      `The recording is longer than ${LONGEST_HOURS} hours, more than one call; it was not read.`,
    );
  }
  const read = (channel: number, from: number, to: number): Float32Array => {
    const count = Math.max(0, Math.min(to, length) - from);
    const first = data.start + from * frame + channel * decoder.bytes;
    return Float32Array.from({ length: count }, (_, at) => decoder.decode(view, first + at * frame));
  };
  return { rate, channels, length, read };
}

const NOT_WAV =
  'Only WAV recordings with PCM or G.711 are written down on this machine; MP3 and others need Azure Speech, or export the call as WAV.';

function wrongCodec(codec: number, bits: number): string {
  return `This WAV file holds sound in a form that is not read here (format ${codec}, ${bits} bits); save it as PCM or G.711.`;
}

function refuseOddities({ channels, rate }: { channels: number; rate: number }): void {
  if (channels < 1 || channels > 2) {
    throw new RecordingUnreadable(`The recording has ${channels} channels; only one or two are read.`);
  }
  if (rate < 8_000 || rate > 96_000) {
    throw new RecordingUnreadable(`The recording has ${rate} samples a second; only 8,000 to 96,000 are read.`);
  }
}

interface Chunk {
  start: number;
  size: number;
}

/** The two chunks that matter; sizes beyond the end of the file, as in streamed ones, end there. */
function chunksOf(bytes: Uint8Array, view: DataView): { format?: Chunk; data?: Chunk } {
  const found: { format?: Chunk; data?: Chunk } = {};
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = textAt(bytes, at);
    const start = at + 8;
    const told = view.getUint32(at + 4, true);
    const rest = bytes.length - start;
    const size = name === 'data' && told === 0 ? rest : Math.min(told, rest);
    if (name === 'fmt ') found.format ??= { start, size };
    if (name === 'data') return { ...found, data: { start, size } };
    at = start + size + (size % 2);
  }
  return found;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
