import { randomUUID } from 'node:crypto';
import { doctorCard } from '../cards/doctorCard.ts';
import { type Check, problemsOf } from '../domain/check.ts';
import type { Marks } from '../ports/marks.ts';
import type { CallTeller } from '../teams/callTeller.ts';
import { type AdminPorts, tellAdmins } from '../teams/tellAdmins.ts';
import { keepLooking } from './keepLooking.ts';

const HOUR_MS = 3_600_000;
/** What admins were told last, as it was then. */
const TOLD = 'house-told';
/** Days before an end at which it is said again. */
const STEPS = [30, 14, 7, 3, 1, 0];

/** What watching the house needs. */
export interface WatchPorts extends AdminPorts {
  marks: Marks;
}

/**
 * Looks after the house once a day, by one of the processes on a database, and tells its admins: of what is broken every
 * day, of what is to be looked at when it is new or its end comes nearer. Restricted documents that are open are broken.
 */
export function watchHouse(
  watched: { teller: CallTeller; examine: () => Promise<Check[]> },
  ports: WatchPorts,
  everyMs = HOUR_MS,
): { stop(): Promise<void> } {
  const look = () => lookAfterHouse(watched, ports);
  return keepLooking({ everyMs, look, failed: 'could not look after the house' }, ports.log);
}

async function lookAfterHouse(
  { teller, examine }: { teller: CallTeller; examine: () => Promise<Check[]> },
  ports: WatchPorts,
): Promise<void> {
  const day = ports.clock.now().toISOString().slice(0, 10);
  const turn = randomUUID();
  if ((await ports.marks.setOnce(`house looked after ${day}`, turn)) !== turn) return;
  const checks = await examine();
  const problems = problemsOf(checks);
  const now = problems.map(standing).sort().join(', ');
  const isNews = now !== '' && now !== (await ports.marks.get(TOLD));
  await ports.marks.set(TOLD, now);
  if (!isNews && !problems.some(({ state }) => state === 'fail')) return;
  const told = await tellAdmins(
    (messages) => ({ text: messages.admin.doctor.daily, card: doctorCard(checks, messages) }),
    teller,
    ports,
  );
  ports.log.warn(
    { told, problems: problems.map(({ check, state }) => `${check}: ${state}`) },
    'the house needs an admin',
  );
}

/** What changes when an admin should hear of it again; the wording of a reason does not. */
function standing({ check, state, days }: Check): string {
  const step = days === undefined ? '' : ` within ${STEPS.findLast((most) => days <= most) ?? ''}`;
  return `${check} ${state}${step}`;
}
