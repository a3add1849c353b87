import type { CallEnded } from '../domain/call.ts';
import { callHolder } from '../domain/lease.ts';
import { listedAddress } from '../domain/listedAddress.ts';
import { type CallDraftPorts, draftOfCall } from '../notes/draftOfCall.ts';
import { tryTranscript } from '../notes/tryTranscript.ts';
import type { AwaitedFile, AwaitedFiles } from '../ports/awaitedFiles.ts';
import type { TranscribeRecording } from '../ports/transcribeRecording.ts';

/** What taking in a call's words needs. */
export interface TranscriptPorts extends CallDraftPorts {
  awaited: Pick<AwaitedFiles, 'add' | 'forgetCall'>;
  /** Hosts from which transcripts and recordings may be fetched. */
  transcriptHosts: readonly string[];
  /** Undefined where nothing puts recordings into words. */
  transcribe: TranscribeRecording | undefined;
}

const NOBODYS = 'no agent has taken this call. Send the event again once one has.';

/**
 * Drafts the note from what a call ended with, or has the named file fetched. Returns a sentence when neither happens: a
 * call that no agent has taken may be a subscriber's, of which nothing is ever kept.
 */
export async function takeTranscript(ended: CallEnded, ports: TranscriptPorts): Promise<string | undefined> {
  const { callId, at, transcript: given } = ended;
  if (given === undefined) return awaitFile(ended, ports);
  const transcript = await tryTranscript(Buffer.from(JSON.stringify(given)));
  if ('problem' in transcript) return `transcript cannot be read: ${transcript.problem}`;
  const draft = await draftOfCall({ callId, at, transcript }, ports);
  return draft === 'nobodys' ? `transcript was not kept: ${NOBODYS}` : undefined;
}

/** Of a subscriber's call nothing is kept, not even what came before anybody knew that it was one. */
export async function forgetSubscribersCall(
  callId: string,
  { drafts, awaited }: Pick<TranscriptPorts, 'drafts' | 'awaited'>,
): Promise<void> {
  await awaited.forgetCall(callId);
  await drafts.forgetCall(callId);
}

async function awaitFile(ended: CallEnded, ports: TranscriptPorts): Promise<string | undefined> {
  const file = fileOf(ended, ports.clock.now());
  if (file === undefined) return undefined;
  const { kind, callId } = file;
  if (kind === 'recording' && ports.transcribe === undefined) {
    return 'recording was not fetched: nothing here puts recordings into words. Send a transcript instead.';
  }
  if (listedAddress(file.address, (host) => ports.transcriptHosts.includes(host)) === undefined) {
    return `${kind}.url was not fetched: it is no plain https address of a host in TRANSCRIPT_HOSTS.`;
  }
  const call = await ports.leases.find(callId);
  if (call === undefined || callHolder(call) === undefined) return `${kind} was not fetched: ${NOBODYS}`;
  await ports.awaited.add(file);
  if ((await ports.leases.find(callId))?.isOfSubscriber === true) await forgetSubscribersCall(callId, ports);
  return undefined;
}

/** The transcript is worth more than the recording. */
function fileOf(
  { callId, at, transcriptUrl, recording }: CallEnded,
  since: Date,
): Omit<AwaitedFile, 'attempts'> | undefined {
  if (transcriptUrl !== undefined) return { callId, kind: 'transcript', address: transcriptUrl, at, since };
  if (recording === undefined) return undefined;
  const { url: address, ...channel } = recording;
  return { callId, kind: 'recording', address, at, since, ...channel };
}
