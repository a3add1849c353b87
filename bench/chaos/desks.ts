import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../src/domain/agent.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import { partsOfType } from '../../test/support/cardParts.ts';
import { aMessage, anInvoke } from '../../test/support/house.ts';
import { ownChat } from '../../test/support/risingCall.ts';
import type { House } from './house.ts';
import { sendActivity } from './sendUntilTaken.ts';

/** So long an agent reads before they approve. */
const READING_MS = 1_500;
const LOOK_MS = 250;
/** Whatever did not happen by then is counted as not happened. */
const PATIENCE_MS = 30_000;
const words = messagesFor('en').drafts;

type Button = Record<string, unknown>;

/** A note as the last card of it showed it. */
interface ShownNote {
  agent: Agent;
  button: Button;
  sinceMs: number;
}

/** Agents at their desks, who approve every note that a card offers them. */
export class Desks {
  /** How often anybody pressed "approve". */
  taps = 0;
  readonly #agents: readonly Agent[];
  readonly #house: House;
  readonly #shown = new Map<string, ShownNote>();
  readonly #approved = new Set<string>();
  readonly #closing = new AbortController();
  readonly #working: Promise<void>;
  #seen = 0;

  /** The chats of the agents must be known by now. */
  constructor(agents: readonly Agent[], house: House) {
    this.#agents = agents;
    this.#house = house;
    this.#working = this.#keepApproving();
    // Whoever stops it is told.
    this.#working.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#working;
  }

  /** Every agent lists what is left and opens it, until nothing is; returns how many notes were opened. */
  async emptyLists(): Promise<number> {
    let opened = 0;
    for (const agent of this.#agents) {
      let button = await firstInList(agent, this.#house);
      while (button !== undefined) {
        opened += 1;
        await press(button, agent, this.#house);
        if (!(await this.#isApproved(String(button.draftId)))) break;
        button = await firstInList(agent, this.#house);
      }
    }
    return opened;
  }

  async #isApproved(draftId: string): Promise<boolean> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    while (!this.#approved.has(draftId) && performance.now() < giveUpAt) await sleep(LOOK_MS);
    return this.#approved.has(draftId);
  }

  async #keepApproving(): Promise<void> {
    for (; !this.#closing.signal.aborted; await sleep(LOOK_MS)) {
      this.#look();
      const read = [...this.#shown].filter(
        ([draftId, { sinceMs }]) => !this.#approved.has(draftId) && performance.now() - sinceMs > READING_MS,
      );
      await Promise.all(read.map(([draftId, note]) => this.#approve(draftId, note)));
    }
  }

  #look(): void {
    const { calls } = this.#house.connector;
    for (const { path, body } of calls.slice(this.#seen)) {
      const agent = this.#agents.find((one) => path.includes(`/${chatOf(one)}/`));
      const button = approveButton(body);
      if (agent === undefined || button === undefined) continue;
      const draftId = String(button.draftId);
      const sinceMs = this.#shown.get(draftId)?.sinceMs ?? performance.now();
      this.#shown.set(draftId, { agent, button, sinceMs });
    }
    this.#seen = calls.length;
  }

  async #approve(draftId: string, { agent, button }: ShownNote): Promise<void> {
    this.taps += 1;
    const reply = await press(button, agent, this.#house);
    if (saysApproved(reply)) this.#approved.add(draftId);
    // A card that was drawn before comes back as it stands now, and is read once more.
    else this.#shown.set(draftId, { agent, button: approveButton(reply) ?? button, sinceMs: performance.now() });
  }
}

function chatOf(agent: Agent): string {
  return ownChat(agent).conversation?.id ?? '';
}

/** Types "notes"; the button that opens the first note of the list, undefined when none is left. */
async function firstInList(agent: Agent, house: House): Promise<Button | undefined> {
  const from = house.connector.calls.length;
  await sendActivity(aMessage(house.connector.url, { text: 'notes', ...ownChat(agent) }), house);
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const since = house.connector.calls.slice(from).filter(({ path }) => path.includes(`/${chatOf(agent)}/`));
    const [button] = since.flatMap(({ body }) => buttonsIn(body, 'showNote'));
    if (button !== undefined) return button;
    if (since.some(({ body }) => body.text === words.noneUnapproved)) return undefined;
    await sleep(LOOK_MS);
  }
  return undefined;
}

async function press({ verb, ...data }: Button, agent: Agent, house: House): Promise<object> {
  const value = { action: { type: 'Action.Execute', verb, data } };
  const pressed = anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...ownChat(agent) });
  const { body } = await sendActivity(pressed, house);
  return body === '' ? {} : (JSON.parse(body) as object);
}

/** The one without another disposition. */
function approveButton(card: object): Button | undefined {
  return buttonsIn(card, 'approveNote').find(({ as }) => as === undefined);
}

/** The data of every button with this verb, wherever it stands. */
function buttonsIn(card: object, verb: string): Button[] {
  return partsOfType(card as Parameters<typeof partsOfType>[0], 'Action.Execute').flatMap(({ data }) =>
    data?.verb === verb ? [data] : [],
  );
}

function saysApproved(reply: object): boolean {
  const text = JSON.stringify(reply);
  const approved = [words.writing, words.inCrm(''), words.problems['already-approved'], ...Object.values(words.late)];
  return approved.some((one) => text.includes(one.replace(/ \.$/, '')));
}
