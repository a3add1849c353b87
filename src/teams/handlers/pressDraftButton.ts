import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import type { NoteDraft, WrittenNote } from '../../domain/noteDraft.ts';
import { authorize } from '../../guards/authorize.ts';
import { identifyAgent } from '../../guards/identifyAgent.ts';
import { approveDraft } from '../../notes/approveDraft.ts';
import { readableDraft } from '../../notes/readableDraft.ts';
import { standingOf } from '../../notes/standingOf.ts';
import { sendAboutCall } from './askAboutCall.ts';
import { cardOf, redraftNote } from './redraftNote.ts';
import type { ButtonPress, ButtonResult } from '../cardButtons.ts';
import { auditNote } from '../auditNote.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { draftActivity } from '../draftActivity.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { noteSent } from '../noteShown.ts';
import { readTurn, type Turn } from '../readTurn.ts';

const ID_CHARACTERS = 100;
const id = z.string().min(1).max(ID_CHARACTERS);
const text = z.string().max(100_000);
/** What the inputs of a card bring with every button. */
const typed = {
  ...{ issue: text.optional(), resolution: text.optional(), actions: text.optional(), disposition: text.optional() },
  /** Ids of the answers that were ticked, comma separated as clients send them. */
  advice: text.optional(),
};

/** Data of a button on a note; it comes from the client and is believed in nothing. */
const button = z.discriminatedUnion('verb', [
  z.object({
    ...{ verb: z.literal('approveNote'), draftId: id, version: z.number().int(), nonce: id },
    ...typed,
    /** Approves with this disposition in the same tap. */
    as: text.optional(),
  }),
  z.object({
    ...{ verb: z.enum(['swapSpeakers', 'redraftNote']), draftId: id, version: z.number().int(), nonce: id },
    ...typed,
    wish: text.optional(),
  }),
  z.object({ verb: z.literal('showNote'), draftId: id }),
  z.object({ verb: z.literal('askCall'), draftId: id, question: text.optional() }),
]);

type Pressed<Verb> = Extract<z.infer<typeof button>, { verb: Verb }>;

