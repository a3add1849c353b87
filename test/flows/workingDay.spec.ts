import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { type CardPart, partsOf, partsOfType } from '../support/cardParts.ts';
import type { WireActivity } from '../support/connector.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const CALLS = 40;
/** Of the day's calls the platform brings most; some transcripts the agent pastes. */
const PASTED = 6;
const WRONG_DISPOSITION = 4;
const MOST_NOTIFICATIONS_PER_CALL = 1.2;

const linesOf = (pounds: number): { speaker: string; text: string }[] => [
  { speaker: 'agent', text: 'Good morning, this is Ada, how can I help?' },
  { speaker: 'customer', text: `Hello, my bill is ${pounds} pounds too high this month.` },
  { speaker: 'agent', text: `That was a mistake. I have credited ${pounds} pounds to your account.` },
  { speaker: 'customer', text: 'Thank you, that is great.' },
  { speaker: 'agent', text: 'I will call you back on Monday to make sure it arrived.' },
];

describe('a working day of forty calls', () => {
  let house: House;
  let now: Date;
  let taps: number;
  before(async () => {
    now = new Date('2026-11-21T08:00:00Z');
    taps = 0;
    house = await startHouse({
      clock: { now: () => now },
      environment: { DISPOSITIONS: 'Billing corrected; Complaint; Information given' },
      outboxEveryMs: 20,
      callsEveryMs: 60_000,
    });
    for (let at = 0; at < CALLS; at += 1) {
      await house.ports.customers.save({ customerId: `C-${at}`, name: `Customer ${names(at)}` }, 'import');
    }
    await house.say('hi');
  });
  after(() => house.close());

  const nextWith = async (...texts: RegExp[]): Promise<WireActivity> => {
    for (;;) {
      const message = await house.connector.nextMessage();
      if (texts.every((text) => text.test(JSON.stringify(message)))) return message;
    }
  };
  const cardOf = (message: WireActivity) => message.attachments?.[0]?.content as unknown as AdaptiveCard;
  /** One tap: opens something on the card, which needs no server. */
  const open = (message: WireActivity, id: string): void => {
    const opens = partsOf(cardOf(message)).filter((part) =>
      JSON.stringify(part.selectAction ?? {}).includes(`"${id}"`),
    );
    assert.equal(opens.length, 1);
    taps += 1;
  };
  /** One tap: presses a button. */
  const tap = async (message: WireActivity, title: string): Promise<string> => {
    const button = partsOfType(cardOf(message), 'Action.Execute').find((part: CardPart) => part.title === title);
    const { verb, ...data } = button?.data ?? assert.fail(`there is no ${title}`);
    taps += 1;
    const value = { action: { type: 'Action.Execute', verb, data } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }))).body;
  };
  const noteOf = async (at: number): Promise<WireActivity> => {
    const callId = `call-${at}`;
    const name = new RegExp(`Customer ${names(at)}\\b`);
    const started = { callId, at: now.toISOString(), agentId: anAgent.agentId, customerId: `C-${at}` };
    await postEvents(house, aCallStart(started));
    await nextWith(/is on the line/, name);
    now = new Date(now.getTime() + 5 * 60_000);
    const ended = { type: 'call.ended', callId, at: now.toISOString() };
    const utterances = linesOf(at + 1);
    if (at >= PASTED) {
      await postEvents(house, { ...ended, transcript: { utterances } });
      return nextWith(/ready to approve/, name);
    }
    await postEvents(house, ended);
    await nextWith(/has ended/, name);
    const pasted = utterances.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');
    let message = await house.say(pasted);
    while (!/ready to approve/.test(message.text ?? '')) message = await house.connector.nextMessage();
    return message;
  };

  it('takes one tap a note, two where the disposition is wrong, and at most 1.2 notifications a call', async function () {
    this.timeout(120_000);
    const before = sent();
    for (let at = 0; at < CALLS; at += 1) {
      const note = await noteOf(at);
      const isWrong = at >= CALLS - WRONG_DISPOSITION;
      if (isWrong) open(note, 'dispositions');
      const reply = await tap(note, isWrong ? 'Approve as: Complaint' : 'Approve');
      assert.match(reply, /Approved/);
      now = new Date(now.getTime() + 5 * 60_000);
    }

    const list = await house.say('notes');

    const notifications = sent() - before;
    assert.equal(taps, CALLS + WRONG_DISPOSITION);
    assert.match(list.text ?? '', /No note waits|is approved/);
    assert.ok(notifications <= CALLS * MOST_NOTIFICATIONS_PER_CALL, `${notifications} notifications`);
    assert.ok(notifications >= CALLS, 'each call is told once');
    for (let at = 0; at < CALLS; at += 1) {
      const [contact, ...others] = await house.ports.crm.recentContacts(`C-${at}`, 10);
      assert.deepEqual(others, []);
      assert.match(contact?.summary ?? '', at >= CALLS - WRONG_DISPOSITION ? /^Complaint/ : /^(?!Complaint)/);
    }
  });

  /** Messages that are new in a chat; what is brought up to date in place makes no noise. */
  function sent(): number {
    return house.connector.calls.filter(
      ({ method, body }) => method === 'POST' && (body as { type?: string } | undefined)?.type === 'message',
    ).length;
  }
});

/** A name of letters alone, so that it is no figure of the call. */
function names(at: number): string {
  return `${String.fromCharCode(65 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}lder`;
}
