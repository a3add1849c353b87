import { TurnContext } from 'botbuilder';
import { authorize } from '../guards/authorize.ts';
import type { TeamsPorts } from './ports.ts';
import { tenantOf } from './admitActivity.ts';
import type { Turn } from './readTurn.ts';

/** Conversations this process has written down already; the reference changes only with its service URL. */
const remembered = new Map<string, string>();
const REMEMBERED_LIMIT = 50_000;

/** Writes down where this conversation can be reached, once per process and service URL, and who is an admin. */
export async function rememberConversation(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<void> {
  const { activity } = context;
  if (authorize(turn.agent, 'examineHouse') === undefined) {
    await ports.admins.note(turn.agent.agentId, ports.clock.now());
  }
  const known = `${activity.serviceUrl}|${turn.agent.agentId}`;
  if (remembered.get(turn.conversationId) === known) return;
  await ports.conversations.save({
    conversationId: turn.conversationId,
    kind: turn.kind,
    ...(turn.kind === 'personal' ? { agentId: turn.agent.agentId } : {}),
    tenantId: tenantOf(activity),
    reference: TurnContext.getConversationReference(activity),
    updatedAt: ports.clock.now(),
  });
  if (remembered.size >= REMEMBERED_LIMIT) remembered.clear();
  remembered.set(turn.conversationId, known);
}
