import type { Activity } from 'botbuilder';
import type { Agent } from '../domain/agent.ts';
import type { MessagePlace } from '../domain/noteDraft.ts';
import { mayReadNote } from '../guards/mayReadNote.ts';
import { messagesFor } from '../messages/messages.ts';
import { DirectoryUnavailable } from '../ports/directory.ts';
import type { StandingNote } from '../ports/shownMessages.ts';
import { refuseActivity } from './admitActivity.ts';
import { forgottenActivity, handedOverActivity, roleGoneActivity } from './callActivity.ts';
import type { CallTeller } from './callTeller.ts';
import type { TeamsPorts } from './ports.ts';

/** What emptying needs. */
export type EmptyPorts = Pick<TeamsPorts, 'shown' | 'conversations' | 'directory' | 'leases' | 'clock' | 'log'>;

/** A message that Teams does not let us change is tried again this long. */
const TRIED_FOR_MS = 7 * 24 * 3_600_000;

/** Takes customers who were forgotten off the messages that still show them. Returns how many messages it emptied. */
export async function emptyForgotten(teller: CallTeller, ports: EmptyPorts): Promise<number> {
  let emptied = 0;
  for (const { since, ...place } of await ports.shown.forgotten()) {
    const outcome = await write({ place, activity: forgottenActivity }, teller, ports);
    if (outcome === 'written') emptied += 1;
    const isTooLate = ports.clock.now().getTime() - since.getTime() > TRIED_FOR_MS;
    if (outcome === 'failed' && isTooLate) ports.log.error(place, 'message of a forgotten customer still stands');
    if (outcome !== 'failed' || isTooLate) await ports.shown.emptied(place);
  }
  return emptied;
}

/** Takes notes off the chats of people who may not read them any more. Returns how many messages it emptied. */
export async function emptyLostNotes(teller: CallTeller, ports: EmptyPorts): Promise<number> {
  let emptied = 0;
  for (const readerId of await ports.shown.readers()) emptied += await emptyChat(readerId, teller, ports);
  return emptied;
}

async function emptyChat(readerId: string, teller: CallTeller, ports: EmptyPorts): Promise<number> {
  const reader = await find(readerId, ports);
  // While nobody knows who they are, what they were shown stays.
  if (reader === 'unknown') return 0;
  let emptied = 0;
  // Of an agent's own notes, hundreds of which may stand in a chat, none needs to be looked at.
  const which = reader?.roles.includes('agent') === true ? 'of-others' : 'all';
  const notes = (await ports.shown.notesOf(readerId, which)).filter((note) => !mayReadNote(note, reader));
  for (const note of notes) {
    const { conversationId, activityId } = note;
    const place = { conversationId, activityId };
    const activity = reader?.roles.includes('agent') === true ? handedOverActivity : roleGoneActivity;
    const outcome = await write({ place, activity }, teller, ports);
    if (outcome === 'failed') continue;
    await withdraw(note, ports);
    await ports.shown.emptied(place);
    if (outcome === 'written') emptied += 1;
  }
  return emptied;
}

async function find(readerId: string, { directory }: EmptyPorts): Promise<Agent | undefined | 'unknown'> {
  try {
    return await directory.find(readerId);
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    return 'unknown';
  }
}

/** The note in the message of a call comes back with the role. */
async function withdraw({ callId, readerId, activityId }: StandingNote, { leases }: EmptyPorts): Promise<void> {
  if (callId === undefined) return;
  const message = (await leases.messagesOf(callId)).find((one) => one.activityId === activityId);
  if (message?.agentId === readerId) await leases.saveMessage({ ...message, outcome: 'withdrawn' });
}

type Emptied = { place: MessagePlace; activity: typeof roleGoneActivity };

/** 'gone' when we have no way into that chat any more. */
async function write(
  { place, activity }: Emptied,
  { adapter, admission, botId }: CallTeller,
  { conversations, log }: EmptyPorts,
): Promise<'written' | 'gone' | 'failed'> {
  const chat = await conversations.find(place.conversationId);
  if (chat === undefined || refuseActivity(chat.reference as Activity, admission) !== undefined) return 'gone';
  const { locale } = chat.reference as { locale?: unknown };
  const messages = messagesFor(typeof locale === 'string' ? locale : undefined);
  try {
    await adapter.continueConversationAsync(botId, chat.reference, async (context) => {
      await context.updateActivity({ ...activity(messages), id: place.activityId });
    });
    return 'written';
  } catch (error) {
    log.warn({ ...place, kind: error instanceof Error ? error.name : typeof error }, 'message not emptied');
    return 'failed';
  }
}
