import type { AlertCardView } from '../cards/alertCard.ts';
import type { ScamAlert } from '../domain/scamAlert.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import type { AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/** What showing an alert needs. */
export interface AlertViewPorts {
  alertSubscriptions: Pick<AlertSubscriptions, 'list'>;
  directory: Directory;
  log: Log;
}

/** An alert as its card shows it, with the names of people; `controlUrl` holds {callId}. */
export async function alertView(
  alert: ScamAlert,
  controlUrl: string | undefined,
  ports: AlertViewPorts,
): Promise<AlertCardView> {
  const name = async (agentId: string | undefined): Promise<string | undefined> =>
    agentId === undefined || agentId === 'earpiece'
      ? undefined
      : (await identifyAgent(agentId, ports)).name || undefined;
  const [agentName, handledByName, closedByName, subscriptions] = await Promise.all([
    name(alert.agentId),
    name(alert.handledBy),
    name(alert.closedBy),
    ports.alertSubscriptions.list(),
  ]);
  return {
    alert,
    agentName: agentName ?? alert.agentId,
    handledByName,
    closedByName,
    controlUrl: controlUrl?.replaceAll('{callId}', encodeURIComponent(alert.callId)),
    canEscalate: subscriptions.some(({ kind }) => kind === 'second'),
  };
}