/** Does what a button on a note is for: the card anew, why not, or where the answer stands. */
export async function pressDraftButton(
  { context, given }: ButtonPress,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<ButtonResult> {
  const turn = await readTurn(context, ports);
  const words = turn.messages.drafts;
  const read = button.safeParse(given);
  if (!read.success) return words.notYours;
  const pressed = read.data;
  const isHere = turn.kind === 'personal' && (await isAtHome(turn, ports));
  const reason = isHere ? authorize(turn.agent, 'approveNote') : 'other-place';
  if (reason !== undefined) {
    const { verb, draftId } = pressed;
    await auditRefusal({ turn, what: `${verb} note ${draftId}`, reason, correlationId: draftId }, ports);
    return isHere ? words.notStaff : words.notYours;
  }
  switch (pressed.verb) {
    case 'approveNote':
      return approve({ pressed, turn }, ports, settings);
    case 'showNote':
      return show({ context, pressed, turn }, ports);
    case 'askCall':
      return ask({ context, pressed, turn }, ports);
    case 'swapSpeakers':
    case 'redraftNote':
      return redraftNote({ ...pressed, changed: changesOf({ ...pressed, verb: 'approveNote' }) }, turn, ports);
  }
}

/** The same person id from another tenant than their chat's is not the same person. */
async function isAtHome({ agent, tenantId }: Turn, { conversations }: TeamsPorts): Promise<boolean> {
  const chat = await conversations.personalChatOf(agent.agentId);
  return chat === undefined || chat.tenantId === tenantId;
}

async function approve(
  { pressed, turn }: { pressed: Pressed<'approveNote'>; turn: Turn },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const { draftId, version, nonce } = pressed;
  const { messages } = turn;
  const { name, groups } = turn.agent;
  const agent = { agentId: turn.agent.agentId.toLowerCase(), name, groups };
  const outcome = await approveDraft(
    {
      draftId,
      version,
      nonce,
      agent,
      tenantId: turn.tenantId,
      changed: changesOf(pressed),
      language: messages.language,
    },
    ports,
  );
  if (!('draft' in outcome)) {
    ports.log.warn({ draftId, agentId: agent.agentId, why: outcome.why }, 'note not approved');
    return outcome.why === 'gone' ? messages.drafts.gone : messages.drafts.notYours;
  }
  if (outcome.kind === 'approved') await settings.onNoteApproved(draftId);
  const { draft } = outcome;
  const problem = outcome.kind === 'refused' ? outcome.why : undefined;
  return cardOf({ draft, problem }, turn, ports);
}

function changesOf({
  issue,
  resolution,
  actions,
  advice,
  as,
  disposition: chosen,
}: Partial<Pressed<'approveNote'>>): Partial<WrittenNote> {
  const disposition = as ?? (chosen || undefined);
  return {
    ...(issue === undefined ? {} : { issue }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(actions === undefined ? {} : { actions: actions.split(/\r\n?|\n/) }),
    ...(disposition === undefined ? {} : { disposition }),
    ...(advice === undefined ? {} : { advice: advice.split(',') }),
  };
}

/** Sends a waiting note: to its agent to approve, to a supervisor to read. The pressed list stays as it is. */
async function show(
  { context, pressed, turn }: { context: TurnContext; pressed: Pressed<'showNote'>; turn: Turn },
  ports: TeamsPorts,
): Promise<string | { shownBelow: string }> {
  const { agent, messages } = turn;
  const draft = await seen(pressed.draftId, turn, ports);
  if (typeof draft === 'string') return draft;
  const isOwn = draft.agentId === agent.agentId.toLowerCase();
  const owner = isOwn ? undefined : (await identifyAgent(draft.agentId, ports)).name || draft.agentId;
  const canRedraft = ports.redraft !== undefined;
  const standing = await standingOf(draft, ports);
  const readable = await readableDraft(draft, agent.groups, ports);
  const view = { draft: readable, standing, dispositions: ports.dispositions, readerOf: owner, canRedraft };
  const sent = await context.sendActivity({ ...draftActivity(view, messages) });
  if (isOwn && sent?.id !== undefined) {
    await ports.drafts.shownAt(draft.draftId, { conversationId: turn.conversationId, activityId: sent.id });
  }
  await noteSent({ draftIds: [draft.draftId], activityId: sent?.id }, { context, turn }, ports);
  return { shownBelow: messages.drafts.shownBelow };
}

/** A note as its agent or a supervisor may read it, which is written down; or a sentence why not. */
async function seen(draftId: string, turn: Turn, ports: TeamsPorts): Promise<NoteDraft | string> {
  const { agent, messages } = turn;
  const draft = await ports.drafts.find(draftId);
  if (draft === undefined) return messages.drafts.gone;
  const isOwn = draft.agentId === agent.agentId.toLowerCase();
  if (!isOwn && !agent.roles.includes('supervisor')) {
    await auditRefusal({ turn, what: `read note ${draftId}`, reason: 'not-yours', correlationId: draftId }, ports);
    return messages.drafts.notYours;
  }
  await auditNote(draft, { agentId: agent.agentId, tenantId: turn.tenantId }, ports);
  return draft;
}

const QUESTION_CHARACTERS = 500;

/** Answers a question about the call of a note below it. */
async function ask(
  { context, pressed, turn }: { context: TurnContext; pressed: Pressed<'askCall'>; turn: Turn },
  ports: TeamsPorts,
): Promise<string | { shownBelow: string }> {
  const draft = await seen(pressed.draftId, turn, ports);
  if (typeof draft === 'string') return draft;
  const question = (pressed.question ?? '').slice(0, QUESTION_CHARACTERS);
  await sendAboutCall({ question, draft }, { context, turn }, ports);
  return { shownBelow: turn.messages.drafts.shownBelow };
}
