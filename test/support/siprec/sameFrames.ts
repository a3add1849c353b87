import { decodeG711 } from '../../../src/domain/g711.ts';

const FRAME = 160;

/** Share of the frames of 20 ms that were heard exactly as and where they were sent. */
export function sameFrames(sent: Buffer, heard: readonly number[]): number {
  const expected = decodeG711(sent, 'mu');
  const frames = Math.floor(expected.length / FRAME);
  let same = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const from = frame * FRAME;
    if (expected.subarray(from, from + FRAME).every((sample, at) => heard[from + at] === sample)) same += 1;
  }
  return same / frames;
}
