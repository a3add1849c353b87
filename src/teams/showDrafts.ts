import type { Activity } from 'botbuilder';
import type { ApprovalProblem, MessagePlace, NoteDraft } from '../domain/noteDraft.ts';
import { identifyAgent, mayHaveNotes, mayTakeCalls } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import { readableDraft } from '../notes/readableDraft.ts';
import { standingOf } from '../notes/standingOf.ts';
import type { Conversation } from '../ports/conversations.ts';
import { refuseActivity } from './admitActivity.ts';
import { roleGoneActivity } from './callActivity.ts';
import { draftActivity } from './draftActivity.ts';
import type { TeamsPorts } from './ports.ts';
import type { CallTeller } from './callTeller.ts';
import { noteShown } from './noteShown.ts';

type ShowPorts = Pick<
  TeamsPorts,
  | ('drafts' | 'outbox' | 'leases' | 'conversations' | 'dispositions' | 'isWriting' | 'redraft' | 'log')
  | ('directory' | 'knowledge' | 'shown')
>;

/** Brings the card of a note up to date wherever it stands in its agent's chat. */
export async function showDraft(
  { draftId, problem }: { draftId: string; problem?: ApprovalProblem | undefined },
  teller: CallTeller,
  ports: ShowPorts,
): Promise<void> {
  const draft = await ports.drafts.find(draftId);
  const chat = draft && (await ports.conversations.personalChatOf(draft.agentId));
  if (draft === undefined || chat === undefined) return;
  if (refuseActivity(chat.reference as Activity, teller.admission) !== undefined) return;
  const drawn = await noteOrNone(draft, { ...chat, problem }, ports);
  if (drawn === undefined) return;
  const { activity, draftIds } = drawn;
  const messages = messagesFor(localeOf(chat));
  const places = [...(await callPlaces(draft, ports)), ...(draft.place === undefined ? [] : [draft.place])];
  for (const { conversationId, activityId } of places) {
    if (conversationId !== chat.conversationId) continue;
    try {
      await teller.adapter.continueConversationAsync(teller.botId, chat.reference, async (context) => {
        const update = (next: Partial<Activity>) => context.updateActivity({ ...next, id: activityId });
        await update(activity);
        await noteShown({ draftIds, readerId: draft.agentId, activityId, conversationId, messages }, ports, update);
      });
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      ports.log.warn({ draftId, kind }, 'card of a note not updated');
    }
  }
}

type NoteChat = Pick<Conversation, 'reference'> & { problem?: ApprovalProblem | undefined };

/** The message, and which notes stand in it. */
interface DrawnNote {
  activity: Partial<Activity>;
  draftIds: readonly string[];
}

/** Whoever lost the role reads that in place of the note; undefined while nobody knows. */
async function noteOrNone(draft: NoteDraft, chat: NoteChat, ports: ShowPorts): Promise<DrawnNote | undefined> {
  const { draftId, agentId, origin } = draft;
  const may = await (origin === 'call' ? mayTakeCalls : mayHaveNotes)(agentId, ports);
  if (may === 'unknown') {
    ports.log.warn({ draftId, kind: may }, 'card of a note not updated');
    return undefined;
  }
  if (!may) return { activity: roleGoneActivity(messagesFor(localeOf(chat))), draftIds: [] };
  return { activity: await draftMessage(draft, chat, ports), draftIds: [draftId] };
}

/** The message of a note as its agent is to see it and may read it now. */
export async function draftMessage(
  draft: NoteDraft,
  chat: NoteChat,
  ports: Pick<ShowPorts, 'outbox' | 'dispositions' | 'isWriting' | 'redraft' | 'directory' | 'knowledge' | 'log'>,
): Promise<Partial<Activity>> {
  const standing = await standingOf(draft, ports);
  const isWriting = standing.kind === 'draft' && ports.isWriting(draft.draftId);
  const { groups } = await identifyAgent(draft.agentId, ports);
  const view = {
    draft: await readableDraft(draft, groups, ports),
    standing,
    dispositions: ports.dispositions,
    isWriting,
    problem: chat.problem,
    canRedraft: ports.redraft !== undefined,
  };
  return draftActivity(view, messagesFor(localeOf(chat)));
}

function localeOf({ reference }: NoteChat): string | undefined {
  const { locale } = reference as { locale?: unknown };
  return typeof locale === 'string' ? locale : undefined;
}

/** A note the call platform brought stands in the one message of its call. */
async function callPlaces({ callId, agentId, origin }: NoteDraft, { leases }: ShowPorts): Promise<MessagePlace[]> {
  if (callId === undefined || origin !== 'call') return [];
  return (await leases.messagesOf(callId)).flatMap((message) => {
    const { conversationId, activityId } = message;
    if (message.agentId !== agentId || conversationId === undefined || activityId === undefined) return [];
    return [{ conversationId, activityId }];
  });
}
