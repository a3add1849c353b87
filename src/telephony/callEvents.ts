import { takeCallEvents, type TakePorts } from '../calls/takeCallEvents.ts';
import type { CallEvent } from '../domain/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';
import type { Log } from '../ports/log.ts';
import { refuseSignature, type SignedHeaders } from './callSignature.ts';
import { readCallEvent } from './readCallEvent.ts';
import { forgetSubscribersCall, takeTranscript, type TranscriptPorts } from './takeTranscript.ts';

/** A plain HTTP answer. */
interface Reply {
  status: number;
  body: object;
}

/** What the endpoint needs. */
export interface CallEventsPorts extends TranscriptPorts, Omit<TakePorts, keyof TranscriptPorts> {
  /** Undefined: there is no such endpoint. */
  key: string | undefined;
  leases: Pick<Leases, 'take' | 'find' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find' | 'matching'>;
  /** Told which calls have something new to show. */
  onCalls: (callIds: readonly string[]) => void;
  clock: Clock;
  log: Log;
}

const MOST_EVENTS = 1000;

/**
 * Answers `POST /api/calls`: 404 without a key, 401 for a signature that does not hold, 400 for a body that is no event
 * at all, else 202 with what was taken. A bad event is named by its place, and the good ones around it are taken.
 */
export async function receiveCallEvents(
  { body, headers }: { body: Buffer; headers: SignedHeaders },
  ports: CallEventsPorts,
): Promise<Reply> {
  if (ports.key === undefined) return { status: 404, body: { error: 'There is nothing here.' } };
  const refusal = refuseSignature({ headers, body }, ports.key, ports.clock.now());
  if (refusal !== undefined) {
    ports.log.warn({ refusal, bytes: body.length }, 'call events refused');
    return { status: 401, body: { error: `The signature does not hold: ${refusal}.` } };
  }
  const given = listOf(body);
  if (given === undefined)
    return { status: 400, body: { error: 'The body is neither an event nor a list of events.' } };
  if (given.length > MOST_EVENTS) {
    return { status: 413, body: { error: `More than ${MOST_EVENTS} events at once. Please send fewer.` } };
  }
  return takeGood(given, ports);
}

async function takeGood(given: readonly unknown[], ports: CallEventsPorts): Promise<Reply> {
  const now = ports.clock.now();
  const good: { event: CallEvent; index: number }[] = [];
  const rejected: { index: number; problem: string }[] = [];
  for (const [index, one] of given.entries()) {
    const read = readCallEvent(one, now);
    if ('problem' in read) rejected.push({ index, problem: read.problem });
    else good.push({ event: read, index });
  }
  if (ports.live === undefined && good.some(({ event }) => event.type === 'call.utterance')) {
    return { status: 503, body: { error: 'Nobody hears live calls here: send what is said to a worker.' } };
  }
  const { accepted, repeated, callIds } = await takeCallEvents(
    good.map(({ event }) => event),
    ports,
  );
  // Before the answer: a platform that was told 202 does not send a transcript again.
  for (const { event, index } of good) {
    if (event.type === 'call.started' && event.setting === 'subscriber') {
      await forgetSubscribersCall(event.callId, ports);
    }
    const problem = event.type === 'call.ended' ? await takeTranscript(event, ports) : undefined;
    if (problem !== undefined) rejected.push({ index, problem });
  }
  if (rejected.length > 0) {
    const [first] = rejected;
    ports.log.warn(
      { rejected: rejected.length, first: first?.index, problem: first?.problem },
      'call events not taken',
    );
  }
  ports.onCalls(callIds);
  return { status: good.length === 0 && rejected.length > 0 ? 400 : 202, body: { accepted, repeated, rejected } };
}

function listOf(body: Buffer): unknown[] | undefined {
  try {
    const parsed = JSON.parse(body.toString('utf8')) as unknown;
    if (Array.isArray(parsed)) return parsed as unknown[];
    return typeof parsed === 'object' && parsed !== null ? [parsed] : undefined;
  } catch {
    // Not JSON: the caller answers 400, which is all there is to say.
    return undefined;
  }
}
