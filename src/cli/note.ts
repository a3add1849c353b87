import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import type { Customer } from '../domain/customer.ts';
import type { DraftNote } from '../domain/callNote.ts';
import { type MarkedSentence, markedSentences } from '../domain/markedSentence.ts';
import { leaseOf } from '../domain/lease.ts';
import type { Transcript } from '../domain/transcript.ts';
import { UnreadableDocument } from '../files/unreadableDocument.ts';
import { messagesFor } from '../messages/messages.ts';
import { draftNote } from '../notes/draftNote.ts';
import type { NotWritten } from '../notes/model/writeNote.ts';
import { readTranscript } from '../notes/readTranscript.ts';
import { swapSpeakers } from '../notes/swapSpeakers.ts';
import { isRecording } from '../notes/transcripts/recordingBytes.ts';
import { refuseTooLarge } from '../notes/transcripts/transcriptLimits.ts';
import { writeDownRecording } from '../notes/writeDownRecording.ts';
import { readConfig } from '../wiring/config.ts';
import { environment } from '../wiring/environment.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { noteByModel } from './noteByModel.ts';
import { progressBar } from './progressBar.ts';
import { withSpeech } from './withSpeech.ts';

/** Two hours of stereo at 16,000 samples a second. */
const MOST_RECORDED_BYTES = 512 * 1024 * 1024;

const OPTIONS = {
  call: { type: 'string' },
  agent: { type: 'string' },
  'must-say': { type: 'string' },
  swap: { type: 'boolean' },
  'without-model': { type: 'boolean' },
} as const;

/**
 * `earpiece note`: drafts the after-call note from a transcript or a recording, by the model where one is configured;
 * writes nothing.
 */
export const note: Command = {
  usage: 'note <file…> [--call id] [--agent id] [--must-say file] [--swap] [--without-model]',
  does: 'drafts the after-call note',
  async run(args) {
    const { values, positionals: files, isJson } = readArguments(args, OPTIONS);
    if (files.length === 0) throw new WrongUsage('Which transcripts?');
    const { dispositions, model } = readConfig(environment());
    const isByModel = model !== undefined && values['without-model'] !== true;
    const customer = await customerOf(values.call, values.agent);
    const mustSay = await mustSayOf(values['must-say']);
    const told = { callId: values.call, agentId: values.agent };
    const draftAll = async (ports?: Ports): Promise<number> => {
      let failed = 0;
      for (const file of files) {
        try {
          const read = await transcriptOf(file);
          const transcript = values.swap === true ? swapSpeakers(read) : read;
          const draft = draftNote(transcript, { dispositions, customer, mustSay });
          const call = { ...told, transcript, draft, customerId: customer?.customerId };
          const written = ports && (await noteByModel(call, ports));
          const note = written === undefined || typeof written === 'string' ? draft : written;
          const why = typeof written === 'string' ? { notByModel: written } : {};
          print(isJson, { file: basename(file), ...told, ...lineOf(transcript, note), ...why }, textOf(file, note));
          if (typeof written === 'string') process.stderr.write(`${basename(file)}: ${NOT_BY_MODEL[written]}\n`);
        } catch (error) {
          if (!(error instanceof UnreadableDocument)) throw error;
          failed += 1;
          process.stderr.write(`${basename(file)}: ${error.message}\n`);
        }
      }
      return failed === 0 ? 0 : 1;
    };
    return isByModel ? withPorts(draftAll) : draftAll();
  },
};

/** Why a note is not the model's. */
const NOT_BY_MODEL: Readonly<Record<NotWritten, string>> = {
  budget: 'the budget of the language model is used up; this is what was said.',
  late: 'the language model took too long; this is what was said.',
  down: 'the language model is not available; this is what was said.',
  filtered: 'the language model or its filter would not read this call; this is what was said.',
  malformed: 'the language model answered in another form; this is what was said.',
  unfounded: 'nothing that the language model wrote could be found in the call; this is what was said.',
  'too-long': 'the call is too long for the language model; this is what was said.',
};

