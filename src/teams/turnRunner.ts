/** Work that goes on after the HTTP answer, and can be waited for. */
export interface TurnRunner {
  /** Starts `turn` in the background; its faults end in `onFault`, never in the process. */
  start(turn: () => Promise<void>): void;
  /** Resolves when nothing runs any more, or after `timeoutMs`; tells how many turns were left. */
  drain(timeoutMs: number): Promise<number>;
}

/** Keeps track of turns under way. */
export function turnRunner(onFault: (error: unknown) => void): TurnRunner {
  const running = new Set<Promise<void>>();
  return {
    start(turn) {
      const done = turn().catch(onFault);
      running.add(done);
      void done.finally(() => running.delete(done));
    },
    async drain(timeoutMs) {
      const allDone = Promise.all(running).then(() => undefined);
      await Promise.race([allDone, new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())]);
      return running.size;
    },
  };
}
