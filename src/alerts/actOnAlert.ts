import type { ChosenOutcome, ScamAlert } from '../domain/scamAlert.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import { type PlacePorts, secondPlaces } from './alertPlaces.ts';

/** What a supervisor does with an alert. */
export type AlertAct = { kind: 'acknowledge' } | { kind: 'escalate' } | { kind: 'close'; outcome: ChosenOutcome };

/** Who acts. The role is checked before. */
export interface Actor {
  /** Entra object id, in lower case. */
  agentId: string;
  tenantId?: string | undefined;
}

/** What came of it: done, somebody was first, or there is no second channel. */
export type Acted = { kind: 'done' | 'too-late' | 'no-second-channel'; alert: ScamAlert } | { kind: 'unknown-alert' };

interface ActPorts extends Pick<PlacePorts, 'alertSubscriptions'> {
  alerts: Pick<Alerts, 'find' | 'acknowledge' | 'escalate' | 'close'>;
  clock: Clock;
}

/** Does what a supervisor pressed: once, whoever presses how often, with one audit row. Throws AuditUnavailable. */
export async function actOnAlert(
  { callId, act, actor }: { callId: string; act: AlertAct; actor: Actor },
  ports: ActPorts,
): Promise<Acted> {
  const before = await ports.alerts.find(callId);
  if (before === undefined) return { kind: 'unknown-alert' };
  const places = act.kind === 'escalate' ? await secondPlaces(before.queue, ports) : [];
  if (act.kind === 'escalate' && places.length === 0) return { kind: 'no-second-channel', alert: before };
  const at = ports.clock.now();
  const change = { callId, at, entry: entryOf({ callId, act, actor, at }) };
  const isDone = await settle();
  const alert = (await ports.alerts.find(callId)) ?? before;
  return { kind: isDone ? 'done' : 'too-late', alert };

  function settle(): Promise<boolean> {
    const { agentId } = actor;
    switch (act.kind) {
      case 'acknowledge':
        return ports.alerts.acknowledge({ ...change, agentId });
      case 'escalate':
        return ports.alerts.escalate({ ...change, places });
      case 'close':
        return ports.alerts.close({ ...change, outcome: act.outcome, closedBy: agentId });
    }
  }
}

function entryOf({ callId, act, actor, at }: { callId: string; act: AlertAct; actor: Actor; at: Date }): AuditEntry {
  const reason = act.kind === 'close' ? `closed: ${act.outcome}` : act.kind === 'escalate' ? 'escalated' : 'taken up';
  return {
    ...{ at, who: actor.agentId, tenantId: actor.tenantId },
    ...({ action: 'alert', what: `call ${callId}`, result: 'done' } as const),
    ...{ reason, correlationId: callId },
  };
}
