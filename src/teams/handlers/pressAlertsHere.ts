import { type TurnContext, TurnContext as Turns } from 'botbuilder';
import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { alertsHereCard } from '../../cards/alertsHereCard.ts';
import { authorize } from '../../guards/authorize.ts';
import type { ButtonPress } from '../cardButtons.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { channelOf, rootReference } from '../channelReference.ts';
import type { TeamsPorts } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';

/** Data of a button on the card of a channel's alerts; it comes from the client and is believed in nothing. */
const button = z.object({
  verb: z.enum(['alertsHere', 'secondAlertsHere', 'noAlertsHere']),
  queue: z.string().trim().max(100).default(''),
});

type Button = z.infer<typeof button>;

/** Sends this channel alerts, or no more: the card anew, or a sentence why not. */
export async function pressAlertsHere(
  { context, given }: ButtonPress,
  ports: TeamsPorts,
): Promise<AdaptiveCard | string> {
  const turn = await readTurn(context, ports);
  const { messages } = turn;
  const words = messages.alerts.subscribe;
  const read = button.safeParse(given);
  if (!read.success || turn.kind !== 'channel') return words.channelOnly;
  const refusal = authorize(turn.agent, 'subscribeAlerts');
  if (refusal !== undefined) {
    const asked = { what: `${read.data.verb} ${channelOf(turn.conversationId)}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    return refusal === 'mfa' ? messages.access.mfaNeeded : words.notAllowed;
  }
  await change({ context, turn, pressed: read.data }, ports);
  return alertsHereCard(await ports.alertSubscriptions.find(channelOf(turn.conversationId)), false, messages);
}

async function change(
  { context, turn, pressed }: { context: TurnContext; turn: Turn; pressed: Button },
  ports: TeamsPorts,
): Promise<void> {
  const conversationId = channelOf(turn.conversationId);
  const at = ports.clock.now();
  const { agentId } = turn.agent;
  const entry = { at, who: agentId, tenantId: turn.tenantId, action: 'settings.changed', result: 'done' } as const;
  await ports.audit.write({ ...entry, what: `${pressed.verb} ${conversationId}`, correlationId: conversationId });
  if (pressed.verb === 'noAlertsHere') {
    await ports.alertSubscriptions.remove(conversationId);
    return;
  }
  const reference = rootReference(Turns.getConversationReference(context.activity));
  const { tenantId } = turn;
  await ports.conversations.save({
    ...{ conversationId, kind: 'channel', reference, updatedAt: at },
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  const { team, channel } = teamOf(context.activity.channelData);
  await ports.alertSubscriptions.save({
    conversationId,
    kind: pressed.verb === 'alertsHere' ? 'first' : 'second',
    queue: pressed.queue,
    teamId: team?.id ?? '',
    channelName: channel?.name ?? team?.name ?? '',
    setBy: agentId,
    setAt: at,
  });
}

const where = z.object({
  team: z.object({ id: z.string().max(200), name: z.string().max(200).optional() }).optional(),
  channel: z.object({ id: z.string().max(200), name: z.string().max(200).optional() }).optional(),
});

function teamOf(channelData: unknown): z.infer<typeof where> {
  const read = where.safeParse(channelData);
  return read.success ? read.data : {};
}
