import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { channelOf } from '../channelReference.ts';
import type { TeamsPorts } from '../ports.ts';

const left = z.object({
  eventType: z.string().optional(),
  team: z.object({ id: z.string() }).optional(),
  channel: z.object({ id: z.string() }).optional(),
});

/**
 * Forgets where alerts went once the app is removed from a team, or a channel or team is deleted: nothing is sent there
 * any more. Stays quiet otherwise.
 */
export async function leaveTeam(
  { activity }: TurnContext,
  ports: Pick<TeamsPorts, 'alertSubscriptions' | 'conversations' | 'log'>,
): Promise<void> {
  const read = left.safeParse(activity.channelData);
  const { eventType = '', team, channel } = read.success ? read.data : {};
  const isRemoved =
    (activity.membersRemoved ?? []).some(({ id }) => id === activity.recipient.id) ||
    (activity.type === 'installationUpdate' && /^remove/.test(activity.action ?? ''));
  const gone = new Set<string>();
  if ((isRemoved || eventType === 'teamDeleted') && team !== undefined) {
    for (const conversationId of await ports.alertSubscriptions.removeTeam(team.id)) gone.add(conversationId);
  }
  if (isRemoved) gone.add(channelOf(activity.conversation.id));
  if (eventType === 'channelDeleted' && channel !== undefined) gone.add(channel.id);
  for (const conversationId of gone) {
    await ports.alertSubscriptions.remove(conversationId);
    await ports.conversations.remove(conversationId);
  }
  if (gone.size > 0) ports.log.info({ conversations: gone.size }, 'left a team or channel');
}
