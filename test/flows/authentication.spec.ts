import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Entra, startEntra, type TokenChanges } from '../support/entra.ts';
import { identityEndpoint } from '../support/identityEndpoint.ts';
import { phoneCompany } from '../support/documents.ts';
import { aMessage, type House, type IncomingActivity, startHouse } from '../support/house.ts';

describe('a registered bot', () => {
  let entra: Entra;
  let house: House;
  before(async () => {
    entra = await startEntra();
    house = await startHouse({
      documents: phoneCompany,
      environment: entra.environment,
      cloud: entra.cloud,
      authorization: (serviceUrl) => `Bearer ${entra.channelToken(serviceUrl)}`,
    });
  });
  after(async () => {
    await house.close();
    await entra.close();
  });

  const inTenant = (over: Partial<IncomingActivity> = {}): IncomingActivity =>
    aMessage(house.connector.url, {
      text: 'what does unlimited cost',
      channelData: { tenant: { id: entra.tenantId } },
      ...over,
    });
  const withToken = (changes: TokenChanges, over: Partial<IncomingActivity> = {}) =>
    house.post(inTenant(over), { authorization: `Bearer ${entra.channelToken(house.connector.url, changes)}` });
  const quietly = { status: 401, body: '{"error":"Not authenticated."}' };

  it('answers Teams, proving who it is with a token of its managed identity', async () => {
    const reply = await house.post(inTenant());

    const message = await house.connector.nextMessage();
    assert.equal(reply.status, 200);
    assert.match(message.text ?? '', /£25/);
    assert.equal(house.connector.calls.at(-1)?.authorization, 'Bearer bot-token');
    const { asked, broken } = await identityEndpoint();
    assert.ok(asked.includes(entra.botId));
    assert.deepEqual(broken, []);
  });

  for (const [what, changes] of [
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['for another bot', { audience: randomUUID() }],
    ['that has expired', { expiresInSeconds: -3600 }],
    ['that does not hold yet', { notBeforeSeconds: 3600 }],
    ['signed with another key', { key: 'other' }],
    ['signed with a key nobody published', { key: 'unknown' }],
    ['that is not signed', { algorithm: 'none' }],
    ['signed with the public key as a password', { algorithm: 'HS256' }],
    ['for another service URL', { claims: { serviceurl: 'http://127.0.0.1:1/' } }],
    ['without a service URL', { claims: { serviceurl: undefined } }],
  ] as [string, TokenChanges][]) {
    it(`answers 401 to a token ${what}`, async () => {
      const reply = await withToken(changes);

      assert.deepEqual(reply, quietly);
    });
  }

  it('answers 401 to the tokens of an emulator and of another bot, which the SDK lets in or asks more of', async () => {
    const tenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db';
    const emulator = await withToken({
      issuer: `https://sts.windows.net/${tenant}/`,
      claims: { ver: '1.0', appid: entra.botId },
    });
    const otherBot = await withToken({
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      claims: { ver: '2.0', azp: randomUUID() },
    });

    assert.deepEqual([emulator, otherBot], [quietly, quietly]);
  });

  for (const [what, authorization] of [
    ['nothing', ''],
    ['no scheme', 'abc.def.ghi'],
    ['a word', 'Bearer x'],
    ['three words', 'Bearer a b'],
    ['a password', 'Basic YTpi'],
    ['half a token', 'Bearer eyJhbGciOiJSUzI1NiJ9.'],
    ['ten kilobytes', `Bearer ${'x'.repeat(10_000)}`],
  ] as const) {
    it(`answers 401 to ${what} instead of a token`, async () => {
      const reply = await house.post(inTenant(), { authorization });

      assert.deepEqual(reply, quietly);
    });
  }

  for (const [what, over] of [
    ['another tenant', { channelData: { tenant: { id: randomUUID() } } }],
    ['no tenant', { channelData: undefined, conversation: { id: 'c', conversationType: 'personal' } }],
    ['another service host', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
    ['the channel that switches to other checks', { channelId: 'AseChannel' }],
    ['the emulator’s channel', { channelId: 'emulator' }],
  ] as [string, Partial<IncomingActivity>][]) {
    it(`answers 403 to ${what}, whatever the token`, async () => {
      const reply = await withToken({}, over);

      assert.deepEqual(reply, { status: 403, body: '{"error":"Not allowed here."}' });
    });
  }

  it('writes neither tokens nor what they were refused for to people, and no token to the log', () => {
    assert.doesNotMatch(JSON.stringify(house.logged), /eyJ|bot-token/);
    assert.deepEqual(entra.broken, []);
  });
});
