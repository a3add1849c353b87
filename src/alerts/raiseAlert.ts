import { budgetOf } from '../domain/alertBudget.ts';
import { callHolder } from '../domain/lease.ts';
import type { RiskyCall, ScamAlert } from '../domain/scamAlert.ts';
import type { Alerts, Raised } from '../ports/alerts.ts';
import type { AlertBudgets } from '../ports/alertBudgets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Leases } from '../ports/leases.ts';
import { firstPlaces, type PlacePorts } from './alertPlaces.ts';

/** What raising an alert needs. */
export interface RaisePorts extends PlacePorts {
  alerts: Pick<Alerts, 'raise'>;
  alertBudgets: Pick<AlertBudgets, 'list'>;
  leases: Pick<Leases, 'find'>;
  clock: Clock;
}

/**
 * Raises the alert of a risky call, lifts it or adds its new reasons; told twice, it changes nothing. In shadow nobody is
 * shown it; nor is one shown that is below what the supervisors' budget lets through, until it rises above. Rejects with AuditUnavailable: then there is no alert yet and it is to be told again.
 */
export async function raiseAlert(
  risky: Omit<RiskyCall, 'agentId'>,
  wanted: ScamAlert['mode'],
  ports: RaisePorts,
): Promise<Raised> {
  const budget = wanted === 'live' ? budgetOf(risky.queue, await ports.alertBudgets.list()) : undefined;
  const mode = budget !== undefined && risky.score < budget.threshold ? 'shadow' : wanted;
  const call = await ports.leases.find(risky.callId);
  const agentId = call && callHolder(call);
  const known: RiskyCall = { ...risky, ...(agentId === undefined ? {} : { agentId }) };
  const at = ports.clock.now();
  const entry = {
    ...({ at, who: 'earpiece', action: 'alert', what: `call ${risky.callId}`, result: 'done' } as const),
    ...{ reason: mode === 'live' ? risky.level : `${risky.level}, ${mode}`, correlationId: risky.callId },
    // Names of signals from our own vocabulary; never words of the call.
    versions: risky.signals.map(({ name }) => name),
  };
  const places = mode === 'live' ? await firstPlaces(known, ports) : [];
  return ports.alerts.raise(known, { at, mode, places, entry });
}
