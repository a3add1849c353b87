import { isSameQueue } from '../domain/alertBudget.ts';
import type { AlertPlace } from '../ports/alerts.ts';
import type { AlertSubscription, AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { Conversations } from '../ports/conversations.ts';

/** What finding the places of an alert needs. */
export interface PlacePorts {
  alertSubscriptions: Pick<AlertSubscriptions, 'list'>;
  conversations: Pick<Conversations, 'personalChatOf'>;
}

/** Where the alert of a call of this queue is shown first: the channels that asked for it and the agent's own chat. */
export async function firstPlaces(
  { queue, agentId }: { queue: string; agentId?: string | undefined },
  ports: PlacePorts,
): Promise<AlertPlace[]> {
  const channels = await channelsFor(queue, 'first', ports);
  const chat = agentId === undefined ? undefined : await ports.conversations.personalChatOf(agentId);
  return [
    ...channels.map(({ conversationId }): AlertPlace => ({ conversationId, kind: 'channel' })),
    ...(chat === undefined ? [] : [{ conversationId: chat.conversationId, kind: 'agent' } as const]),
  ];
}

/** Where an alert goes that nobody has taken up. */
export async function secondPlaces(
  queue: string,
  ports: Pick<PlacePorts, 'alertSubscriptions'>,
): Promise<AlertPlace[]> {
  const channels = await channelsFor(queue, 'second', ports);
  return channels.map(({ conversationId }) => ({ conversationId, kind: 'second-channel' }));
}

/** Channels that asked for this queue, or for every queue. */
async function channelsFor(
  queue: string,
  kind: AlertSubscription['kind'],
  { alertSubscriptions }: Pick<PlacePorts, 'alertSubscriptions'>,
): Promise<AlertSubscription[]> {
  const ofKind = (await alertSubscriptions.list()).filter((one) => one.kind === kind);
  return ofKind.filter((one) => one.queue === '' || isSameQueue(one.queue, queue));
}
