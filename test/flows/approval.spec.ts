import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import type { Agent } from '../../src/domain/agent.ts';
import { CrmUnavailable, type NoteOutcome } from '../../src/ports/crm.ts';
import { CannotDownload } from '../../src/ports/fileDownloads.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { type CardPart, partsOf, partsOfType, shownTexts } from '../support/cardParts.ts';
import type { WireActivity } from '../support/connector.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const sue: Agent = { agentId: randomUUID(), name: 'Sue Park', roles: ['supervisor'], groups: [] };
const nia: Agent = { agentId: randomUUID(), name: 'Nia Hughes', roles: [], groups: [] };
const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };
const TRANSCRIPT = [
  'Agent: Good morning, this is Ada, how can I help?',
  'Customer: Hello, my bill is eight pounds too high this month.',
  'Agent: I see. That was a roaming charge we took by mistake.',
  'Customer: I was rather angry when I saw it.',
  'Agent: I have credited eight pounds to your account.',
  'Customer: Thank you, that is great.',
  'Agent: I will call you back on Monday to make sure it arrived.',
].join('\n');
const DISPOSITIONS = 'Billing corrected; Complaint; Information given';

describe('approval of after-call notes', () => {
  let house: House;
  let now: Date;
  let crmFault: Error | undefined;
  beforeEach(async () => {
    now = new Date('2026-11-21T14:02:00Z');
    crmFault = undefined;
    house = await open();
  });
  afterEach(() => house.close());

  const open = async (over: Parameters<typeof startHouse>[0] = {}): Promise<House> => {
    const opened = await startHouse({
      people: [anAgent, ben, sue, nia],
      clock: { now: () => now },
      environment: { DISPOSITIONS },
      outboxEveryMs: 20,
      callsEveryMs: 60_000,
      ...over,
    });
    const { crm } = opened.ports;
    const { writeNote } = crm;
    crm.writeNote = (note, signal): Promise<NoteOutcome> =>
      crmFault === undefined ? writeNote(note, signal) : Promise.reject(crmFault);
    await opened.ports.customers.save(margaret, 'import');
    await opened.say('hi');
    return opened;
  };
  const call = async (over: object = {}): Promise<WireActivity> => {
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, ...over }));
    return house.connector.nextMessage();
  };
  const end = (over: object = {}) =>
    postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString(), ...over });
  /** A call with Margaret that has just ended. */
  const aCall = async (): Promise<void> => {
    await call({ customerId: 'C-1001' });
    await end();
    await house.connector.nextMessage();
  };
  /** The answer; messages of calls and cards brought up to date may still be on their way. */
  const say = async (text: string, over: Partial<IncomingActivity> = {}): Promise<WireActivity> => {
    let message = await house.say(text, over);
    while (/on the line|has ended|cannot place|is approved/.test(message.text ?? '')) {
      message = await house.connector.nextMessage();
    }
    return message;
  };
  const paste = (text = TRANSCRIPT, over: Partial<IncomingActivity> = {}) => say(text, over);
  const press = async (data: object, over: Partial<IncomingActivity> = {}): Promise<string> => {
    const { verb, ...rest } = data as { verb?: string };
    const value = { action: { type: 'Action.Execute', verb, data: rest } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over }))).body;
  };
  const contacts = () => house.ports.crm.recentContacts('C-1001', 10);
  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const approvals = async (result: string) =>
    (await Array.fromAsync(house.ports.audit.rows(new Date(0)))).filter(
      (row) => row.action === 'approval' && row.result === result,
    );

  describe('from a pasted transcript', () => {
    it('takes one tap to the CRM, and the next call of this customer shows the note', async () => {
      await aCall();
      const message = await paste();
      const taps = [approveOf(message)];
      for (const tap of taps) await press(tap);

      const written = await contacts();
      await postEvents(
        house,
        aCallStart({ callId: 'call-2', at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }),
      );
      const next = await nextWith(/Last contacts/);

      assert.match(message.text ?? '', /note on your call with Margaret Hale is ready/);
      assert.equal(taps.length, 1);
      assert.equal(written.length, 1);
      assert.match(written[0]?.summary ?? '', /Issue: .*eight pounds|Issue: .*£?8/i);
      assert.match(JSON.stringify(next), /Last contacts.*(eight pounds|£8|8 pounds)/i);
      assert.equal((await approvals('done')).length, 1);
      assert.equal((await house.ports.audit.verify()).firstBad, undefined);
    });

    it('says in the reply to the tap that the note is in the CRM, and on the card where it stands', async () => {
      await aCall();
      const message = await paste();

      const reply = await press(approveOf(message));
      const update = await nextWith(/in the CRM since/);

      assert.match(reply, /Approved and in the CRM since \d\d:\d\d/);
      assert.match(update.text ?? '', /is approved/);
      assert.deepEqual(partsOfType(cardOf(update), 'Action.Execute'), []);
    });

    it('shows what proves each sentence, and offers the company’s dispositions', async () => {
      await aCall();

      const card = cardOf(await paste());

      assert.ok(shownTexts(card).some((text) => text.startsWith('Customer: “Hello, my bill is eight pounds too high')));
      for (const name of DISPOSITIONS.split('; ')) assert.match(JSON.stringify(card), new RegExp(name));
    });

    it('writes another disposition and a corrected sentence when the agent changes them', async () => {
      await aCall();
      const message = await paste();

      await press({ ...approveOf(message), disposition: 'Complaint', issue: 'Charged £8 for roaming by mistake.' });

      const [contact] = await contacts();
      assert.match(contact?.summary ?? '', /^Complaint\nIssue: Charged £8 for roaming by mistake\.\n/);
      assert.match(contact?.summary ?? '', /Disposition: Complaint/);
    });

    it('takes two taps with another disposition: open the list, approve with it', async () => {
      await aCall();
      const card = cardOf(await paste());

      const opens = partsOf(card).filter((part) => JSON.stringify(part.selectAction ?? {}).includes('dispositions'));
      const tap = partsOfType(card, 'Action.Execute').find(({ title }) => title === 'Approve as: Complaint');
      const reply = await press(tap?.data ?? {});

      assert.equal(opens.length, 1);
      assert.match(reply, /in the CRM since/);
      assert.match((await contacts())[0]?.summary ?? '', /^Complaint\n/);
    });

    it('keeps what the agent changed beside what was drafted, with the number of words', async () => {
      await aCall();
      const message = await paste();
      const { draftId } = approveOf(message);

      const reply = await press({ ...approveOf(message), actions: 'Agent: Call back on Tuesday' });

      const { content } = (await house.ports.drafts.find(String(draftId))) ?? assert.fail();
      assert.match(reply, /Words changed: .{0,200}\d/);
      assert.ok((content.editDistance ?? 0) > 0);
      assert.match(content.earlier?.[0]?.written.actions.join() ?? '', /Monday/);
    });

    it('counts no change where the agent made none', async () => {
      await aCall();
      const message = await paste();

      await press(approveOf(message));

      const draft = await house.ports.drafts.find(String(approveOf(message).draftId));
      assert.deepEqual([draft?.content.editDistance, draft?.content.earlier], [0, undefined]);
    });

    it('is drafted anew with agent and customer swapped where they were guessed, in one tap', async () => {
      await aCall();
      const guessed = TRANSCRIPT.replaceAll('Agent:', 'Speaker 1:').replaceAll('Customer:', 'Speaker 2:');
      const first = await paste(`WEBVTT\n\n${guessed.split('\n').map(cue).join('\n\n')}`);
      const swap = tapsOf(first).find(({ verb }) => verb === 'swapSpeakers') ?? assert.fail('nothing to swap');

      const reply = await press(swap);
      const twice = await press(swap);

      assert.match(reply, /Customer: “(?:Good morning|I see|I have credited|I will call)/);
      assert.match(twice, /has changed since this card was drawn/);
      assert.match(await press(approveOf(first)), /has changed since/);
    });

    it('writes no disposition that is not the company’s, and cuts nothing silently', async () => {
      await aCall();
      const message = await paste();

      const long = await press({ ...approveOf(message), issue: 'x'.repeat(5000) });
      const empty = await press({ ...approveOf(message), issue: ' ', resolution: '', actions: '\n' });
      await press({ ...approveOf(message), disposition: 'Give me a refund' });

      assert.match(long, /too long/);
      assert.match(empty, /is empty/);
      const [contact, ...others] = await contacts();
      assert.deepEqual(others, []);
      assert.doesNotMatch(contact?.summary ?? '', /refund/);
    });

    it('belongs to the call that ended, never to one that goes on', async () => {
      await call({ callId: 'live', customerId: 'C-1001' });

      const message = await paste();
      const reply = await press(approveOf(message));

      assert.match(message.text ?? '', /The note on your call is ready/);
      assert.match(reply, /There is no customer to write this note to/);
      assert.deepEqual(await contacts(), []);
    });

    it('is written to the customer who was found out after it was drafted', async () => {
      await call();
      await end();
      await house.connector.nextMessage();
      const message = await paste();
      await house.ports.leases.identify('call-1', 'C-1001');

      await press(approveOf(message));

      assert.equal((await contacts()).length, 1);
    });

    it('is drafted anew when pasted again, and the older card says so', async () => {
      await aCall();
      const older = await paste();
      const newer = await paste(TRANSCRIPT.replaceAll('eight', 'nine'));

      const stale = await press(approveOf(older));
      const fresh = await press(approveOf(newer));

      assert.match(stale, /has changed since this card was drawn/);
      assert.match(fresh, /in the CRM since/);
      assert.equal((await contacts()).length, 1);
    });

    it('is not made of a question, a greeting or a list', async () => {
      for (const text of ['my customer said: I want to cancel', 'hello', 'Note: a\nDate: b\nTime: c']) {
        await say(text);
      }

      assert.deepEqual(await house.ports.drafts.unapproved(undefined, 10), []);
    });
  });

  describe('from the call platform', () => {
    const utterances = TRANSCRIPT.split('\n').map((line) => {
      const [speaker = '', text = ''] = line.split(': ');
      return { speaker: speaker.toLowerCase(), text };
    });

    it('turns the one message of the call into the note, without another notification', async () => {
      await call({ customerId: 'C-1001' });

      await end({ transcript: { utterances } });
      const message = await nextWith(/ready to approve/);
      await press(approveOf(message));
      await nextWith(/in the CRM since/);

      const sent = house.connector.calls.filter(
        ({ method, body }) => method === 'POST' && /Margaret/.test(JSON.stringify(body)),
      );
      assert.equal(sent.length, 1);
      assert.equal((await contacts()).length, 1);
    });

    it('makes one draft of an event told twice', async () => {
      await call({ customerId: 'C-1001' });

      for (let told = 0; told < 3; told += 1) await end({ transcript: { utterances } });

      assert.equal((await house.ports.drafts.unapproved(undefined, 10)).length, 1);
    });

    it('keeps nothing of a call that no agent has taken, and says so', async () => {
      await postEvents(house, aCallStart({ callId: 'theirs', setting: 'subscriber', at: now.toISOString() }));

      const reply = await end({ callId: 'theirs', transcript: { utterances } });

      assert.match(reply.body.rejected?.[0]?.problem ?? '', /no agent has taken this call/);
      assert.deepEqual(await house.ports.drafts.unapproved(undefined, 10), []);
    });

    it('names a transcript it cannot read, and ends the call all the same', async () => {
      await call({ customerId: 'C-1001' });

      const reply = await end({ transcript: { utterances: [{ nothing: 1 }] } });

      assert.match(reply.body.rejected?.[0]?.problem ?? '', /^transcript cannot be read/);
      assert.notEqual((await house.ports.leases.find('call-1'))?.endedAt, undefined);
    });
  });

  describe('from a file', () => {
    const file = (downloadUrl: unknown) => ({
      text: '',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'call.txt',
          content: { downloadUrl, uniqueId: 'x', fileType: 'txt' },
        },
      ],
    });

    it('drafts the note of the call that ended', async () => {
      house.ports.files.download = () => Promise.resolve(Buffer.from(TRANSCRIPT));
      await aCall();

      const message = await say('', file('https://contoso.sharepoint.com/call.txt'));

      assert.match(message.text ?? '', /Margaret Hale is ready/);
    });

    it('says in one sentence that a file cannot be fetched or read', async () => {
      const elsewhere = await say('', file('https://evil.example/call.txt'));
      house.ports.files.download = () => Promise.resolve(Buffer.from('%PDF-1.7'));
      const pdf = await say('', file('https://contoso.sharepoint.com/call.pdf'));
      house.ports.files.download = () => Promise.reject(new CannotDownload('too-slow'));
      const slow = await say('', file('https://contoso.sharepoint.com/call.txt'));

      assert.match(elsewhere.text ?? '', /could not fetch this file/);
      assert.match(pdf.text ?? '', /This is a PDF/);
      assert.match(slow.text ?? '', /could not fetch this file/);
    });
  });

  describe('by people who may not', () => {
    it('is refused to another agent, a supervisor, somebody without a role, in a channel and from another tenant', async () => {
      await aCall();
      const tap = approveOf(await paste());
      await say('hi', chatOf('ben', ben));

      const replies = [
        await press(tap, chatOf('ben', ben)),
        await press(tap, chatOf('sue', sue)),
        await press(tap, chatOf('nia', nia)),
        await press(tap, { conversation: { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' } }),
        await press(tap, { channelData: { tenant: { id: 'another' } } }),
        await press({ ...tap, verb: 'redraftNote', wish: 'shorter' }, chatOf('ben', ben)),
      ];
      await say('notes', chatOf('nia', nia));
      await paste(TRANSCRIPT, chatOf('nia', nia));

      for (const reply of replies) {
        assert.match(reply, /Only the agent of this call|for those who talk to customers/);
        assert.doesNotMatch(reply, /Margaret|pounds/);
      }
      assert.deepEqual(await contacts(), []);
      assert.equal((await approvals('refused')).length, 2);
      const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
      assert.deepEqual(
        rows.filter(({ action }) => action === 'refusal').map(({ what, reason }) => [what.split(' ')[0], reason]),
        [
          ['approveNote', 'role'],
          ['approveNote', 'other-place'],
          ['approveNote', 'other-place'],
          ['redraftNote', 'not-yours'],
          ['notes', 'role'],
          ['transcript', 'role'],
        ],
      );
    });

    it('is refused for a tampered button, and nothing is written', async () => {
      await aCall();
      const tap = approveOf(await paste());

      const replies = [
        await press({ ...tap, nonce: 'guessed' }),
        await press({ ...tap, version: 2 }),
        await press({ ...tap, draftId: 'another' }),
        await press({ ...tap, draftId: { $gt: '' } }),
        await press({ ...tap, customerId: 'C-9', issue: ['x'] }),
      ];

      assert.match(replies[0] ?? '', /has changed since/);
      assert.match(replies[1] ?? '', /has changed since/);
      assert.match(replies[2] ?? '', /no longer have this note/);
      assert.match(replies[3] ?? '', /Only the agent of this call/);
      assert.match(replies[4] ?? '', /Only the agent of this call/);
      assert.deepEqual(await contacts(), []);
    });
  });

  it('has one effect after twenty taps at once, and the others say what happened', async () => {
    await aCall();
    const tap = approveOf(await paste());

    const replies = await Promise.all(Array.from({ length: 20 }, () => press(tap)));

    assert.equal(replies.filter((reply) => /was approved already/.test(reply)).length, 19);
    assert.equal((await contacts()).length, 1);
    assert.equal((await approvals('done')).length, 1);
  });

  it('says why the note is not in the CRM yet, and when it is', async () => {
    await aCall();
    const tap = approveOf(await paste());
    crmFault = new CrmUnavailable('It is asked too much.', { status: 429, waitMs: 60_000 });

    const reply = await press(tap);
    crmFault = undefined;
    now = new Date(now.getTime() + 120_000);
    const update = await nextWith(/in the CRM since/);

    assert.match(reply, /not in the CRM yet: it is busy/);
    assert.match(update.text ?? '', /is approved/);
    assert.equal((await contacts()).length, 1);
  });

  describe('notes nobody approved', () => {
    it('are listed when asked for, and can be approved from there', async () => {
      await aCall();
      await paste();

      const list = await say('notes');
      await press(tapsOf(list)[0] ?? {});
      const shown = await house.connector.nextMessage();
      await press(approveOf(shown));

      const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
      const { draftId } = tapsOf(list)[0] ?? {};
      assert.equal(rows.filter(({ what }) => what === `note ${String(draftId)}`).length, 2);
      assert.equal(list.text, '1 note waits for approval.');
      assert.equal((await say('notes')).text, 'No note waits for approval.');
      assert.equal((await contacts()).length, 1);
    });

    it('are shown to a supervisor to read, which is audited, and to no other agent', async () => {
      await aCall();
      await paste();

      const bens = await say('notes', chatOf('ben', ben));
      const sues = await say('notes', chatOf('sue', sue));
      await press(tapsOf(sues)[0] ?? {}, chatOf('sue', sue));
      const shown = await house.connector.nextMessage();

      assert.match(bens.text ?? '', /No note/);
      assert.match(JSON.stringify(sues), /Ada Lindqvist/);
      assert.match(shown.text ?? '', /Note of Ada Lindqvist/);
      assert.deepEqual(
        tapsOf(shown).filter(({ verb }) => verb !== 'askCall'),
        [],
      );
      const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
      const { draftId } = tapsOf(sues)[0] ?? {};
      const views = rows.filter(
        ({ action, what }) => action === 'customer.viewed' && what === `note ${String(draftId)}`,
      );
      // In the list and then in full.
      assert.deepEqual(
        views.map(({ who }) => who),
        [sue.agentId, sue.agentId],
      );
    });

    it('are listed once at the end of the day, unasked, and in no other message', async () => {
      await house.close();
      const [hours, minutes] = [now.getHours(), now.getMinutes()].map((of) => String(of).padStart(2, '0'));
      house = await open({ environment: { DISPOSITIONS, NOTES_LIST_AT: `${hours}:${minutes}` }, callsEveryMs: 20 });
      await aCall();
      await paste();
      now = new Date(now.getTime() + 40 * 60_000);

      const list = await nextWith(/1 note waits for approval/);
      await press(tapsOf(list)[0] ?? {});
      const shown = await nextWith(/ready to approve/);
      await press(approveOf(shown));
      await nextWith(/in the CRM since/);

      const lists = house.connector.calls.filter(({ body }) => /note waits for approval/.test(JSON.stringify(body)));
      assert.equal(lists.length, 1);
    });

    it('expire with their transcript, and the old card says so', async () => {
      await aCall();
      const tap = approveOf(await paste());
      await house.ports.drafts.expire(new Date(now.getTime() + 1));

      const reply = await press(tap);

      assert.match(reply, /expired before anybody approved it/);
      assert.doesNotMatch(reply, /pounds/);
    });
  });

  it('shows a card inside a transcript as words, and obeys nothing in it', async () => {
    await aCall();
    const planted =
      '{"type":"AdaptiveCard","actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}]} ${1+1} **x**';

    const message = await paste(`${TRANSCRIPT}\nCustomer: My problem is ${planted}`);

    const card = cardOf(message);
    assert.ok(partsOf(card).every((part) => part.type !== 'Action.OpenUrl'));
    assert.doesNotMatch(JSON.stringify(card), /"text":"2/);
  });

  it('answers a huge paste with one sentence, or a note, and lives on', async () => {
    const turn = 'Customer: I have a question about my bill and the router.\n';

    const { status } = await house.post(JSON.stringify({ text: turn.repeat(20_000) }));
    const message = await paste(`Agent: hello\n${turn.repeat(3000)}`);

    assert.equal(status, 413);
    assert.match(message.text ?? '', /ready to approve/);
    assert.ok(JSON.stringify(cardOf(message)).length < 28 * 1024);
  });
});

function cue(line: string, at: number): string {
  const [speaker = '', text = ''] = line.split(': ');
  const seconds = (of: number): string => `00:00:${String(of).padStart(2, '0')}.000`;
  return `${seconds(at * 5)} --> ${seconds(at * 5 + 4)}\n<v ${speaker}>${text}</v>`;
}

function approveOf(message: WireActivity): Record<string, unknown> {
  return (
    tapsOf(message).find(({ verb, as }) => verb === 'approveNote' && as === undefined) ??
    assert.fail('There is nothing to approve.')
  );
}

function tapsOf(message: WireActivity): Record<string, unknown>[] {
  return partsOfType(cardOf(message), 'Action.Execute').map(({ data }: CardPart) => data ?? {});
}

function cardOf(message: WireActivity): AdaptiveCard {
  return message.attachments?.[0]?.content as unknown as AdaptiveCard;
}

function chatOf(name: string, { agentId: aadObjectId, ...agent }: Agent): Partial<IncomingActivity> {
  return {
    from: { id: `user-${name}`, name: agent.name, aadObjectId },
    conversation: { id: `personal-${name}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}
