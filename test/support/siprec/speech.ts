import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NeededProgram } from '../programs.ts';

export const ESPEAK: NeededProgram = {
  ...{ test: ['espeak-ng', '--version'], what: 'speech over RTP', getBy: 'apt-get install espeak-ng' },
};
/** Debian's packages belong to Debian's Python, whatever else is installed. */
export const PYTHON_COMMAND = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
export const PYTHON: NeededProgram = {
  ...{ test: [PYTHON_COMMAND, '--version'], what: 'RTP by another hand', getBy: 'apt-get install python3' },
};

/** Says the sentences with a pause after each, as a raw G.711 file (mu-law); returns its octets. */
export async function saySentences(sentences: readonly string[], folder: string, name: string): Promise<Buffer> {
  const voices: Buffer[] = [];
  for (const sentence of sentences) {
    const wave = join(folder, 'said.wav');
    const said = spawnSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', wave, sentence]);
    if (said.status !== 0) throw new Error(`espeak-ng ended with ${said.status}.`);
    voices.push(muLaw(atTelephoneRate(await readFile(wave))), Buffer.alloc(5_600, 0xff));
    await rm(wave);
  }
  const voice = Buffer.concat(voices);
  await writeFile(join(folder, name), voice);
  return voice;
}

/** 16-bit samples of a WAVE file at 8,000 a second; a short mean stands for the low-pass filter. */
function atTelephoneRate(wave: Buffer): Int16Array {
  const rate = wave.readUInt32LE(24);
  const start = wave.indexOf('data') + 8;
  const samples = Array.from({ length: (wave.length - start) >> 1 }, (_, at) => wave.readInt16LE(start + at * 2));
  const step = rate / 8_000;
  return Int16Array.from({ length: Math.floor(samples.length / step) - 1 }, (_, at) => {
    const around = samples.slice(Math.floor(at * step), Math.ceil((at + 1) * step));
    return around.reduce((sum, one) => sum + one, 0) / around.length;
  });
}

/** G.711 mu-law by the comparison of ITU-T G.191, written apart from the decoder under test. */
function muLaw(samples: Int16Array): Buffer {
  return Buffer.from(samples.map((sample) => oneMuLaw(sample)));
}

function oneMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(32_635, Math.abs(sample)) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}
