import assert from 'node:assert/strict';
import { readWav } from '../../../src/adapters/moonshine/recording/readWav.ts';
import { resample } from '../../../src/adapters/moonshine/recording/resampler.ts';
import { RecordingUnreadable } from '../../../src/ports/speechToText.ts';
import { twoVoices } from '../../support/speech/twoVoices.ts';

describe('A WAV recording', () => {
  it('is read as PCM of 8 to 32 bits, as float and as G.711, with the same samples', () => {
    const half = (write: (data: Buffer) => void, bytes: number): Buffer<ArrayBuffer> => {
      const data = Buffer.alloc(bytes);
      write(data);
      return data;
    };
    const forms: [codec: number, bits: number, data: Buffer<ArrayBuffer>][] = [
      [1, 8, Buffer.from([192])],
      [1, 16, half((data) => data.writeInt16LE(16_384), 2)],
      [1, 24, Buffer.from([0, 0, 64])],
      [1, 32, half((data) => data.writeInt32LE(2 ** 30), 4)],
      [3, 32, half((data) => data.writeFloatLE(0.5), 4)],
      [7, 8, Buffer.from([0x8f])],
      [6, 8, Buffer.from([0xa5])],
    ];

    for (const [codec, bits, data] of forms) {
      const [sample] = readWav(aWav({ codec, bits, data })).read(0, 0, 1);
      assert.ok(Math.abs((sample ?? 0) - 0.5) < 0.02, `format ${codec}, ${bits} bits: ${sample}`);
    }
  });

  it('keeps two channels apart', () => {
    const recording = readWav(twoVoices());

    const [loud, quiet] = [0, 1].map((channel) => energyOf(recording.read(channel, 8_000, 24_000)));

    assert.equal(recording.channels, 2);
    assert.ok((loud ?? 0) > 100 * (quiet ?? 0));
  });

  it('is read as far as it goes when it was cut off or streamed', () => {
    const whole = twoVoices();
    const cut = whole.subarray(0, 80_000);
    const streamed = Buffer.from(whole);
    streamed.writeUInt32LE(0xffffffff, whole.indexOf('data') + 4);

    assert.ok(readWav(cut).length > 39_000);
    assert.equal(readWav(streamed).length, readWav(whole).length);
  });

  it('is refused in one sentence when it is no such recording', () => {
    const bad: [string, Buffer][] = [
      ['empty', Buffer.alloc(0)],
      ['MP3', Buffer.from('ID3\u0004\u0000 and so on')],
      ['header alone', aWav({ data: Buffer.alloc(0) })],
      ['no format', Buffer.from('RIFF\u0010\u0000\u0000\u0000WAVEdata\u0004\u0000\u0000\u0000abcd', 'latin1')],
      ['six channels', aWav({ channels: 6, data: Buffer.alloc(240) })],
      ['a rate of 1', aWav({ rate: 1, data: Buffer.alloc(2) })],
      ['ADPCM', aWav({ codec: 2, bits: 4, data: Buffer.alloc(256) })],
      ['a week', aWav({ rate: 8_000, codec: 7, bits: 8, data: Buffer.alloc(120_000_000) })],
    ];

    for (const [name, bytes] of bad) {
      assert.throws(
        () => readWav(bytes),
        (error) => {
          assert.ok(error instanceof RecordingUnreadable, `${name}: ${String(error)}`);
          return /^[A-Z][^\n]*\.$/.test(error.message);
        },
      );
    }
  });

  it('survives any bytes', () => {
    const whole = twoVoices();
    for (let turn = 0; turn < 500; turn += 1) {
      const bytes = Buffer.from(whole.subarray(0, 60 + turn));
      for (let hit = 0; hit < 8; hit += 1) bytes[(turn * 31 + hit * 7) % 58] = (turn * 17 + hit * 101) % 256;
      try {
        const recording = readWav(bytes);
        recording.read(0, 0, Math.min(recording.length, 1_000));
      } catch (error) {
        assert.ok(error instanceof RecordingUnreadable, String(error));
      }
    }
  });

  it('sounds the same at another rate', () => {
    for (const [from, to] of [
      [8_000, 16_000],
      [44_100, 16_000],
      [48_000, 16_000],
      [11_025, 16_000],
    ] as const) {
      const tone = (rate: number) =>
        Float32Array.from({ length: rate }, (_, at) => Math.sin((2 * Math.PI * 440 * at) / rate));
      const [expected, got] = [tone(to), resample(tone(from), from, to)];

      assert.ok(Math.abs(got.length - expected.length) < 4, `${from}: ${got.length}`);
      for (let at = 500; at < to - 500; at += 97)
        assert.ok(Math.abs((got[at] ?? 0) - (expected[at] ?? 0)) < 0.01, `${from} at ${at}`);
    }
  });
});

function aWav({ codec = 1, bits = 16, channels = 1, rate = 8_000, data = Buffer.alloc(0) }): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(codec, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function energyOf(samples: Float32Array): number {
  return samples.reduce((sum, one) => sum + one * one, 0);
}
