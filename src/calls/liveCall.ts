import { detectScam, type ScamDetector } from '../detection/detectScam.ts';
import type { SavedDetection } from '../detection/savedDetection.ts';
import type { CallUtterance } from '../domain/call.ts';
import type { CallContext, ScamLevel, ScamVerdict } from '../domain/verdict.ts';
import type { WatchedCall, WatchState } from '../ports/watchedCalls.ts';
import { type Heard, orderUtterances, type UtteranceOrder } from './orderUtterances.ts';

/**
 * A call as one process watches it: counts and turn numbers, and text only while it waits for an earlier sentence or belongs
 * to the turn that is being spoken.
 */
export interface LiveCall {
  readonly callId: string;
  /** The sentence that comes next; -1 before the first. */
  readonly nextSeq: number;
  readonly heardAt: Date;
  /** Something was heard since the last save. */
  readonly isDirty: boolean;
  /** Takes one in; what it and the time make ready is given out by `listen`. */
  take(utterance: CallUtterance, now: Date): Heard | 'waits';
  /** Hears whatever is ready; the verdicts that tell people something new. */
  listen(now: Date): ScamVerdict[];
  isWaiting(): boolean;
  /** What another process needs to go on; counts as saved from here on. */
  state(): WatchState;
  /** The save did not come about. */
  unsaved(): void;
  /** Learns more of how the call began. */
  learn(kept: WatchedCall): void;
}

/** Starts watching a call, or goes on from what is kept of it. */
export function liveCall(callId: string, kept: WatchedCall | undefined, now: Date): LiveCall {
  const order: UtteranceOrder = orderUtterances(kept?.nextSeq);
  let detector = detectorOf(kept);
  let context = contextOf(kept);
  let level = kept?.level ?? 'none';
  let heardAt = kept?.heardAt ?? now;
  let isDirty = false;
  let told = { level, signals: -1 };
  return {
    callId,
    get nextSeq() {
      return order.nextSeq;
    },
    get heardAt() {
      return heardAt;
    },
    get isDirty() {
      return isDirty;
    },
    take: (utterance, at) => {
      heardAt = at;
      return order.take(utterance, at);
    },
    listen(at) {
      const news: ScamVerdict[] = [];
      for (const { track, text } of order.ready(at)) {
        const verdict = detector.hear({ speaker: track, text });
        isDirty = true;
        level = verdict.level;
        if (isNews(verdict, told)) {
          told = { level, signals: verdict.signals.length };
          news.push(verdict);
        }
      }
      return news;
    },
    isWaiting: () => order.isWaiting(),
    state() {
      isDirty = false;
      return { callId, nextSeq: order.nextSeq, level, detection: JSON.stringify(detector.save()), heardAt };
    },
    unsaved: () => {
      isDirty = true;
    },
    learn(now_) {
      const next = contextOf(now_);
      if (next.setting === context.setting && next.direction === context.direction) return;
      context = next;
      detector = detectScam({ ...detector.save(), context });
      isDirty = true;
    },
  };
}

/** A new level is told at once, further reasons once people have been told of the call. */
function isNews({ level, signals }: ScamVerdict, told: { level: ScamLevel; signals: number }): boolean {
  if (level !== told.level) return true;
  return (level === 'warn' || level === 'scam') && signals.length !== told.signals;
}

function detectorOf(kept: WatchedCall | undefined): ScamDetector {
  if (kept === undefined || kept.detection === '') return detectScam(contextOf(kept));
  // What is known of the call may have come after its state was saved.
  return detectScam({ ...(JSON.parse(kept.detection) as SavedDetection), context: contextOf(kept) });
}

function contextOf(kept: Pick<WatchedCall, 'setting' | 'direction'> | undefined): CallContext {
  return { setting: kept?.setting, direction: kept?.direction };
}
