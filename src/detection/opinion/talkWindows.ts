import type { CallUtterance } from '../../domain/call.ts';
import type { SpokenTurn } from '../../domain/verdict.ts';

/** The last sentences of live calls, in memory only, for as long as a call is spoken. */
export interface TalkWindows {
  hear(utterance: CallUtterance, now: Date): void;
  /** In order; empty for a call that is not heard here. */
  of(callId: string): readonly SpokenTurn[];
  forget(callId: string): void;
  /** Drops what was said in calls that are silent. */
  expire(now: Date): void;
}

const TURNS_KEPT = 12;
const CHARACTERS_KEPT = 600;
const MOST_CALLS = 2_000;
const SILENT_MS = 5 * 60_000;

interface Window {
  heardAt: number;
  turns: CallUtterance[];
}

/** Keeps windows; bounded in turns, letters and calls. */
export function talkWindows(): TalkWindows {
  const windows = new Map<string, Window>();
  // The call that spoke last stands last.
  const expire = (now: Date): void => {
    for (const [callId, { heardAt }] of windows) {
      if (windows.size <= MOST_CALLS && now.getTime() - heardAt < SILENT_MS) return;
      windows.delete(callId);
    }
  };
  return {
    expire,
    hear(utterance, now) {
      const { callId, seq, text } = utterance;
      const known = windows.get(callId)?.turns ?? [];
      if (known.some((turn) => turn.seq === seq)) return;
      const turns = [...known, { ...utterance, text: text.slice(0, CHARACTERS_KEPT) }]
        .sort((one, other) => one.seq - other.seq)
        .slice(-TURNS_KEPT);
      windows.delete(callId);
      windows.set(callId, { heardAt: now.getTime(), turns });
      expire(now);
    },
    of: (callId) => (windows.get(callId)?.turns ?? []).map(({ track, text }) => ({ speaker: track, text })),
    forget: (callId) => void windows.delete(callId),
  };
}
