import { detectScam, type ScamDetector } from '../detection/detectScam.ts';
import type { CallUtterance } from '../domain/call.ts';
import type { ScamVerdict } from '../domain/verdict.ts';

/** Follows live calls through the detector, in memory. */
export interface CallScreen {
  take(utterance: CallUtterance): void;
  end(callId: string): void;
}

/** Tells of each new level that a live call reaches; nothing is known of a call but what is said in it. */
export function screenCalls(onLevel: (callId: string, verdict: ScamVerdict) => void): CallScreen {
  const calls = new Map<string, { detector: ScamDetector; level: ScamVerdict['level'] }>();
  return {
    take({ callId, track, text }) {
      const call = calls.get(callId) ?? { detector: detectScam({}), level: 'none' };
      calls.set(callId, call);
      const verdict = call.detector.hear({ speaker: track, text });
      if (verdict.level === call.level) return;
      call.level = verdict.level;
      onLevel(callId, verdict);
    },
    end: (callId) => void calls.delete(callId),
  };
}
