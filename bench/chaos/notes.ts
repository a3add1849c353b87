import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../src/domain/agent.ts';
import type { House } from './house.ts';
import { sendEvents } from './sendUntilTaken.ts';

const LINES = 2;
const TALK_MS = 1_000;
const UTTERANCES = [
  { speaker: 'customer', text: 'My router light is flashing red since this morning and nothing works any more.' },
  { speaker: 'agent', text: 'I am sorry to hear that. I have booked an engineer for Friday.' },
];

/** The customer of every one of these calls. */
export const CUSTOMER = 'C-1001';

/** Calls begin and end all the time; each brings its transcript. */
export async function endCalls(agents: readonly Agent[], house: House, signal: AbortSignal): Promise<string[]> {
  const callIds: string[] = [];
  const line = async (): Promise<void> => {
    while (!signal.aborted) {
      const callId = randomUUID();
      const { agentId } = agents[callIds.length % agents.length] ?? {};
      callIds.push(callId);
      const at = (): string => new Date().toISOString();
      const call = { setting: 'contact-centre', direction: 'inbound', agentId, customerId: CUSTOMER };
      await sendEvents([{ type: 'call.started', callId, at: at(), ...call }], house);
      await sleep(TALK_MS);
      const transcript = { utterances: UTTERANCES };
      await sendEvents([{ type: 'call.ended', callId, at: at(), transcript }], house);
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  return callIds;
}
