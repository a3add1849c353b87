import type { CallUtterance } from '../domain/call.ts';

/** What became of an utterance that was told. */
export type Heard = 'heard' | 'repeat' | 'late';

/** Puts the utterances of one call into their order. */
export interface UtteranceOrder {
  /** The utterance that comes next; -1 before the first. */
  readonly nextSeq: number;
  /** Takes one in; 'waits' while one before it is missing. */
  take(utterance: CallUtterance, now: Date): Heard | 'waits';
  /** Those whose turn it is, in order; after 1.5 s what is missing is given up. */
  ready(now: Date): CallUtterance[];
  /** Whether anything waits for what is missing. */
  isWaiting(): boolean;
}

/** A gap is waited for so long (contracts: call events). */
const GAP_MS = 1_500;
/** More than this behind a gap is a flood or a platform that counts otherwise; then the gap is given up at once. */
const MOST_WAITING = 64;
/** Turns that were given up and may still come are told from repeats so far back. */
const MISSED_REMEMBERED = 256;

/** Orders the utterances of a call from `nextSeq` on; each is given out once. */
export function orderUtterances(nextSeq = -1): UtteranceOrder {
  let next = nextSeq;
  const waiting = new Map<number, { utterance: CallUtterance; since: number }>();
  const missed = new Set<number>();
  return {
    get nextSeq() {
      return next;
    },
    take(utterance, now) {
      const { seq } = utterance;
      if (missed.delete(seq)) return 'late';
      if (waiting.has(seq) || (next >= 0 && seq < next)) return 'repeat';
      waiting.set(seq, { utterance, since: now.getTime() });
      return seq === next || (next < 0 && seq === 0) ? 'heard' : 'waits';
    },
    ready(now) {
      const given: CallUtterance[] = [];
      for (;;) {
        const first = Math.max(0, next);
        const one = waiting.get(first);
        if (one !== undefined) {
          waiting.delete(first);
          given.push(one.utterance);
          next = first + 1;
        } else if (isGivenUp(waiting, now)) {
          const after = Math.min(...waiting.keys());
          remember(missed, first, after);
          next = after;
        } else return given;
      }
    },
    isWaiting: () => waiting.size > 0,
  };
}

function isGivenUp(waiting: ReadonlyMap<number, { since: number }>, now: Date): boolean {
  if (waiting.size === 0) return false;
  if (waiting.size > MOST_WAITING) return true;
  const [oldest] = waiting.values();
  return oldest !== undefined && now.getTime() - oldest.since >= GAP_MS;
}

function remember(missed: Set<number>, from: number, to: number): void {
  if (to - from >= MISSED_REMEMBERED) missed.clear();
  for (let seq = Math.max(from, to - MISSED_REMEMBERED); seq < to; seq += 1) missed.add(seq);
  for (const oldest of missed) {
    if (missed.size <= MISSED_REMEMBERED) break;
    missed.delete(oldest);
  }
}
