import { type GapTeller, tellAnsweredGaps, type TellPorts } from '../teams/tellAnsweredGaps.ts';
import { keepLooking } from './keepLooking.ts';

const MINUTE_MS = 60_000;
/** A knowledge base that never rests is asked all the same after so many looks. */
const MOST_LOOKS_WAITED = 10;

/**
 * Looks every minute whether documents have changed and tells people of answers they had missed, once the change is
 * over: in the middle of an ingest an answer may be half there. After a start everything open is asked once.
 */
export function watchGaps(teller: GapTeller, ports: TellPorts, everyMs = MINUTE_MS): { stop(): Promise<void> } {
  let seen: number | undefined;
  let asked: number | undefined;
  let looksWaited = 0;

  const look = async (signal: AbortSignal): Promise<void> => {
    const revision = await ports.knowledge.revision();
    const hasMoved = revision !== seen;
    seen = revision;
    if (revision === asked) return;
    looksWaited = hasMoved ? looksWaited + 1 : 0;
    if (hasMoved && looksWaited < MOST_LOOKS_WAITED) return;
    looksWaited = 0;
    if (await tellAnsweredGaps(teller, ports, signal)) asked = revision;
  };
  return keepLooking({ everyMs, look, failed: 'could not ask gaps again' }, ports.log);
}
