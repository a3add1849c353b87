import assert from 'node:assert/strict';
import { setImmediate as nextRound } from 'node:timers/promises';
import { nextInLine } from '../../src/answers/nextInLine.ts';

describe('work of many at the same moment', () => {
  const work = (millis: number): void => {
    const until = performance.now() + millis;
    while (performance.now() < until);
  };

  it('lets the event loop go round between long pieces, and keeps its order', async () => {
    const done: number[] = [];
    let rounds = 0;
    let isOver = false;
    const others = (async () => {
      for (; !isOver; rounds++) await nextRound();
    })();

    await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (piece) => {
        await nextInLine();
        work(10);
        done.push(piece);
      }),
    );
    isOver = true;
    await others;

    assert.deepEqual(done, [0, 1, 2, 3, 4, 5]);
    assert.ok(rounds >= 5, `${rounds} rounds`);
  });
});
