import type { TurnContext } from 'botbuilder';
import { draftsCard, NOTES_SHOWN, type WaitingNote } from '../../cards/draftsCard.ts';
import type { NoteDraft } from '../../domain/noteDraft.ts';
import { authorize } from '../../guards/authorize.ts';
import { identifyAgent } from '../../guards/identifyAgent.ts';
import { auditNote } from '../auditNote.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { noteSent } from '../noteShown.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

const MOST_NOTES = 200;

/** The notes nobody has approved yet: an agent's own, a supervisor's whole team's. */
export async function listDrafts(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<void> {
  const words = turn.messages.drafts;
  const refusal = authorize(turn.agent, 'approveNote');
  if (refusal !== undefined) {
    const asked = { what: `notes in conversation ${turn.conversationId}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    await context.sendActivity(refusal === 'mfa' ? turn.messages.access.mfaNeeded : words.notStaff);
    return;
  }
  if (turn.kind !== 'personal') {
    await context.sendActivity(words.ownChatOnly);
    return;
  }
  const agentId = turn.agent.agentId.toLowerCase();
  const whose = turn.agent.roles.includes('supervisor') ? undefined : agentId;
  const drafts = await ports.drafts.unapproved(whose, MOST_NOTES);
  if (drafts.length === 0) {
    await context.sendActivity(words.noneUnapproved);
    return;
  }
  const reader = { agentId: turn.agent.agentId, tenantId: turn.tenantId };
  const shown = drafts.slice(0, NOTES_SHOWN);
  await Promise.all(shown.map((draft) => auditNote(draft, reader, ports)));
  const notes = await Promise.all(drafts.map((draft) => named(draft, agentId, ports)));
  const sent = await context.sendActivity({
    type: 'message',
    text: words.unapproved(drafts.length),
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: draftsCard(notes, turn.messages) },
    ],
  });
  const draftIds = shown.map(({ draftId }) => draftId);
  await noteSent({ draftIds, activityId: sent?.id }, { context, turn }, ports);
}

async function named(draft: NoteDraft, reader: string, ports: TeamsPorts): Promise<WaitingNote> {
  if (draft.agentId === reader) return { draft };
  return { draft, agentName: (await identifyAgent(draft.agentId, ports)).name || draft.agentId };
}
