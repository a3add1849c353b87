import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { phoneCompany } from '../support/documents.ts';
import { type Entra, type EntraPerson, startEntra } from '../support/entra.ts';
import { aMessage, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const RETENTION = randomUUID();
const ADMINS = randomUUID();
const RESTRICTED = 'what loyalty discount can i offer';
const REMARK = /sign in\\?" to see restricted sources/;

describe('signing in', () => {
  let entra: Entra;
  let house: House;
  let now: Date;
  const rita = { agentId: randomUUID(), name: 'Rita Novak' };
  beforeEach(async () => {
    entra = await startEntra();
    now = new Date();
    house = await startHouse({
      documents: phoneCompany,
      environment: {
        ...entra.environment,
        GROUP_MAP: `retention-team=${RETENTION}`,
        ROLE_MAP: `admin=${ADMINS}`,
        REQUIRE_MFA_ROLES: 'admin',
      },
      cloud: entra.cloud,
      clock: { now: () => now },
      authorization: (serviceUrl) => `Bearer ${entra.channelToken(serviceUrl)}`,
    });
  });
  afterEach(async () => {
    await house.close();
    await entra.close();
  });

  const from = (person: EntraPerson, over: Partial<IncomingActivity> = {}): Partial<IncomingActivity> => ({
    from: { id: `29:${person.agentId}`, name: 'somebody', aadObjectId: person.agentId },
    conversation: { id: `a:${person.agentId}`, conversationType: 'personal', tenantId: entra.tenantId },
    channelData: { tenant: { id: entra.tenantId } },
    ...over,
  });
  const signIn = (person: EntraPerson): void => entra.signIn(`29:${person.agentId}`, entra.userToken(person));
  const say = (person: EntraPerson, text: string, over: Partial<IncomingActivity> = {}) =>
    house.say(text, from(person, over));
  const invoke = (person: EntraPerson, name: string, value: unknown) =>
    house.post(anInvoke(house.connector.url, name, from(person, { value })));
  /** Seconds later, when what was remembered of somebody without a sign-in is forgotten. */
  const wait = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));

  it('is asked for at the welcome, by a card that Teams can answer without the person', async () => {
    const joined = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: 'bot' }] };
    await house.post(aMessage(house.connector.url, from(rita, joined)));
    const hello = await house.connector.nextMessage();
    const card = await house.connector.nextMessage();

    assert.match(hello.text ?? '', /^Hello/);
    assert.equal(card.attachments?.[0]?.contentType, 'application/vnd.microsoft.card.oauth');
    assert.deepEqual(card.attachments?.[0]?.content, {
      text: 'Sign in once, and I can also use the documents that only you and your team may read.',
      connectionName: 'earpiece-sign-in',
      tokenExchangeResource: {
        id: 'exchange-1',
        uri: `api://botid-${entra.botId}`,
        providerId: 'provider-1',
      },
      buttons: [
        {
          type: 'signin',
          title: 'Sign in',
          value: 'https://token.botframework.com/api/oauth/signin?signin=abc',
        },
      ],
    });
    assert.deepEqual(entra.broken, []);
  });

  it('is never a wall: who has not signed in is answered at once, with a quiet remark', async () => {
    const open = await say(rita, 'what does unlimited cost');
    const closed = await say(rita, RESTRICTED);

    assert.match(open.text ?? '', /£25/);
    assert.match(JSON.stringify(open.attachments), REMARK);
    assert.doesNotMatch(JSON.stringify(closed), /Retention playbook|15 %/);
    assert.match(JSON.stringify(closed.attachments), REMARK);
  });

  it('is not remarked on in shared conversations, nor to who has signed in, nor where nothing is restricted', async () => {
    await say(rita, 'hello');
    const channel = { conversation: { id: 'c', conversationType: 'channel', tenantId: entra.tenantId } };
    const shared = await say(rita, 'what does unlimited cost', channel);
    signIn(rita);
    wait(60);
    const known = await say(rita, 'what does unlimited cost');
    for (const document of await house.ports.knowledge.listDocuments()) {
      if (document.groups !== null) await house.ports.knowledge.removeDocuments([document.documentId]);
    }
    await house.ports.index.ready();
    const stranger = await say({ agentId: randomUUID() }, 'what does unlimited cost');

    for (const message of [shared, known, stranger]) {
      assert.match(message.text ?? '', /£25/);
      assert.doesNotMatch(JSON.stringify(message), REMARK);
    }
  });

  it('opens restricted documents from the next question on when Teams exchanges the token by itself', async () => {
    await say(rita, RESTRICTED);
    entra.exchanges.set('teams-token', entra.userToken({ ...rita, groupIds: [RETENTION, randomUUID()] }));

    const value = { id: 'exchange-1', connectionName: 'earpiece-sign-in', token: 'teams-token' };
    const exchanged = await invoke(rita, 'signin/tokenExchange', value);
    const answer = await say(rita, RESTRICTED);

    assert.deepEqual(exchanged, { status: 200, body: '{"id":"exchange-1","connectionName":"earpiece-sign-in"}' });
    assert.match(JSON.stringify(answer), /Retention playbook/);
    assert.equal(house.connector.messages().length, 2);
    assert.deepEqual(entra.broken, []);
  });

  it('has Teams show the button when the token cannot be exchanged, is not ours or makes no sense', async () => {
    await say(rita, 'hello');
    const values = [
      { id: '1', connectionName: 'earpiece-sign-in', token: 'unknown-token' },
      { id: '1', connectionName: 'another-connection', token: 'unknown-token' },
      { id: '1', connectionName: 'earpiece-sign-in', token: 'x'.repeat(30_000) },
      { id: {}, connectionName: 5 },
      null,
      'text',
    ];
    for (const value of values) {
      const reply = await invoke(rita, 'signin/tokenExchange', value);

      assert.equal(reply.status, 412, JSON.stringify(value)?.slice(0, 80));
    }
  });

  it('works by hand through the sign-in page, and says so', async () => {
    await say(rita, 'hello');
    entra.codes.set('123456', entra.userToken({ ...rita, groupIds: [RETENTION] }));

    await invoke(rita, 'signin/verifyState', { state: '123456' });
    const done = await house.connector.nextMessage();
    const answer = await say(rita, RESTRICTED);

    assert.equal(done.text, 'You are signed in as Rita Novak.');
    assert.match(JSON.stringify(answer), /Retention playbook/);
  });

  it('says so when the code of the page is wrong', async () => {
    await say(rita, 'hello');

    for (const value of [{ state: '000000' }, { state: {} }, undefined]) {
      const reply = await invoke(rita, 'signin/verifyState', value);
      const message = await house.connector.nextMessage();

      assert.equal(reply.status, 200);
      assert.match(message.text ?? '', /sign-in did not work/);
    }
  });

  it('counts for the person alone whose token it is', async () => {
    const ben = { agentId: randomUUID() };
    await say(ben, 'hello');
    entra.signIn(`29:${ben.agentId}`, entra.userToken({ ...rita, groupIds: [RETENTION] }));
    wait(60);

    const answer = await say(ben, RESTRICTED);
    const whoami = await say(ben, 'whoami');

    assert.doesNotMatch(JSON.stringify(answer), /Retention playbook/);
    assert.match(whoami.text ?? '', /I do not know you/);
  });

  it('ends within five minutes after the person left the group', async () => {
    await say(rita, 'hello');
    signIn({ ...rita, groupIds: [RETENTION] });
    wait(60);
    const member = await say(rita, RESTRICTED);
    signIn({ ...rita, groupIds: [] });
    wait(301);

    const left = await say(rita, RESTRICTED);

    assert.match(JSON.stringify(member), /Retention playbook/);
    assert.doesNotMatch(JSON.stringify(left), /Retention playbook/);
  });

  it('answers from open documents while the token service is away or hangs', async () => {
    await say(rita, 'hello');
    signIn({ ...rita, groupIds: [RETENTION] });
    for (const fault of [401, 'hang'] as const) {
      entra.faults.set('/api/usertoken', fault);
      wait(400);

      const answer = await say(rita, 'what does unlimited cost');

      assert.match(answer.text ?? '', /£25/);
      assert.match(JSON.stringify(house.logged), /directory unavailable/);
    }
  });

  it('is explained when it is asked for, in German too', async () => {
    const card = await say(rita, 'sign in');
    const german = await say(rita, 'Anmelden', { locale: 'de-DE' });
    const channel = { conversation: { id: 'c', conversationType: 'channel', tenantId: entra.tenantId } };
    const shared = await say(rita, '<at>Earpiece</at> sign in', channel);
    signIn(rita);
    wait(60);
    const already = await say(rita, 'login');

    assert.equal(card.attachments?.[0]?.contentType, 'application/vnd.microsoft.card.oauth');
    assert.match(JSON.stringify(german.attachments), /Melden Sie sich einmal an/);
    assert.equal(shared.text, 'Please sign in within your own chat with me.');
    assert.equal(already.text, 'You are signed in already, as Rita Novak.');
  });

  it('gives a role that demands a second factor only to who proved one', async () => {
    const admin = { ...rita, groupIds: [ADMINS] };
    await say(admin, 'hello');
    signIn(admin);
    wait(60);
    const unproven = await say(admin, 'gaps');
    const whoami = await say(admin, 'whoami');
    signIn({ ...admin, claims: { amr: ['pwd', 'mfa'] } });
    wait(400);

    const proven = await say(admin, 'gaps');

    assert.match(unproven.text ?? '', /asks for a second factor/);
    assert.match(whoami.text ?? '', /\*\*Not in force:\*\* admin: type "sign in"/);
    assert.match(proven.text ?? '', /no open knowledge gaps/);
  });

  it('leaves no token and no secret in log, database or messages', async () => {
    const token = entra.userToken({ ...rita, groupIds: [RETENTION] });
    entra.exchanges.set(token, token);
    await say(rita, 'hello');
    await invoke(rita, 'signin/tokenExchange', { id: '1', connectionName: 'earpiece-sign-in', token });
    await say(rita, RESTRICTED);
    entra.faults.set('/api/usertoken', 500);
    wait(400);
    await say(rita, RESTRICTED);

    const chat = await house.ports.conversations.personalChatOf(rita.agentId);

    const seen = JSON.stringify([house.logged, house.connector.calls.map(({ body }) => body), chat]);
    assert.doesNotMatch(seen, /eyJ|client-secret-canary/);
  });
});

describe('without an app registration', () => {
  it('there is nothing to sign in to, and nothing is said about it', async () => {
    const house = await startHouse({ documents: phoneCompany });

    const asked = await house.say('sign in');
    const help = await house.say('help');

    assert.equal(asked.text, 'There is nothing to sign in to here.');
    assert.doesNotMatch(help.text ?? '', /sign in/);
    await house.close();
  });
});
