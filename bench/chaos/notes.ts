import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../src/domain/agent.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import { partsOfType } from '../../test/support/cardParts.ts';
import type { WireActivity } from '../../test/support/connector.ts';
import { aMessage, anInvoke } from '../../test/support/house.ts';
import { ownChat } from '../../test/support/risingCall.ts';
import type { House } from './house.ts';
import { sendActivity, sendEvents } from './sendUntilTaken.ts';

const LINES = 2;
const TALK_MS = 1_000;
/** So long an agent reads before they approve. */
const READING_MS = 1_500;
const LOOK_MS = 250;
/** Whatever did not happen by then is counted as not happened. */
const PATIENCE_MS = 30_000;
const words = messagesFor('en').drafts;
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

/** A note as the last card of it showed it. */
interface ShownNote {
  chat: string;
  button: Record<string, unknown>;
  sinceMs: number;
}

/** Agents at their desks, who approve every note that a card offers them. */
export interface Desks {
  taps: number;
  stop(): Promise<void>;
  /** Every agent lists what is left and opens it, until nothing is; returns how many notes were opened. */
  emptyLists(): Promise<number>;
}

/** Seats the agents, whose chats must be known by now. */
export function seatAgents(agents: readonly Agent[], house: House): Desks {
  const closing = new AbortController();
  const byChat = new Map(agents.map((agent) => [ownChat(agent).conversation?.id ?? '', agent]));
  const shown = new Map<string, ShownNote>();
  const approved = new Set<string>();
  let seen = 0;
  let taps = 0;
  const look = (): void => {
    for (; seen < house.connector.calls.length; seen += 1) {
      const { path, body } = house.connector.calls[seen] ?? { path: '', body: { type: '' } };
      const chat = /conversations\/([^/]+)\//.exec(path)?.[1] ?? '';
      if (byChat.has(chat)) note(chat, body);
    }
  };
  const note = (chat: string, body: WireActivity): void => {
    const [button] = buttonsIn(body, 'approveNote').filter((one) => one.as === undefined);
    const draftId = String(button?.draftId);
    if (button === undefined) return;
    shown.set(draftId, { chat, button, sinceMs: shown.get(draftId)?.sinceMs ?? performance.now() });
  };
  const tap = async (draftId: string, { chat, button }: ShownNote): Promise<void> => {
    const agent = byChat.get(chat);
    if (agent === undefined) return;
    taps += 1;
    const reply = await press(button, agent, house);
    if (isApproved(reply)) approved.add(draftId);
    else shown.set(draftId, { chat, button, sinceMs: performance.now() });
    // A card that was drawn before comes back as it stands now.
    const [latest] = buttonsIn(reply, 'approveNote').filter((one) => one.as === undefined);
    if (latest !== undefined) shown.set(draftId, { chat, button: latest, sinceMs: performance.now() });
  };
  const approve = async (): Promise<void> => {
    look();
    const read = [...shown].filter(
      ([draftId, { sinceMs }]) => !approved.has(draftId) && performance.now() - sinceMs > READING_MS,
    );
    await Promise.all(read.map(([draftId, one]) => tap(draftId, one)));
  };
  const keepApproving = async (): Promise<void> => {
    for (; !closing.signal.aborted; await sleep(LOOK_MS)) await approve();
  };
  const working = keepApproving();
  return {
    get taps() {
      return taps;
    },
    async stop() {
      closing.abort();
      await working;
    },
    async emptyLists() {
      let opened = 0;
      for (const agent of agents) {
        for (let button = await firstInList(agent, house); button !== undefined;) {
          opened += 1;
          await press(button, agent, house);
          const { draftId } = button;
          const giveUpAt = performance.now() + PATIENCE_MS;
          while (!approved.has(String(draftId)) && performance.now() < giveUpAt) await sleep(LOOK_MS);
          if (!approved.has(String(draftId))) break;
          button = await firstInList(agent, house);
        }
      }
      return opened;
    },
  };
}

/** Types "notes"; the button that opens the first note of the list, undefined when none is left. */
async function firstInList(agent: Agent, house: House): Promise<Record<string, unknown> | undefined> {
  const chat = ownChat(agent);
  const from = house.connector.calls.length;
  await sendActivity(aMessage(house.connector.url, { text: 'notes', ...chat }), house);
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const since = house.connector.calls.slice(from).filter(({ path }) => path.includes(`/${chat.conversation?.id}/`));
    const list = since.map(({ body }) => body).find((body) => buttonsIn(body, 'showNote').length > 0);
    if (list !== undefined) return buttonsIn(list, 'showNote')[0];
    if (since.some(({ body }) => body.text === words.noneUnapproved)) return undefined;
    await sleep(LOOK_MS);
  }
  return undefined;
}

async function press(button: Record<string, unknown>, agent: Agent, house: House): Promise<object> {
  const { verb, ...data } = button;
  const value = { action: { type: 'Action.Execute', verb, data } };
  const { body } = await sendActivity(
    anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...ownChat(agent) }),
    house,
  );
  return body === '' ? {} : (JSON.parse(body) as object);
}

/** The data of every button with this verb, wherever it stands. */
function buttonsIn(value: object, verb: string): Record<string, unknown>[] {
  return partsOfType(value as Parameters<typeof partsOfType>[0], 'Action.Execute').flatMap(({ data }) =>
    data?.verb === verb ? [data] : [],
  );
}

function isApproved(reply: object): boolean {
  const text = JSON.stringify(reply);
  return [words.writing, words.inCrm('').slice(0, -1), words.problems['already-approved'], ...Object.values(words.late)]
    .map((one) => one.trim())
    .some((one) => text.includes(one));
}
