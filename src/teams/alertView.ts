import type { AlertCardView } from '../cards/alertCard.ts';
import type { ScamAlert } from '../domain/scamAlert.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/** A campaign calls many agents within so long. */
const CAMPAIGN_MS = 3_600_000;

/** What showing an alert needs. */
export interface AlertViewPorts {
  alerts: Pick<Alerts, 'campaignOf'>;
  clock: Clock;
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
  const { callerKey } = alert;
  const since = new Date(ports.clock.now().getTime() - CAMPAIGN_MS);
  const [agentName, handledByName, closedByName, subscriptions, campaign] = await Promise.all([
    name(alert.agentId),
    name(alert.handledBy),
    name(alert.closedBy),
    ports.alertSubscriptions.list(),
    callerKey === undefined ? undefined : ports.alerts.campaignOf(callerKey, since),
  ]);
  return {
    alert,
    agentName: agentName ?? alert.agentId,
    handledByName,
    closedByName,
    campaign,
    controlUrl: controlUrl?.replaceAll('{callId}', encodeURIComponent(alert.callId)),
    canEscalate: subscriptions.some(({ kind }) => kind === 'second'),
  };
}
