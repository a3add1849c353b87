import { setTimeout as sleep } from 'node:timers/promises';
import type { CallTeller } from '../teams/callTeller.ts';
import { tellWaitingNotes, type WaitingPorts } from '../teams/tellWaitingNotes.ts';

const EVERY_MS = 60_000;

/** Tells people of their waiting notes once a day, from `listAt` on ("17:30" by the clock of this machine). */
export function watchShiftEnd(
  { listAt, ...teller }: CallTeller & { listAt: string | undefined },
  ports: WaitingPorts,
  everyMs = EVERY_MS,
): { stop(): Promise<void> } {
  if (listAt === undefined) return { stop: () => Promise.resolve() };
  const closing = new AbortController();
  const { signal } = closing;
  const look = async (): Promise<void> => {
    const { day, time } = localTime(ports.clock.now());
    if (time < listAt) return;
    try {
      await tellWaitingNotes(day, teller, ports);
    } catch (error) {
      ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not list waiting notes');
    }
  };
  const wait = () => sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  const keepLooking = async (): Promise<void> => {
    for (await wait(); !signal.aborted; await wait()) await look();
  };
  const looking = keepLooking();
  return {
    stop: () => {
      closing.abort();
      return looking;
    },
  };
}

function localTime(now: Date): { day: string; time: string } {
  const two = (of: number): string => String(of).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return { day, time: `${two(now.getHours())}:${two(now.getMinutes())}` };
}
