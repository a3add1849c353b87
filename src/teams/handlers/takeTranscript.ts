import { randomUUID } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { type EndedCall, lastEndedCall } from '../../calls/endedCall.ts';
import type { Customer } from '../../domain/customer.ts';
import type { NoteDraft } from '../../domain/noteDraft.ts';
import type { Transcript } from '../../domain/transcript.ts';
import { authorize } from '../../guards/authorize.ts';
import { linkAlone } from '../../notes/linkAlone.ts';
import { pastedTranscript } from '../../notes/pastedTranscript.ts';
import { saveDraft } from '../../notes/saveDraft.ts';
import { tryTranscript } from '../../notes/tryTranscript.ts';
import { CannotDownload } from '../../ports/fileDownloads.ts';
import { draftMessage } from '../showDrafts.ts';
import { isRecording } from '../../notes/transcripts/recordingBytes.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { hearRecording } from '../hearRecording.ts';
import { noteSent } from '../noteShown.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

/** A file somebody sent into a personal chat (Teams: FileDownloadInfo). */
const sentFile = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  content: z.object({ downloadUrl: z.string().max(4096) }),
});

/** How a transcript came: as a file of the chat, as words, or as a link. */
type Sent = { file: string } | { pasted: string } | { link: string };

/** Drafts the note of a call whose transcript somebody pasted, linked or sent as a file; false for any other message. */
export async function takeTranscript(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<boolean> {
  if (turn.kind !== 'personal') return false;
  const given = sentIn(context.activity);
  if (given === undefined) return false;
  const words = turn.messages.drafts;
  const refusal = authorize(turn.agent, 'draftNote');
  if (refusal !== undefined) {
    const asked = { what: `transcript in conversation ${turn.conversationId}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    await context.sendActivity(refusal === 'mfa' ? turn.messages.access.mfaNeeded : words.notStaff);
    return true;
  }
  const transcript = await read({ given, context }, turn, ports);
  if (typeof transcript === 'string') {
    await context.sendActivity(transcript);
    return true;
  }
  const draft = await draftFor(transcript, turn, ports);
  const wasWriting = ports.isWriting(draft.draftId);
  const activity = await draftMessage(draft, { reference: { locale: context.activity.locale } }, ports);
  const sent = await context.sendActivity({ ...activity });
  if (sent?.id !== undefined) {
    await ports.drafts.shownAt(draft.draftId, { conversationId: turn.conversationId, activityId: sent.id });
    await replaceIfRewritten({ context, draft, activityId: sent.id, wasWriting }, ports);
    await noteSent({ draftIds: [draft.draftId], activityId: sent.id }, { context, turn }, ports);
  }
  return true;
}

/** A model may have been done before anybody knew where the card stands. */
async function replaceIfRewritten(
  sent: { context: TurnContext; draft: NoteDraft; activityId: string; wasWriting: boolean },
  ports: TeamsPorts,
): Promise<void> {
  const { context, draft, activityId: id } = sent;
  if (ports.isWriting(draft.draftId)) return;
  const now = await ports.drafts.find(draft.draftId);
  if (now === undefined || (!sent.wasWriting && now.version === draft.version)) return;
  const { locale } = context.activity;
  await context.updateActivity({ ...(await draftMessage(now, { reference: { locale } }, ports)), id });
}

function sentIn(activity: Pick<Activity, 'attachments' | 'text'>): Sent | undefined {
  for (const attachment of activity.attachments ?? []) {
    const read = sentFile.safeParse(attachment);
    if (read.success) return { file: read.data.content.downloadUrl };
  }
  const link = linkAlone(activity.text ?? '');
  if (link !== undefined) return { link };
  const pasted = pastedTranscript(activity.text ?? '');
  return pasted === undefined ? undefined : { pasted };
}

/** The transcript, or a sentence why there is none. */
async function read(
  { given, context }: { given: Sent; context: TurnContext },
  turn: Turn,
  ports: TeamsPorts,
): Promise<Transcript | string> {
  const words = turn.messages.drafts;
  try {
    const bytes = 'link' in given ? await linked(given.link, turn, ports) : await bytesOf(given, ports);
    if (isRecording(bytes)) return await hearRecording({ bytes, context }, turn, ports);
    const transcript = await tryTranscript(bytes);
    return 'problem' in transcript ? words.unreadable(transcript.problem) : transcript;
  } catch (error) {
    if (!(error instanceof CannotDownload)) throw error;
    ports.log.warn({ agentId: turn.agent.agentId, reason: error.reason }, 'file not fetched');
    if (!('link' in given)) return words.noDownload;
    return error.reason === 'address' ? words.notListed : words.noLinkedFile;
  }
}

async function bytesOf(given: Exclude<Sent, { link: string }>, { files }: TeamsPorts): Promise<Uint8Array> {
  return 'pasted' in given ? Buffer.from(given.pasted) : files.download(given.file);
}

/** A link may lead to any call of the platform, so it is written down who follows it, before anything is fetched. */
async function linked(
  link: string,
  { agent, tenantId }: Turn,
  { audit, callFiles, clock }: TeamsPorts,
): Promise<Uint8Array> {
  const who = { who: agent.agentId, tenantId, correlationId: randomUUID() };
  // Addresses may carry keys and names; the keyed hash tells whether two are the same.
  const what = { action: 'transcript.fetched', what: 'transcript behind a link', content: link } as const;
  await audit.write({ at: clock.now(), ...who, ...what, result: 'begun' });
  try {
    const bytes = await callFiles.transcript.download(link);
    await audit.write({ at: clock.now(), ...who, ...what, result: 'done' });
    return bytes;
  } catch (error) {
    if (!(error instanceof CannotDownload)) throw error;
    const result = error.reason === 'address' ? 'refused' : 'failed';
    await audit.write({ at: clock.now(), ...who, ...what, result, reason: error.reason });
    throw error;
  }
}

async function draftFor(transcript: Transcript, turn: Turn, ports: TeamsPorts): Promise<NoteDraft> {
  const agentId = turn.agent.agentId.toLowerCase();
  const { language } = turn.messages;
  const common = { agentId, origin: 'chat', transcript, language } as const;
  const call = await lastEndedCall(turn.agent, ports);
  const ofCall =
    call &&
    (await saveDraft(
      { ...common, callId: call.callId, customer: await recordOf(call, agentId, ports), at: call.endedAt },
      ports,
    ));
  // Of a call whose note is approved already there is no second one: what comes then is of no call we know.
  const draft = ofCall ?? (await saveDraft({ ...common, at: ports.clock.now() }, ports));
  if (draft === undefined) throw new Error('A draft of no call was not kept.');
  return draft;
}

/** The record of the customer, audited like any other view. */
async function recordOf(
  { callId, customerId }: EndedCall,
  agentId: string,
  { audit, customers, clock }: TeamsPorts,
): Promise<Customer | undefined> {
  if (customerId === undefined) return undefined;
  const what = { action: 'customer.viewed', what: `customer ${customerId}`, result: 'done' } as const;
  await audit.write({ at: clock.now(), who: agentId, ...what, correlationId: callId });
  return (await customers.find(customerId)) ?? { customerId };
}
