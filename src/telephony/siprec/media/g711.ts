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
