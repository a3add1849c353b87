import type { CallTeller } from '../teams/callTeller.ts';
import { tellWaitingNotes, type WaitingPorts } from '../teams/tellWaitingNotes.ts';
import { keepLooking } from './keepLooking.ts';

const EVERY_MS = 60_000;

/** Tells people of their waiting notes once a day, from `listAt` on ("17:30" by the clock of this machine). */
export function watchShiftEnd(
  { listAt, ...teller }: CallTeller & { listAt: string | undefined },
  ports: WaitingPorts,
  everyMs = EVERY_MS,
): { stop(): Promise<void> } {
  if (listAt === undefined) return { stop: () => Promise.resolve() };
  const look = async (): Promise<void> => {
    const { day, time } = localTime(ports.clock.now());
    if (time >= listAt) await tellWaitingNotes(day, teller, ports);
  };
  return keepLooking({ everyMs, look, failed: 'could not list waiting notes' }, ports.log);
}

function localTime(now: Date): { day: string; time: string } {
  const two = (of: number): string => String(of).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return { day, time: `${two(now.getHours())}:${two(now.getMinutes())}` };
}
