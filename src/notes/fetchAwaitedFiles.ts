import type { Transcript } from '../domain/transcript.ts';
import type { AwaitedFile, AwaitedFiles } from '../ports/awaitedFiles.ts';
import { CannotDownload, type FileDownloads } from '../ports/fileDownloads.ts';
import type { Log } from '../ports/log.ts';
import type { TranscribeRecording } from '../ports/transcribeRecording.ts';
import { type CallDraftPorts, draftOfCall } from './draftOfCall.ts';
import { tryTranscript } from './tryTranscript.ts';

/** What fetching needs. */
export interface FetchPorts extends CallDraftPorts {
  awaited: Pick<AwaitedFiles, 'claim' | 'putOff' | 'settle'>;
  callFiles: Readonly<Record<AwaitedFile['kind'], FileDownloads>>;
  /** Undefined where nothing puts recordings into words. */
  transcribe: TranscribeRecording | undefined;
  log: Log;
}

/** Longer than fetching and reading may take, so that nobody else takes up what is still being fetched. */
const HELD_MS = { transcript: 2 * 60_000, recording: 30 * 60_000 } as const;
const AT_ONCE = { transcript: 8, recording: 1 } as const;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;
/** A platform that has not brought it by then will not. */
const GIVE_UP_MS = 6 * 3_600_000;

/** Fetches the files of a kind that are due and drafts the notes of their calls. Returns calls with something new to show. */
export async function fetchAwaitedFiles(
  { worker, kind }: { worker: string; kind: AwaitedFile['kind'] },
  ports: FetchPorts,
  signal?: AbortSignal,
): Promise<string[]> {
  const now = ports.clock.now();
  const heldUntil = new Date(now.getTime() + HELD_MS[kind]);
  const files = await ports.awaited.claim({ kind, worker, now, heldUntil, most: AT_ONCE[kind] });
  const told = await Promise.all(files.map((file) => fetchOne({ file, worker }, ports, signal)));
  return files.filter((_, at) => told[at]).map(({ callId }) => callId);
}

interface ClaimedFile {
  file: AwaitedFile;
  worker: string;
}

async function fetchOne({ file, worker }: ClaimedFile, ports: FetchPorts, signal?: AbortSignal): Promise<boolean> {
  const { callId, kind, attempts } = file;
  try {
    const bytes = await ports.callFiles[kind].download(file.address, signal);
    const transcript = await inWords({ file, bytes }, ports, signal);
    if ('problem' in transcript) return await fail({ file, worker }, 'unreadable', ports);
    const draft = await draftOfCall({ callId, at: file.at, transcript }, ports);
    if (draft === 'nobodys') return await fail({ file, worker }, 'nobodys', ports);
    await ports.awaited.settle(callId, { worker, state: 'arrived' });
    ports.log.info({ callId, kind, attempts }, 'file of a call fetched');
    return true;
  } catch (error) {
    // Stopping is no fault of the file's; somebody takes it up when our hold ends.
    if (signal?.aborted === true) return false;
    if (error instanceof CannotDownload && !error.isPassing) return fail({ file, worker }, error.reason, ports);
    const reason = error instanceof CannotDownload ? error.reason : error instanceof Error ? error.name : typeof error;
    return putOff({ file, worker }, reason, ports);
  }
}

function inWords(
  { file, bytes }: { file: AwaitedFile; bytes: Uint8Array },
  { transcribe }: Pick<FetchPorts, 'transcribe'>,
  signal?: AbortSignal,
): Promise<Transcript | { problem: string }> {
  if (file.kind === 'transcript') return tryTranscript(bytes);
  if (transcribe === undefined) return Promise.resolve({ problem: 'Nothing here puts recordings into words.' });
  return transcribe({ bytes, agentChannel: file.agentChannel }, signal);
}

async function putOff({ file, worker }: ClaimedFile, reason: string, ports: FetchPorts): Promise<boolean> {
  const { callId, kind, attempts, since } = file;
  const now = ports.clock.now().getTime();
  if (now - since.getTime() > GIVE_UP_MS) return fail({ file, worker }, reason, ports);
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
  await ports.awaited.putOff(callId, { worker, dueAt: new Date(now + waitMs) });
  ports.log.warn({ callId, kind, reason, attempts }, 'file of a call not there yet');
  return false;
}

async function fail({ file, worker }: ClaimedFile, reason: string, ports: FetchPorts): Promise<boolean> {
  const { callId, kind, attempts } = file;
  await ports.awaited.settle(callId, { worker, state: 'failed' });
  ports.log.warn({ callId, kind, reason, attempts }, 'file of a call not taken');
  return true;
}
