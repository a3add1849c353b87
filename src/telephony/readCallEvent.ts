import { z } from 'zod';
import type { CallEnded, CallEvent } from '../domain/call.ts';

const ID_CHARACTERS = 200;
const TEXT_CHARACTERS = 10_000;
const URL_CHARACTERS = 4096;
/** Clocks differ; an event of tomorrow would open a lease that never ends. */
const AHEAD_MS = 10 * 60_000;

const id = z.string().trim().min(1, 'is empty').max(ID_CHARACTERS, `has more than ${ID_CHARACTERS} characters`);
const agentId = id.transform((text) => text.toLowerCase());
const at = z.iso.datetime({ offset: true, error: 'is no RFC 3339 time' }).transform((text) => new Date(text));
const party = z.string().max(ID_CHARACTERS).optional();

const started = z.object({
  type: z.literal('call.started'),
  callId: id,
  at,
  setting: z.enum(['contact-centre', 'subscriber'], 'must be contact-centre or subscriber'),
  direction: z.enum(['inbound', 'outbound'], 'must be inbound or outbound'),
  agentId: agentId.optional(),
  customerId: id.optional(),
  phone: party,
  caller: party,
  called: party,
  subscriber: party,
  queue: id.optional(),
});
const utterance = z.object({
  type: z.literal('call.utterance'),
  callId: id,
  at,
  seq: z.number().int().min(0),
  track: z.enum(['caller', 'callee'], 'must be caller or callee'),
  text: z.string().max(TEXT_CHARACTERS, `has more than ${TEXT_CHARACTERS} characters`),
});
const url = z.string().min(1, 'is empty').max(URL_CHARACTERS, `has more than ${URL_CHARACTERS} characters`);
const transcript = z
  .looseObject({ utterances: z.array(z.unknown()).min(1, 'is empty').optional(), url: url.optional() })
  .refine((given) => given.utterances !== undefined || given.url !== undefined, 'holds neither utterances nor a url');
const recording = z.object({ url, agentChannel: z.number().int().min(0).max(7).optional() });
const ended = z.object({
  type: z.literal('call.ended'),
  callId: id,
  at,
  transcript: transcript.optional(),
  recording: recording.optional(),
});
const moved = z.object({ type: z.enum(['agent.assigned', 'agent.left']), callId: id, agentId, at });

const event = z.discriminatedUnion('type', [started, utterance, ended, moved]);

/** The event a call platform sent (contracts: call events), or a sentence that says what is wrong with it. */
export function readCallEvent(given: unknown, now: Date): CallEvent | { problem: string } {
  const read = event.safeParse(given);
  if (!read.success) return { problem: problemOf(read.error) };
  if (read.data.at.getTime() > now.getTime() + AHEAD_MS) return { problem: 'at lies in the future.' };
  if (read.data.type === 'call.started') return startOf(read.data);
  return read.data.type === 'call.ended' ? endOf(read.data) : read.data;
}

function problemOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.join('.') ?? '';
  if (path === '') return 'The event is no JSON object.';
  if (path === 'type') return 'type is none of call.started, call.utterance, call.ended, agent.assigned, agent.left.';
  // The message tells what is wanted, never what was sent.
  return `${path} ${/^[a-z]/.test(issue?.message ?? '') ? issue?.message : 'is missing or of another kind'}.`;
}

function endOf({ transcript: said, recording: recorded, ...end }: z.infer<typeof ended>): CallEvent {
  const { url: address, ...transcribed } = said ?? {};
  return {
    ...end,
    ...(said?.utterances === undefined ? {} : { transcript: transcribed }),
    ...(address === undefined ? {} : { transcriptUrl: address }),
    ...(recorded === undefined ? {} : { recording: recordingOf(recorded) }),
  };
}

function recordingOf({ url: address, agentChannel }: z.infer<typeof recording>): NonNullable<CallEnded['recording']> {
  return { url: address, ...(agentChannel === undefined ? {} : { agentChannel }) };
}

/** Platforms that know no "phone" name both ends; the other end is the customer's. */
function startOf({ caller, called, phone, subscriber, ...rest }: z.infer<typeof started>): CallEvent {
  const other = phone ?? (rest.direction === 'inbound' ? caller : called);
  const { agentId, customerId, queue, ...known } = rest;
  return {
    ...known,
    ...(agentId === undefined ? {} : { agentId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(other === undefined ? {} : { phone: other }),
    ...(called === undefined ? {} : { called }),
    ...(subscriber === undefined ? {} : { subscriber }),
    ...(queue === undefined ? {} : { queue }),
  };
}
