import process from 'node:process';
import type { DraftNote } from '../domain/callNote.ts';
import type { Transcript } from '../domain/transcript.ts';
import { type NotWritten, writeNote } from '../notes/model/writeNote.ts';
import { recordsOfCall } from '../notes/recordsOfCall.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { operatorName } from './operator.ts';

/** A call whose note was put together, and whose call it is where that is known. */
export interface NotedCall {
  transcript: Transcript;
  draft: DraftNote;
  callId: string | undefined;
  agentId: string | undefined;
  customerId: string | undefined;
}

/** As long as people in Teams wait. */
const NOTE_DEADLINE_MS = 12_000;

/**
 * The note as the configured model writes it, with the same checks and the same audit as in the chat, or why it stays as
 * it was put together; undefined without a model.
 */
export async function noteByModel(
  { transcript, draft, callId, agentId, customerId }: NotedCall,
  ports: Ports,
): Promise<DraftNote | NotWritten | undefined> {
  const { modelHouse, audit, clock, log, dispositions } = ports;
  if (modelHouse === undefined) return undefined;
  const who = agentId === undefined ? operatorName() : `${operatorName()} as ${agentId}`;
  const correlationId = callId ?? `command-line:${process.pid}`;
  const versions = modelHouse.model.names.map((name) => `model ${name}`);
  const entry = { who, action: 'note.written', what: 'note on the command line', correlationId, versions } as const;
  // Before a word of the call goes out: what cannot be written down does not happen.
  await audit.write({ at: clock.now(), ...entry, reason: 'model', result: 'begun' });
  const records = await recordsOfCall({ customerId, callId }, ports);
  const account = { agentId: agentId ?? operatorName(), conversationId: correlationId, callId };
  const written = await writeNote(
    { transcript, draft, records, dispositions, language: 'en', account, withinMs: NOTE_DEADLINE_MS },
    { ...modelHouse, clock, log },
    AbortSignal.timeout(NOTE_DEADLINE_MS),
  );
  const [reason, result] =
    typeof written === 'string' ? [`model: ${written}`, 'failed' as const] : ['model', 'done' as const];
  await audit.write({ at: clock.now(), ...entry, reason, result });
  return written;
}
