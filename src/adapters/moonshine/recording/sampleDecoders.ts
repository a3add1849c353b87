import { decodeG711, type Law } from '../../../domain/g711.ts';

/** How the samples of a codec become numbers in [-1, 1]. */
export interface SampleDecoder {
  /** Bytes of one sample. */
  bytes: number;
  decode(view: DataView, at: number): number;
}

const PCM = 1;
const FLOAT = 3;
const A_LAW = 6;
const MU_LAW = 7;

/** The decoder for a WAV format code; undefined for what is not read here. */
export function decoderFor(codec: number, bits: number): SampleDecoder | undefined {
  if (codec === PCM) return PCM_DECODERS[bits];
  if (codec === FLOAT && bits === 32) return { bytes: 4, decode: (view, at) => clean(view.getFloat32(at, true)) };
  if (codec === MU_LAW && bits === 8) return g711Decoder('mu');
  if (codec === A_LAW && bits === 8) return g711Decoder('A');
  return undefined;
}

const PCM_DECODERS: Readonly<Record<number, SampleDecoder>> = {
  8: { bytes: 1, decode: (view, at) => (view.getUint8(at) - 128) / 128 },
  16: { bytes: 2, decode: (view, at) => view.getInt16(at, true) / 32_768 },
  24: { bytes: 3, decode: (view, at) => (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 8_388_608 },
  32: { bytes: 4, decode: (view, at) => view.getInt32(at, true) / 2_147_483_648 },
};

/** A hostile file may hold what is no number. */
function clean(value: number): number {
  return Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
}

function g711Decoder(law: Law): SampleDecoder {
  const table = decodeG711(
    Uint8Array.from({ length: 256 }, (_, code) => code),
    law,
  );
  return { bytes: 1, decode: (view, at) => (table[view.getUint8(at)] ?? 0) / 32_768 };
}
