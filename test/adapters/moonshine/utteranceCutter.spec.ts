import assert from 'node:assert/strict';
import { type Cut, LIVE, UtteranceCutter } from '../../../src/adapters/moonshine/live/utteranceCutter.ts';

const WINDOW = 256;

describe('The utterance cutter', () => {
  it('ends an utterance after a silence, with a little of what stands around it', () => {
    const cuts = cutsOf([0, 20], [1, 30], [0, 20]);

    const [end] = cuts.filter(({ kind }) => kind === 'end');
    assert.equal(end?.speech.start, 20 * WINDOW);
    assert.equal(end?.speech.end, 50 * WINDOW);
    assert.ok((end?.speech.samples.length ?? 0) > 30 * WINDOW);
  });

  it('bridges a short pause, in which the speech so far can be looked at', () => {
    const cuts = cutsOf([1, 30], [0, 8], [1, 30], [0, 20]);

    assert.deepEqual(
      cuts.map(({ kind, speech }) => [kind, speech.end / WINDOW]),
      [
        ['pause', 30],
        ['pause', 68],
        ['end', 68],
      ],
    );
  });

  it('takes a click for none', () => {
    assert.deepEqual(cutsOf([0, 10], [1, 2], [0, 30]), []);
  });

  it('parts somebody who never stops where they are quietest, and loses nothing', () => {
    const cuts = cutsOf([1, 400], [0.4, 2], [1, 600], [0, 20]).filter(({ kind }) => kind === 'end');

    assert.ok(cuts.length >= 2);
    assert.equal(cuts[0]?.speech.end, 400 * WINDOW);
    for (const [place, { speech }] of cuts.entries()) {
      const before = cuts[place - 1]?.speech.end ?? 0;
      assert.ok(speech.start - before <= 2 * WINDOW, 'what follows begins where the cut was');
      assert.ok(speech.samples.length <= 450 * WINDOW);
    }
  });
});

/** Cuts of so many windows of each likelihood, one after the other. */
function cutsOf(...runs: readonly [likelihood: number, windows: number][]): Cut[] {
  const cutter = new UtteranceCutter(8_000, LIVE);
  const likelihoods = runs.flatMap(([likelihood, windows]) => Array.from({ length: windows }, () => likelihood));
  const cuts = likelihoods.map((likelihood) => cutter.push(new Float32Array(WINDOW).fill(likelihood), likelihood));
  return [...cuts, cutter.flush()].filter((cut) => cut !== undefined);
}
