import type { ScamAlert } from '../domain/scamAlert.ts';

/** A call that is played for one person. It lives in memory alone: no figure, no audit row, no table knows of it. */
export interface DemoShow {
  callId: string;
  conversationId: string;
  isPlaying: boolean;
  begunAt: Date;
  /** Undefined until the call rises. */
  alert?: ScamAlert;
}

/** Where demos are played, one at a time. */
export interface DemoStage {
  /** Undefined while another one is played. */
  begin(show: Pick<DemoShow, 'callId' | 'conversationId' | 'begunAt'>): DemoShow | undefined;
  find(callId: string): DemoShow | undefined;
  forget(callId: string): void;
}

/** Calls of demos are told apart from real ones by their name. */
export const DEMO_CALL = 'demo-';

/** Nobody presses a button of a demo after so long. */
const KEPT_MS = 15 * 60_000;

/** A stage for this process. */
export function demoStage(): DemoStage {
  const shows = new Map<string, DemoShow>();
  return {
    begin(given) {
      for (const [callId, { isPlaying, begunAt }] of shows) {
        if (!isPlaying && given.begunAt.getTime() - begunAt.getTime() > KEPT_MS) shows.delete(callId);
      }
      if ([...shows.values()].some(({ isPlaying }) => isPlaying)) return undefined;
      const show = { ...given, isPlaying: true };
      shows.set(given.callId, show);
      return show;
    },
    find: (callId) => shows.get(callId),
    forget: (callId) => void shows.delete(callId),
  };
}
