import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { draftsCard, NOTES_SHOWN } from '../cards/draftsCard.ts';
import type { NoteDraft } from '../domain/noteDraft.ts';
import { mayHaveNotes } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Marks } from '../ports/marks.ts';
import { refuseActivity } from './admitActivity.ts';
import { auditNote } from './auditNote.ts';
import type { CallTeller } from './callTeller.ts';
import { noteShown } from './noteShown.ts';
import type { TeamsPorts } from './ports.ts';

/** What telling people of their waiting notes needs. */
export interface WaitingPorts extends Pick<
  TeamsPorts,
  'drafts' | 'shown' | 'conversations' | 'directory' | 'audit' | 'clock' | 'log'
> {
  marks: Pick<Marks, 'setOnce'>;
}

/** A note of a call that has just ended is being looked at; nobody needs to be told of it. */
const WAITING_MS = 30 * 60_000;
const MOST_NOTES = 1000;

/**
 * Sends everybody with notes nobody has approved one list of them, once a day for all processes together: the only
 * message about them that comes unasked. Whoever lost the role gets none, nor does anybody while the directory is away.
 * Returns how many people were told. `day` names the day, such as 2026-11-21.
 */
export async function tellWaitingNotes(day: string, teller: CallTeller, ports: WaitingPorts): Promise<number> {
  const before = ports.clock.now().getTime() - WAITING_MS;
  const waiting = (await ports.drafts.unapproved(undefined, MOST_NOTES)).filter(
    ({ createdAt }) => createdAt.getTime() <= before,
  );
  let told = 0;
  for (const [agentId, drafts] of Map.groupBy(waiting, (draft) => draft.agentId)) {
    if ((await mayHaveNotes(agentId, ports)) !== true) continue;
    const turn = randomUUID();
    if ((await ports.marks.setOnce(`notes listed ${agentId} ${day}`, turn)) !== turn) continue;
    if (await tell({ agentId, drafts }, teller, ports)) told += 1;
  }
  return told;
}

async function tell(
  { agentId, drafts }: { agentId: string; drafts: readonly NoteDraft[] },
  teller: CallTeller,
  ports: WaitingPorts,
): Promise<boolean> {
  const chat = await ports.conversations.personalChatOf(agentId);
  if (chat === undefined || refuseActivity(chat.reference as Activity, teller.admission) !== undefined) return false;
  const { locale } = chat.reference as { locale?: unknown };
  const messages = messagesFor(typeof locale === 'string' ? locale : undefined);
  const content = draftsCard(
    drafts.map((draft) => ({ draft })),
    messages,
  );
  try {
    const reader = { agentId, tenantId: chat.tenantId };
    const shown = drafts.slice(0, NOTES_SHOWN);
    await Promise.all(shown.map((draft) => auditNote(draft, reader, ports)));
    const standing = { draftIds: shown.map(({ draftId }) => draftId), readerId: agentId, messages };
    await teller.adapter.continueConversationAsync(teller.botId, chat.reference, async (context) => {
      const sent = await context.sendActivity({
        type: 'message',
        text: messages.drafts.unapproved(drafts.length),
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
      });
      const { conversationId } = chat;
      await noteShown({ ...standing, activityId: sent?.id, conversationId }, ports, (activity) =>
        context.updateActivity(activity),
      );
    });
    return true;
  } catch (error) {
    ports.log.warn({ agentId, kind: error instanceof Error ? error.name : typeof error }, 'list of notes not sent');
    return false;
  }
}
