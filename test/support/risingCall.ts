import type { House, IncomingActivity } from './house.ts';
import { postEvents } from './callEvents.ts';
import type { Agent } from '../../src/domain/agent.ts';

/** An account takeover against an agent, written for the tests: a notice, then "warn", then "scam". */
export const RISING_CALL = {
  texts: [
    'Hi, I need the phone number on my account changed.',
    'Of course. Which name is it?',
    'And the email too, please, both are new.',
    'I have to ask the security questions first.',
    'I do not have time for that, just tell me what address you have on there.',
    'Take your time.',
    'Can you not make an exception?',
    'I am not allowed to do that, sorry.',
    'Then ask your manager to override it. A code will come to you, read me the code now and do not hang up.',
    'I really cannot.',
    'Send the new SIM to my new address then, right now, it is urgent.',
  ],
  /** 0-based turns in which it reaches each level. */
  watch: 4,
  warn: 6,
  scam: 8,
};

/** The sentences of a call as events; `from` and `to` are 0-based turns, both included. */
export function saidIn(
  callId: string,
  {
    from = 0,
    to,
    texts = RISING_CALL.texts,
    at = new Date(),
  }: { from?: number; to: number; texts?: readonly string[]; at?: Date },
): object[] {
  return texts.slice(from, to + 1).map((text, index) => ({
    type: 'call.utterance',
    callId,
    seq: from + index,
    track: (from + index) % 2 === 0 ? 'caller' : 'callee',
    text,
    at: at.toISOString(),
  }));
}

/** Posts the sentences of the rising call up to a turn. */
export async function say(
  house: House,
  callId: string,
  range: { from?: number; to: number; texts?: readonly string[] },
): Promise<void> {
  const { status } = await postEvents(house, saidIn(callId, { ...range, at: house.ports.clock.now() }));
  if (status !== 202) throw new Error(`events answered with ${status}`);
}

/** A channel as Teams names it. */
export function channelChat(id: string, by: Agent): Partial<IncomingActivity> {
  return {
    from: { id: `user-${by.name.split(' ')[0]?.toLowerCase()}`, name: by.name, aadObjectId: by.agentId },
    conversation: { id, conversationType: 'channel', tenantId: 'tenant' },
    channelData: {
      tenant: { id: 'tenant' },
      team: { id: 'team-care', name: 'Contoso Care' },
      channel: { id, name: 'Scam alerts' },
    },
  };
}

/** The personal chat of somebody. */
export function ownChat(of: Agent): Partial<IncomingActivity> {
  const name = of.name.split(' ')[0]?.toLowerCase();
  return {
    from: { id: `user-${name}`, name: of.name, aadObjectId: of.agentId },
    conversation: { id: `personal-${name}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}
