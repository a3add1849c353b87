import { firstPlaces, type PlacePorts } from './alertPlaces.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { Clock } from '../ports/clock.ts';

/** Shows the open alert of a call to whoever has taken the call since; true when there was one. */
export async function followAgent(
  { callId, agentId }: { callId: string; agentId: string },
  ports: PlacePorts & { alerts: Pick<Alerts, 'find' | 'raise'>; clock: Clock },
): Promise<boolean> {
  const alert = await ports.alerts.find(callId);
  if (alert === undefined || alert.outcome !== undefined || alert.mode !== 'live') return false;
  if (alert.agentId === agentId) return false;
  const at = ports.clock.now();
  const places = await firstPlaces({ queue: alert.queue, agentId }, ports);
  const what = { action: 'alert', what: `call ${callId}`, result: 'done' } as const;
  const entry = { at, who: 'earpiece', ...what, reason: 'shown to the next agent', correlationId: callId };
  await ports.alerts.raise({ ...alert, agentId }, { at, mode: alert.mode, places, entry });
  return true;
}
