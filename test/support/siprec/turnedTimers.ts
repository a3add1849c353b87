import type { Timers } from '../../../src/telephony/siprec/timers.ts';

/** Timers that run when the test turns them. */
export function turnedTimers(): Timers & { turn(ms: number): void } {
  let now = 0;
  let waiting: { at: number; act: () => void }[] = [];
  return {
    after: (waitMs, act) => {
      const one = { at: now + waitMs, act };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    turn: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        now = next.at;
        next.act();
      }
      now = end;
    },
  };
}
