import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { signCallEvents } from '../../src/telephony/callSignature.ts';
import { launchBrowser } from '../support/browser.ts';
import { startLocal } from '../support/playgroundHouse.ts';
import { openPlayground, type PlaygroundPage } from '../support/playgroundPage.ts';

const CALL_EVENTS_KEY = 'a key that only this test knows';
const TRANSCRIPT = [
  'Agent: Good morning, this is Ada, how can I help?',
  'Customer: Hello, my bill is eight pounds too high this month.',
  'Agent: That was a roaming charge we took by mistake. I have credited eight pounds to your account.',
  'Customer: Thank you, that is great.',
  'Agent: I will call you back on Monday to make sure it arrived.',
].join('\n');

describe('an after-call note, in the Playground page', function () {
  this.timeout(120_000);
  let local: Awaited<ReturnType<typeof startLocal>>;
  let browser: Browser;
  let page: PlaygroundPage;
  let ada: string;
  before(async () => {
    const people = JSON.parse(await readFile(new URL('../../sample/people.json', import.meta.url), 'utf8')) as {
      people: { agentId: string; userId: string }[];
    };
    ada = people.people.find(({ userId }) => userId === 'user-ada')?.agentId ?? '';
    local = await startLocal({ CALL_EVENTS_KEY, DISPOSITIONS: 'Billing corrected; Complaint; Information given' });
    browser = await launchBrowser();
    page = await openPlayground(browser, local.url);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await page.page.screenshot({ path: join(tmpdir(), 'earpiece-note-failed.png'), fullPage: true });
    }
  });
  after(async () => {
    await browser?.close();
    await local?.close();
  });

  const post = async (event: object): Promise<void> => {
    const body = Buffer.from(JSON.stringify({ at: new Date().toISOString(), ...event }));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = { 'x-timestamp': timestamp, 'x-signature': signCallEvents(timestamp, body, CALL_EVENTS_KEY) };
    const response = await fetch(`http://127.0.0.1:${local.process.port}/api/calls`, { method: 'POST', headers, body });
    assert.equal(response.status, 202);
  };
  const start = (callId: string) =>
    post({
      ...{ type: 'call.started', callId, setting: 'contact-centre', direction: 'inbound' },
      ...{ agentId: ada, customerId: 'C-1001' },
    });

  it('is pasted, read, corrected and approved, and stands at the customer’s next call', async () => {
    await page.say('hello');
    await page.sees(/^Hello\. Ask me/);
    await start('e2e-1');
    await page.sees(/Margaret Hale is on the line/);
    await post({ type: 'call.ended', callId: 'e2e-1' });

    await page.say(TRANSCRIPT);
    await page.sees(/note on your call with Margaret Hale is ready/);
    await page.pressCardButton('Correct');
    await page.fillCard('Issue', 'Roaming charge of £8 taken by mistake.');
    await page.pressCardButton('Approve');
    await page.sees(/Approved and in the CRM since/);
    await start('e2e-2');

    await page.sees(/Last contacts/);
    await page.sees(/Roaming charge of £8 taken by mistake/);
  });
});
