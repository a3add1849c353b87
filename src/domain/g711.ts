/** Which of the two companding laws of ITU-T G.711. */
export type Law = 'mu' | 'A';

const MU_BIAS = 0x84;
const TABLES: Readonly<Record<Law, Int16Array>> = {
  mu: Int16Array.from({ length: 256 }, (_, code) => expandMu(code)),
  A: Int16Array.from({ length: 256 }, (_, code) => expandA(code)),
};

/** Expands G.711 to linear PCM, one sample a byte (ITU-T G.711, tables 1a to 2b; 14 and 13 bits, scaled to 16). */
export function decodeG711(payload: Uint8Array, law: Law): Int16Array {
  const table = TABLES[law];
  const samples = new Int16Array(payload.length);
  for (let at = 0; at < payload.length; at += 1) samples[at] = table[payload[at] ?? 0] ?? 0;
  return samples;
}

function expandMu(code: number): number {
  const inverted = ~code & 0xff;
  const magnitude = ((((inverted & 0x0f) << 3) + MU_BIAS) << ((inverted >> 4) & 7)) - MU_BIAS;
  return inverted & 0x80 ? -magnitude : magnitude;
}

function expandA(code: number): number {
  const toggled = code ^ 0x55;
  const segment = (toggled >> 4) & 7;
  const step = (toggled & 0x0f) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return toggled & 0x80 ? magnitude : -magnitude;
}

/** Packs linear PCM into mu-law, one byte a sample; what was expanded from mu-law comes out as it was (G.711, table 2). */
export function encodeMuLaw(samples: Int16Array): Uint8Array {
  const codes = new Uint8Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) codes[at] = compressMu(samples[at] ?? 0);
  return codes;
}

const MU_MOST = 0x7fff - MU_BIAS;

function compressMu(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), MU_MOST) + MU_BIAS;
  const segment = 24 - Math.clz32(magnitude);
  const code = (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f);
  return ~(sample < 0 ? code | 0x80 : code) & 0xff;
}
