import { setTimeout as sleep } from 'node:timers/promises';
import { signCallEvents } from '../../src/telephony/callSignature.ts';
import { CALL_EVENTS_KEY, type IncomingActivity } from '../../test/support/house.ts';
import { BOTS, type House } from './house.ts';

/** Who took a request, and when, on the clock of `performance.now()`. */
export interface Taken {
  by: (typeof BOTS)[number];
  atMs: number;
  /** When it was first sent, perhaps to the other bot, which did not say that it has it. */
  firstSentMs: number;
  body: string;
}

/** Teams repeats what got no 200 after about fifteen seconds; here sooner. */
const REPEAT_MS = 500;
const PATIENCE_MS = 10_000;
let sent = 0;

/** Posts an activity to one bot after the other until one has it, as Teams does. */
export function sendActivity(activity: IncomingActivity, house: House): Promise<Taken> {
  return sendUntilTaken('/api/messages', JSON.stringify(activity), house);
}

/** Posts call events to one bot after the other until one has them, as call platforms do. */
export async function sendEvents(events: readonly object[], house: House): Promise<Taken> {
  const taken = await sendUntilTaken('/api/calls', JSON.stringify(events), house);
  const { rejected } = JSON.parse(taken.body) as { rejected: readonly object[] };
  if (rejected.length > 0) throw new Error(`The load is wrong: ${taken.body}`);
  return taken;
}

async function sendUntilTaken(path: string, body: string, house: House): Promise<Taken> {
  sent += 1;
  const firstSentMs = performance.now();
  for (let attempt = sent; ; attempt += 1) {
    const by = BOTS[attempt % BOTS.length] ?? BOTS[0];
    const answer = await post(`http://127.0.0.1:${house.portOf(by)}${path}`, body);
    if (answer.status >= 200 && answer.status < 300) {
      return { by, atMs: performance.now(), firstSentMs, body: answer.body };
    }
    if (answer.status >= 400 && answer.status < 500) {
      throw new Error(`The load is wrong: ${path} refused it with ${answer.status}.`);
    }
    await sleep(REPEAT_MS);
  }
}

/** Status 0 where nobody answered. */
async function post(address: string, body: string): Promise<{ status: number; body: string }> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = signCallEvents(timestamp, Buffer.from(body), CALL_EVENTS_KEY);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    // Killed, starting, or late: sent again like anything that was not taken.
    return { status: 0, body: '' };
  }
}
