import { signCallEvents } from '../../src/telephony/callSignature.ts';
import { CALL_EVENTS_KEY, type House } from './house.ts';

/** What the endpoint answered. */
export interface EventsReply {
  status: number;
  body: { accepted?: number; repeated?: number; rejected?: { index: number; problem: string }[]; error?: string };
}

/** Posts events as a call platform does; `sign` says how the signature is bad. */
export async function postEvents(
  house: Pick<House, 'url'> & { ports: Pick<House['ports'], 'clock'> },
  events: unknown,
  sign: { key?: string; at?: Date; signature?: string; raw?: string } = {},
): Promise<EventsReply> {
  const body = Buffer.from(sign.raw ?? JSON.stringify(events));
  const timestamp = String(Math.floor((sign.at ?? house.ports.clock.now()).getTime() / 1000));
  const signature = sign.signature ?? signCallEvents(timestamp, body, sign.key ?? CALL_EVENTS_KEY);
  const response = await fetch(`${house.url}/api/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
    body,
  });
  return { status: response.status, body: (await response.json()) as EventsReply['body'] };
}

/** A call that rings at a contact centre. */
export function aCallStart(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'call.started',
    callId: 'call-1',
    at: new Date().toISOString(),
    setting: 'contact-centre',
    direction: 'inbound',
    ...over,
  };
}
