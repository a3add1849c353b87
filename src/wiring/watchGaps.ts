import { setTimeout as sleep } from 'node:timers/promises';
import { type GapTeller, tellAnsweredGaps, type TellPorts } from '../teams/tellAnsweredGaps.ts';

const MINUTE_MS = 60_000;
/** A knowledge base that never rests is asked all the same after so many looks. */
const MOST_LOOKS_WAITED = 10;

/**
 * Looks every minute whether documents have changed and tells people of answers they had missed, once the change is
 * over: in the middle of an ingest an answer may be half there. After a start everything open is asked once.
 */
export function watchGaps(teller: GapTeller, ports: TellPorts, everyMs = MINUTE_MS): { stop(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  let seen: number | undefined;
  let asked: number | undefined;
  let looksWaited = 0;

  const look = async (): Promise<void> => {
    const revision = await ports.knowledge.revision();
    const hasMoved = revision !== seen;
    seen = revision;
    if (revision === asked) return;
    looksWaited = hasMoved ? looksWaited + 1 : 0;
    if (hasMoved && looksWaited < MOST_LOOKS_WAITED) return;
    looksWaited = 0;
    if (await tellAnsweredGaps(teller, ports, signal)) asked = revision;
  };

  const wait = () => sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  const keepLooking = async (): Promise<void> => {
    for (await wait(); !signal.aborted; await wait()) {
      await look().catch((error: unknown) => {
        if (signal.aborted) return;
        ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not ask gaps again');
      });
    }
  };
  const looking = keepLooking();
  return {
    stop: () => {
      closing.abort();
      return looking;
    },
  };
}
