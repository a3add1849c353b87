import assert from 'node:assert/strict';
import { CannotDownload } from '../../src/ports/fileDownloads.ts';
import type { TranscribeRecording } from '../../src/ports/transcribeRecording.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';

const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };
const TRANSCRIPT = [
  'Agent: Good morning, this is Ada, how can I help?',
  'Customer: Hello, my bill is eight pounds too high this month.',
  'Agent: I have credited eight pounds to your account.',
  'Customer: Thank you, that is great.',
].join('\n');
const ADDRESS = 'https://calls.contoso.com/1?sig=secret';

describe('transcripts and recordings that a call platform names', () => {
  let house: House;
  let now: Date;
  let asked: string[];
  let there: () => Promise<Uint8Array>;
  let transcribe: TranscribeRecording | undefined;
  beforeEach(async () => {
    now = new Date('2026-11-21T14:02:00Z');
    asked = [];
    there = () => Promise.resolve(Buffer.from(TRANSCRIPT));
    transcribe = undefined;
    const download = (address: string) => {
      asked.push(address);
      return there();
    };
    house = await startHouse({
      clock: { now: () => now },
      environment: { TRANSCRIPT_HOSTS: 'calls.contoso.com' },
      filesEveryMs: 10,
      ports: { callFiles: { transcript: { download }, recording: { download } }, transcribe: undefined },
    });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await house.connector.nextMessage();
  });
  afterEach(() => house.close());

  const end = (over: object) =>
    postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString(), ...over });
  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const problems = async (over: object): Promise<string> => {
    const { body } = await end(over);
    return body.rejected?.[0]?.problem ?? '';
  };

  it('are waited for on the call’s card, which then becomes the note, without another notification', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    there = () => arrived.then(() => Buffer.from(TRANSCRIPT));

    const { body } = await end({ transcript: { url: ADDRESS } });
    const waiting = await nextWith(/waiting for the transcript/);
    arrive();
    const note = await nextWith(/ready to approve/);

    assert.deepEqual(body.rejected, []);
    assert.match(waiting.text ?? '', /has ended/);
    assert.match(JSON.stringify(note), /£8|eight pounds/);
    assert.deepEqual(asked, [ADDRESS]);
    const sent = house.connector.calls.filter(
      ({ method, body: said }) => method === 'POST' && /Margaret/.test(JSON.stringify(said)),
    );
    assert.equal(sent.length, 1);
  });

  it('are fetched again while they are not there, and given up in the end, which the card says', async () => {
    there = () => Promise.reject(new CannotDownload('status'));
    await end({ transcript: { url: ADDRESS } });
    await nextWith(/waiting for the transcript/);
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));

    now = new Date(now.getTime() + 10_000);
    while (asked.length === 1) await new Promise((resolve) => setTimeout(resolve, 5));
    now = new Date(now.getTime() + 25 * 60_000);
    // The platform is late by hours.
    const since = now;
    while ((await house.ports.awaited.find('call-1'))?.state !== 'failed') {
      now = new Date(now.getTime() + 30 * 60_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    assert.ok(now.getTime() - since.getTime() > 5 * 3_600_000);
    assert.ok(asked.length > 2);
    assert.deepEqual(await house.ports.drafts.unapproved(undefined, 10), []);
  });

  it('are given up at once where they are no transcript, and the card says what to do', async () => {
    there = () => Promise.resolve(Buffer.from('%PDF-1.7'));

    await end({ transcript: { url: ADDRESS } });

    assert.match(JSON.stringify(await nextWith(/did not arrive/)), /Paste it here or send it as a file/);
    assert.equal(asked.length, 1);
  });

  it('are fetched from nowhere else, with the reason in the reply and the log, and never the address', async () => {
    for (const url of ['https://evil.example/1', 'http://calls.contoso.com/1', 'https://169.254.169.254/', 'x']) {
      assert.match(
        await problems({ transcript: { url } }),
        /^transcript\.url was not fetched: .*TRANSCRIPT_HOSTS/,
        url,
      );
    }
    assert.match(await problems({ transcript: {} }), /holds neither utterances nor a url/);

    assert.deepEqual(asked, []);
    assert.doesNotMatch(JSON.stringify(house.logged), /evil\.example|secret/);
    assert.ok(house.logged.some(({ message }) => message === 'call events not taken'));
  });

  it('are not fetched of a call that no agent has taken', async () => {
    assert.match(await problems({ callId: 'theirs', transcript: { url: ADDRESS } }), /no agent has taken this call/);

    assert.deepEqual(asked, []);
  });

  it('say in one sentence that nothing puts recordings into words', async () => {
    const problem = await problems({ recording: { url: ADDRESS } });

    assert.match(problem, /^recording was not fetched: nothing here puts recordings into words/);
    assert.deepEqual(asked, []);
  });

  it('leave no address behind once they have arrived', async () => {
    await end({ transcript: { url: ADDRESS } });
    await nextWith(/ready to approve/);

    const again = await end({ transcript: { url: ADDRESS }, at: new Date(now.getTime() + 1).toISOString() });

    assert.deepEqual(again.body.rejected, []);
    assert.deepEqual(asked, [ADDRESS]);
    assert.equal((await house.ports.awaited.find('call-1'))?.state, 'arrived');
  });

  describe('in a chat', () => {
    it('are fetched when a message is nothing but a link to a listed host', async () => {
      const plain = await house.say('https://calls.contoso.com/2');
      const linked = await house.say('<p><a href="https://calls.contoso.com/3?a=1&amp;b=2">the call</a></p>');

      assert.match(plain.text ?? '', /ready to approve/);
      assert.match(linked.text ?? '', /ready to approve/);
      assert.deepEqual(asked, ['https://calls.contoso.com/2', 'https://calls.contoso.com/3?a=1&b=2']);
    });

    it('are fetched only once it is written down who follows which link', async () => {
      const rows = async () =>
        (await Array.fromAsync(house.ports.audit.rows(new Date(0))))
          .filter(({ action }) => action === 'transcript.fetched')
          .map(({ who, result, reason, contentHash }) => [who, result, reason, contentHash !== undefined]);
      let before: unknown;
      there = async () => {
        before = await rows();
        return Buffer.from(TRANSCRIPT);
      };
      await house.say('https://calls.contoso.com/somebody-elses');
      there = () => Promise.reject(new CannotDownload('address'));
      await house.say('https://evil.example/1');

      const { agentId: who } = anAgent;
      assert.deepEqual(before, [[who, 'begun', undefined, true]]);
      assert.deepEqual((await rows()).slice(1), [
        [who, 'done', undefined, true],
        [who, 'begun', undefined, true],
        [who, 'refused', 'address', true],
      ]);
      assert.doesNotMatch(JSON.stringify(await Array.fromAsync(house.ports.audit.rows(new Date(0)))), /somebody-elses/);
    });

    it('are told from other links, and one that leads nowhere is said in one sentence', async () => {
      there = () => Promise.reject(new CannotDownload('address'));
      const elsewhere = await house.say('https://evil.example/1');
      there = () => Promise.reject(new CannotDownload('too-slow'));
      const slow = await house.say('https://calls.contoso.com/1');

      assert.match(elsewhere.text ?? '', /only from places your admin has listed/);
      assert.match(slow.text ?? '', /could not fetch what stands behind this link/);
    });
  });

  describe('where something puts recordings into words', () => {
    it('become a note from the recording', async () => {
      const channels: (number | undefined)[] = [];
      transcribe = ({ agentChannel }) => {
        channels.push(agentChannel);
        const utterances = TRANSCRIPT.split('\n').map((line) => {
          const [speaker, text = ''] = line.split(': ');
          return { speaker: speaker === 'Agent' ? ('agent' as const) : ('customer' as const), text };
        });
        return Promise.resolve({ utterances, warnings: [] });
      };
      await house.close();
      house = await startHouse({
        clock: { now: () => now },
        environment: { TRANSCRIPT_HOSTS: 'calls.contoso.com' },
        filesEveryMs: 10,
        ports: {
          callFiles: { transcript: { download: () => there() }, recording: { download: () => there() } },
          transcribe,
        },
      });
      await house.ports.customers.save(margaret, 'import');
      await house.say('hi');
      await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
      await house.connector.nextMessage();

      await end({ recording: { url: ADDRESS, agentChannel: 1 } });

      assert.match((await nextWith(/ready to approve/)).text ?? '', /Margaret Hale/);
      assert.deepEqual(channels, [1]);
    });
  });
});
