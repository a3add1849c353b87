import type { Activity, TurnContext } from 'botbuilder';
import type { MessagePlace } from '../domain/noteDraft.ts';
import type { Messages } from '../messages/messages.ts';
import { forgottenActivity } from './callActivity.ts';
import type { TeamsPorts } from './ports.ts';
import type { Turn } from './readTurn.ts';

/** A message with notes that has just been sent. */
interface SentNotes {
  draftIds: readonly string[];
  readerId: string;
  /** Undefined where Teams gave the message no id: nobody can change it. */
  activityId: string | undefined;
  conversationId: string;
  messages: Messages;
}

/** Remembers where notes stand; whoever was forgotten while the message was on its way is taken off it at once. */
export async function noteShown(
  { draftIds, readerId, activityId, conversationId, messages }: SentNotes,
  { shown }: Pick<TeamsPorts, 'shown'>,
  update: (activity: Partial<Activity>) => Promise<unknown>,
): Promise<void> {
  if (activityId === undefined) return;
  const place: MessagePlace = { conversationId, activityId };
  const kept = await Promise.all(draftIds.map((draftId) => shown.noteShown({ ...place, draftId, readerId })));
  if (!kept.every(Boolean)) await update({ ...forgottenActivity(messages), id: activityId });
}

/** The same for a message sent in somebody's turn. */
export function noteSent(
  sent: Pick<SentNotes, 'draftIds' | 'activityId'>,
  { context, turn }: { context: Pick<TurnContext, 'updateActivity'>; turn: Turn },
  ports: Pick<TeamsPorts, 'shown'>,
): Promise<void> {
  const { agent, conversationId, messages } = turn;
  return noteShown({ ...sent, readerId: agent.agentId.toLowerCase(), conversationId, messages }, ports, (activity) =>
    context.updateActivity(activity),
  );
}
