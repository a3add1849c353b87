import type { CallTeller } from '../teams/callTeller.ts';
import { type OwnerPorts, tellKnowledgeOwner } from '../teams/tellKnowledgeOwner.ts';
import type { LiveSettings } from './liveSettings.ts';
import { keepLooking } from './keepLooking.ts';

const HOUR_MS = 3_600_000;
const MONDAY = 1;
/** By the clock of this machine: at the start of a working day, and no later than its evening. */
const [FROM_HOUR, UNTIL_HOUR] = [8, 18];

/** Sends the knowledge owner the week's gaps on Monday, from eight o'clock on by the clock of this machine. */
export function watchOwner(
  teller: CallTeller,
  ports: OwnerPorts & { live: Pick<LiveSettings, 'knowledgeOwner'> },
  everyMs = HOUR_MS / 4,
): { stop(): Promise<void> } {
  const look = async (): Promise<void> => {
    const now = ports.clock.now();
    const owner = ports.live.knowledgeOwner;
    if (owner === '' || !isTime(now)) return;
    await tellKnowledgeOwner({ owner, week: weekOf(now) }, teller, ports);
  };
  return keepLooking({ everyMs, look, failed: 'gaps of the week not sent' }, ports.log);
}

function isTime(now: Date): boolean {
  return now.getDay() === MONDAY && now.getHours() >= FROM_HOUR && now.getHours() < UNTIL_HOUR;
}

/** The same on all processes of one place: it is Monday, and this is its date. */
function weekOf(monday: Date): string {
  return `${monday.getFullYear()}-${monday.getMonth() + 1}-${monday.getDate()}`;
}