/**
 * The record of the customer in this call, for as long as the agent's lease opens it; undefined otherwise. That it was
 * read is audited like any other view.
 */
async function customerOf(callId: string | undefined, agentId: string | undefined): Promise<Customer | undefined> {
  if (callId === undefined || agentId === undefined) return undefined;
  return withPorts(async ({ leases, customers, clock, audit }) => {
    const at = clock.now();
    const call = await leases.find(callId);
    const lease = call && leaseOf(call, at, leases.wrapUpMs);
    if (lease?.agentId !== agentId.toLowerCase() || lease.customer.kind !== 'known') return undefined;
    const { customerId } = lease.customer;
    const what = `customer ${customerId}`;
    await audit.write({ at, who: agentId, action: 'customer.viewed', what, result: 'done', correlationId: callId });
    return customers.find(customerId);
  });
}

const MUST_SAY_FILE = 'the path of a text file with lines such as "Must be said: This call is recorded."';

/** The sentences that a document marks with "Must be said:". */
async function mustSayOf(file: string | undefined): Promise<MarkedSentence[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUsage(`Cannot read ${file}: --must-say takes ${MUST_SAY_FILE}.`);
  });
  const marked = markedSentences(text);
  if (marked.length === 0) {
    process.stderr.write(`${file} marks no sentence that must be said: --must-say takes ${MUST_SAY_FILE}.\n`);
  }
  return marked;
}

/** What was said, whether the file holds words or a recording of them. */
async function transcriptOf(file: string): Promise<Transcript> {
  const bytes = await bytesOf(file);
  if (!isRecording(bytes)) {
    refuseTooLarge(bytes.length);
    return readTranscript(bytes);
  }
  const bar = progressBar(process.stderr);
  const onProgress = (done: number): void => bar.show(Math.round(done * 100), 100, basename(file));
  const written = await withSpeech((speech) => writeDownRecording({ bytes, onProgress }, speech)).finally(() =>
    bar.clear(),
  );
  if ('problem' in written) throw new UnreadableDocument('damaged', written.problem);
  return written;
}

/** What is too large is refused before it is read. */
async function bytesOf(file: string): Promise<Uint8Array> {
  const unreachable = (cause: unknown): never => {
    throw new UnreadableDocument('unreachable', 'The file cannot be read.', { cause });
  };
  const { size } = await stat(file).catch(unreachable);
  if (size > MOST_RECORDED_BYTES) refuseTooLarge(size);
  return readFile(file).catch(unreachable);
}

function lineOf({ utterances, warnings: read }: Transcript, draft: DraftNote): object {
  const warnings = [...new Set([...read, ...draft.warnings])];
  const { note, mode, checks, mandatory } = draft;
  return { utterances, note, mode, warnings, checks, mandatory };
}

function textOf(file: string, { note, warnings, checks, mode }: DraftNote): string {
  const actions = note.actions.map(({ who, what, due }) => `- ${who}: ${what}${due === undefined ? '' : ` (${due})`}`);
  const asked = checks.map(({ field, crm, said }) => `? ${field}: the record has "${crm}", the call "${said}"`);
  const evidence = note.sentences.map(
    ({ field, text, evidence: lines, isUnjudged }) =>
      `  ${field}: ${text} [${lines.join(', ')}]${isUnjudged ? ' (check this)' : ''}`,
  );
  return [
    `${basename(file)} (${mode === 'model' ? 'written by a language model, every sentence checked' : 'put together from what was said, not written by a model'})`,
    ...note.issues.map(({ issue, resolution }) => `${issue}\n  => ${resolution}`),
    ...actions,
    ...[note.topic, note.disposition].filter((text) => text !== ''),
    ...evidence,
    ...asked,
    ...warnings.map((warning) => `! ${messagesFor('en').drafts.warnings[warning]}`),
  ].join('\n');
}
