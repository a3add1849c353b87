import type { AlertCardView, CallOriginView } from '../cards/alertCard.ts';
import type { ScamAlert } from '../domain/scamAlert.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import type { CallFacts, WatchedCalls } from '../ports/watchedCalls.ts';

/** A campaign calls many agents within so long. */
const CAMPAIGN_MS = 3_600_000;

/** What showing an alert needs. */
export interface AlertViewPorts {
  alerts: Pick<Alerts, 'campaignOf'>;
  clock: Clock;
  alertSubscriptions: Pick<AlertSubscriptions, 'list'>;
  directory: Directory;
  /** What is known of the call's origin, as long as the call is kept. */
  watched: Pick<WatchedCalls, 'find'>;
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
  const [agentName, handledByName, closedByName, subscriptions, campaign, facts] = await Promise.all([
    name(alert.agentId),
    name(alert.handledBy),
    name(alert.closedBy),
    ports.alertSubscriptions.list(),
    callerKey === undefined ? undefined : ports.alerts.campaignOf(callerKey, since),
    ports.watched.find(alert.callId),
  ]);
  return {
    alert,
    agentName: agentName ?? alert.agentId,
    handledByName,
    closedByName,
    campaign,
    origin: facts && originOf(facts),
    controlUrl: controlUrl?.replaceAll('{callId}', encodeURIComponent(alert.callId)),
    canEscalate: subscriptions.some(({ kind }) => kind === 'second'),
  };
}

/** Undefined where no operator said anything; its words (header fields that anybody may have written) are not shown. */
function originOf({ attestation, verification, shownKey, divertedKey }: CallFacts): CallOriginView | undefined {
  const isSilent = [attestation, verification, shownKey, divertedKey].every((one) => one === undefined);
  if (isSilent) return undefined;
  const [, result] = /^TN-Validation-(Passed|Failed)$/i.exec(verification ?? '') ?? [];
  return {
    attestation,
    check: result === undefined ? undefined : result.toLowerCase() === 'passed' ? 'passed' : 'failed',
    isOtherNumberShown: shownKey !== undefined,
    wasSentOn: divertedKey !== undefined,
  };
}
