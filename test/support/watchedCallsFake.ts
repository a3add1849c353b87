import type { WatchedCall, WatchedCalls } from '../../src/ports/watchedCalls.ts';

/** Watched calls in memory; `isAway` makes every method reject. */
export function watchedCallsInMemory(): WatchedCalls & { isAway: boolean; rows: Map<string, WatchedCall> } {
  const rows = new Map<string, WatchedCall>();
  const nothing = (callId: string, heardAt: Date): WatchedCall => ({
    ...{ callId, nextSeq: -1, level: 'none', detection: '', heardAt },
  });
  const fake = {
    isAway: false,
    rows,
    async note(callId: string, facts: object, at: Date) {
      await away();
      rows.set(callId, { ...facts, ...(rows.get(callId) ?? nothing(callId, at)) });
    },
    async end(callId: string, at: Date) {
      await away();
      const row = rows.get(callId) ?? nothing(callId, at);
      rows.set(callId, { endedAt: at, ...row });
      return row.endedAt === undefined;
    },
    async find(callId: string) {
      await away();
      return rows.get(callId);
    },
    async save(states: Parameters<WatchedCalls['save']>[0]) {
      await away();
      return states.map((state) => {
        const kept = rows.get(state.callId);
        const row = kept !== undefined && kept.nextSeq >= state.nextSeq ? kept : { ...kept, ...state };
        rows.set(state.callId, row);
        return row;
      });
    },
    silentSince: () => Promise.resolve([]),
    prune: () => Promise.resolve(0),
  };
  const away = (): Promise<void> => (fake.isAway ? Promise.reject(new Error('away')) : Promise.resolve());
  return fake;
}
