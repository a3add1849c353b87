import type { DeliveryProblem } from '../domain/noteDraft.ts';
import type { Clock } from '../ports/clock.ts';
import { type Crm, CrmUnavailable } from '../ports/crm.ts';
import type { Log } from '../ports/log.ts';
import type { Outbox, OutboxItem } from '../ports/outbox.ts';

interface DeliverPorts {
  outbox: Pick<Outbox, 'claim' | 'delivered' | 'putOff' | 'bury'>;
  crm: Pick<Crm, 'writeNote'>;
  clock: Clock;
  log: Log;
}

/** Longer than any write may take, so that nobody else takes up a note that is still being written. */
const HELD_MS = 60_000;
const WRITE_MS = 40_000;
const AT_ONCE = 10;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** What the CRM has not taken by then it will not take by itself. */
const GIVE_UP_MS = 3 * 24 * 3_600_000;

/**
 * Writes the notes that are due into the CRM, by the id of their draft: whatever ends this process at whatever moment,
 * exactly one note stands there afterwards. Returns the drafts of which there is something new to tell.
 */
export async function deliverNotes(worker: string, ports: DeliverPorts, signal?: AbortSignal): Promise<string[]> {
  const now = ports.clock.now();
  const heldUntil = new Date(now.getTime() + HELD_MS);
  const items = await ports.outbox.claim({ worker, now, heldUntil, most: AT_ONCE });
  const told = await Promise.all(items.map((item) => deliver({ item, worker }, ports, signal)));
  return items.filter((_, at) => told[at]).map(({ draftId }) => draftId);
}

interface ClaimedItem {
  item: OutboxItem;
  worker: string;
}

async function deliver(claimed: ClaimedItem, ports: DeliverPorts, signal?: AbortSignal): Promise<boolean> {
  const { draftId, note, attempts } = claimed.item;
  const timeout = AbortSignal.timeout(WRITE_MS);
  try {
    const outcome = await ports.crm.writeNote(
      note,
      signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    );
    if (outcome === 'no-customer') return await fail(claimed, { problem: 'no-customer' }, ports);
    ports.log.info({ draftId, outcome, attempts }, 'note written into the CRM');
    return await ports.outbox.delivered(draftId, ports.clock.now());
  } catch (error) {
    // Stopping is no fault of the note's; somebody takes it up when our hold ends.
    if (signal?.aborted === true) return false;
    const isKnown = error instanceof CrmUnavailable;
    const kind = error instanceof Error ? error.name : typeof error;
    const status = isKnown ? error.status : undefined;
    ports.log.warn({ draftId, kind, status, attempts }, 'note not in the CRM yet');
    return fail(claimed, { problem: problemOf(status), waitMs: isKnown ? error.waitMs : undefined }, ports);
  }
}

async function fail(
  { item, worker }: ClaimedItem,
  { problem, waitMs }: { problem: DeliveryProblem; waitMs?: number | undefined },
  { outbox, clock, log }: DeliverPorts,
): Promise<boolean> {
  const { draftId, attempts, since } = item;
  const at = clock.now();
  if (problem === 'no-customer' || at.getTime() - since.getTime() > GIVE_UP_MS) {
    await outbox.bury(draftId, { worker, at, problem });
    log.error({ draftId, problem, attempts }, 'note given up');
    return true;
  }
  const usual = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
  await outbox.putOff(draftId, { worker, problem, dueAt: new Date(at.getTime() + Math.max(usual, waitMs ?? 0)) });
  // Once is enough to say that it takes longer.
  return attempts === 0;
}

function problemOf(status: number | undefined): DeliveryProblem {
  if (status === 429) return 'busy';
  return status !== undefined && status < 500 ? 'refused' : 'away';
}
