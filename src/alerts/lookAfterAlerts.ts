import type { Alerts } from '../ports/alerts.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import { type PlacePorts, secondPlaces } from './alertPlaces.ts';

interface LookPorts extends Pick<PlacePorts, 'alertSubscriptions'> {
  alerts: Pick<Alerts, 'unheeded' | 'open' | 'escalate' | 'close'>;
  clock: Clock;
}

/** Nobody says any more how an alert of yesterday ended. */
const UNANSWERED_AFTER_MS = 24 * 3_600_000;
const AT_ONCE = 100;

/**
 * Escalates what nobody has taken up in time, where a second channel wants it, and ends what nobody has answered in a
 * day: every alert ends with an outcome. Returns how many changed.
 */
export async function lookAfterAlerts(escalateAfterMs: number, ports: LookPorts): Promise<number> {
  const now = ports.clock.now();
  const at = (ms: number): Date => new Date(now.getTime() - ms);
  let changed = 0;
  for (const { callId, queue } of await ports.alerts.unheeded(at(escalateAfterMs), AT_ONCE)) {
    const places = await secondPlaces(queue, ports);
    if (places.length === 0) continue;
    const entry = entryOf(callId, now, 'escalated: nobody took it up');
    if (await ports.alerts.escalate({ callId, at: now, entry, places })) changed += 1;
  }
  for (const { callId } of await ports.alerts.open(at(UNANSWERED_AFTER_MS), AT_ONCE)) {
    const entry = entryOf(callId, now, 'closed: unanswered');
    const end = { callId, at: now, entry, outcome: 'unanswered', closedBy: 'earpiece' } as const;
    if (await ports.alerts.close(end)) changed += 1;
  }
  return changed;
}

function entryOf(callId: string, at: Date, reason: string): AuditEntry {
  const what = { action: 'alert', what: `call ${callId}`, result: 'done' } as const;
  return { at, who: 'earpiece', ...what, reason, correlationId: callId };
}
