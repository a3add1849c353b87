import type { DeliveryProblem } from '../../domain/noteDraft.ts';
import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

const LOOKED_AT = 10_000;
/** A note that waits for so long has a CRM that is not there. */
const LATE_MS = 15 * 60_000;

const WHY: Readonly<Record<DeliveryProblem, string>> = {
  'no-customer': 'the CRM has no such customer',
  refused: 'the CRM refused them',
  busy: 'the CRM was busy',
  away: 'the CRM did not answer',
};

/** Approved notes that are not in the CRM yet, and those that were given up. */
export async function outbox(ports: Pick<Ports, 'outbox' | 'clock'>): Promise<Check[]> {
  const open = await ports.outbox.open(LOOKED_AT);
  const now = ports.clock.now().getTime();
  const waiting = open.filter(({ state }) => state === 'waiting');
  const late = waiting.filter(({ since }) => now - since.getTime() > LATE_MS);
  const dead = Map.groupBy(
    open.filter(({ state }) => state === 'dead'),
    ({ problem }) => problem ?? 'away',
  );
  return [
    {
      check: 'notes to the CRM',
      state: late.length > 0 ? 'warn' : 'ok',
      detail: `${waiting.length} waiting, ${late.length} for more than 15 minutes`,
      ...(late.length > 0 ? { fix: 'see the line "crm"' } : {}),
    },
    ...[...dead].map(([problem, notes]): Check => ({
      check: `notes given up: ${problem}`,
      state: 'fail',
      detail: `${notes.length}, ${WHY[problem]}`,
      fix: 'mend that, then run "earpiece outbox --retry"',
    })),
  ];
}
