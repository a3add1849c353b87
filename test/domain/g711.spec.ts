import assert from 'node:assert/strict';
import { decodeG711, encodeMuLaw } from '../../src/domain/g711.ts';

describe('G.711', () => {
  it('packs what was mu-law into the same bytes again, so that it travels as it came', () => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);

    const again = encodeMuLaw(decodeG711(codes, 'mu'));

    // Minus zero is zero.
    assert.deepEqual(
      [...again],
      [...codes].map((code) => (code === 0x7f ? 0xff : code)),
    );
  });

  it('packs any sample within a step of what it was', () => {
    for (let sample = -32_768; sample <= 32_767; sample += 7) {
      const [back = 0] = decodeG711(encodeMuLaw(Int16Array.of(sample)), 'mu');
      assert.ok(Math.abs(back - sample) <= Math.max(8, Math.abs(sample) / 16), `${sample} became ${back}`);
    }
  });
});
