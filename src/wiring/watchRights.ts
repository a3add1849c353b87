import { probeRights } from '../knowledge/probeRights.ts';
import type { Ports } from './connectPorts.ts';
import { keepLooking } from './keepLooking.ts';

/** When restricted documents were asked for without groups last, in milliseconds since 1970. */
const MARK = 'rights-probed';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Asks once a day, by one of the processes on a database, for restricted documents without groups and tells the log. */
export function watchRights(
  ports: Pick<Ports, 'knowledge' | 'index' | 'marks' | 'clock' | 'log'>,
  everyMs = HOUR_MS,
): { stop(): Promise<void> } {
  const look = async (signal: AbortSignal): Promise<void> => {
    const now = ports.clock.now().getTime();
    if (now - Number((await ports.marks.get(MARK)) ?? 0) < DAY_MS) return;
    await ports.marks.set(MARK, String(now));
    const { probed, open } = await probeRights(ports, signal);
    if (open.length === 0) ports.log.info({ probed }, 'restricted documents stay closed');
    else ports.log.error({ probed, files: open }, 'restricted documents are open to everybody');
  };
  return keepLooking({ everyMs, look, failed: 'could not probe rights' }, ports.log);
}
