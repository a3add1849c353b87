import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/adapters/sql/openDatabase.ts';
import type { Agent } from '../../src/domain/agent.ts';
import { discloseCustomer, forgetCustomer, type StoreReport } from '../../src/guards/customerRights.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { ConnectorCall, WireActivity } from '../support/connector.ts';
import { describeOnDatabases, type FreshDatabase } from '../support/databases.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent', 'supervisor'], groups: [] };
const margaret = {
  ...{ customerId: 'C-90210', name: 'Margaret Halewood', phone: '+44 7700 900101', accountNumber: 'ACC-7710010' },
  ...{ address: '4 Orchard Row, Leeds LS6 3AB', email: 'm.hale@old.example', plan: 'Unlimited' },
};
const owen = { customerId: 'C-1004', name: 'Owen Price', phone: '07700 900101' };
/** Everything that tells who she is, as texts write it. */
const TRACES = /C-90210|Margaret|Halewood|900101|7710010|771 0010|Orchard|m\.hale@old|tumbledown/i;
const utterances = [
  { speaker: 'agent', text: 'Good morning, how can I help?' },
  { speaker: 'customer', text: 'My tumbledown bill is too high.' },
  { speaker: 'agent', text: 'I have credited eight pounds to your account.' },
  { speaker: 'customer', text: 'Thank you, that is great.' },
];

describeOnDatabases((name, fresh) => {
  describe(`a customer who is forgotten: ${name}`, () => {
    let place: FreshDatabase;
    let house: House;
    beforeEach(async () => {
      place = await fresh();
      house = await startHouse({ place, documents: phoneCompany, people: [anAgent, ben], callsEveryMs: 50 });
      await house.ports.customers.save(margaret, 'import');
      await house.say('hi');
      await house.say('hi', asBen);
    });
    afterEach(async () => {
      await house.close();
      await place.remove();
    });

    const asBen: Partial<IncomingActivity> = {
      from: { id: 'user-ben', name: ben.name, aadObjectId: ben.agentId },
      conversation: { id: 'personal-ben', conversationType: 'personal', tenantId: 'tenant' },
    };
    const nextWith = async (text: RegExp): Promise<WireActivity> => {
      let message = await house.connector.nextMessage();
      while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
      return message;
    };
    const press = (verb: string, data: object, from: Partial<IncomingActivity> = {}) => {
      const value = { action: { type: 'Action.Execute', verb, data } };
      return house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...from }));
    };
    const call = async (over: object): Promise<void> => {
      await postEvents(house, aCallStart({ agentId: anAgent.agentId, ...over }));
      await nextWith(/on the line|customers share/);
    };
    const end = async (callId: string): Promise<void> => {
      const at = new Date().toISOString();
      await postEvents(house, { type: 'call.ended', callId, at, transcript: { utterances } });
      await nextWith(/ready to approve/);
    };
    const forget = async (customerId: string): Promise<StoreReport[]> =>
      (await forgetCustomer({ customerId, who: 'operator', correlationId: 'run' }, house.ports)).stores;
    /** Every row of every table but the audit log's, which keeps the customer's number for its time. */
    const everyRow = async (): Promise<Map<string, string[]>> => {
      const database = await openDatabase({ databaseIdentity: undefined, ...place, dataKeys: [] });
      // Other tests keep tables of their own in other schemas of the same server.
      const own = /search_path=(\w+)/.exec(decodeURIComponent(place.databaseUrl ?? ''))?.[1];
      const schema = (await database.read((tables) => tables.introspection.getTables())).filter(
        (one) => own === undefined || one.schema === own,
      );
      const rows = new Map<string, string[]>();
      for (const { name: table } of schema.filter(({ name: of }) => !of.startsWith('audit_'))) {
        const all = await database.read((tables) =>
          tables
            .selectFrom(table as 'answers')
            .selectAll()
            .execute(),
        );
        rows.set(
          table,
          all.map((row) => JSON.stringify(row)),
        );
      }
      await database.close();
      return rows;
    };
    const told = async (): Promise<string[]> =>
      [...(await everyRow())].flatMap(([table, rows]) => (rows.some((row) => TRACES.test(row)) ? [table] : []));

    it('stands in no table any more, whatever happened before', async () => {
      await call({ callId: 'call-done', customerId: margaret.customerId });
      await house.say('does she owe us anything for the tumbledown extension');
      await house.say('what about account acc 771 0010', asBen);
      await house.say('who lives at 4 Orchard Row', asBen);
      await end('call-done');
      await house.ports.awaited.add({
        ...{ callId: 'call-live', kind: 'transcript', address: 'https://calls.example/Margaret' },
        ...{ at: new Date(), since: new Date() },
      });
      await call({ callId: 'call-live', customerId: margaret.customerId });
      const risky = { level: 'warn', score: 0.99, alertTurn: 1, turns: 2, signals: [], queue: '' } as const;
      const entry = { at: new Date(), who: 'earpiece', action: 'alert', what: 'call', result: 'done' } as const;
      await house.ports.alerts.raise(
        { ...risky, callId: 'call-live' },
        { at: new Date(), mode: 'live', places: [], entry: { ...entry, correlationId: 'call-live' } },
      );
      const sms = {
        messageId: 'sms-1',
        purpose: 'code-phrase',
        callId: 'call-live',
        level: '',
        at: new Date(),
      } as const;
      await house.ports.smsOutbox.add(
        {
          ...sms,
          what: { kind: 'send', to: '+447700900101', text: 'It is us.', expiresAt: new Date(Date.now() + 60_000) },
        },
        { at: new Date(), who: 'ada', action: 'sms', what: 'sms', result: 'begun', correlationId: 'call-live' },
      );
      const before = await told();

      const reports = await forget(margaret.customerId);

      assert.ok(before.length >= 7, before.join());
      assert.deepEqual(await told(), []);
      assert.equal(reports.find(({ store }) => store === 'sms')?.rows, 1);
    });

    it('leaves the messages that showed them, wherever they stand', async () => {
      await call({ callId: 'call-1', customerId: margaret.customerId });
      await house.say('what is her plan');
      await end('call-1');
      const draftId = (await house.ports.drafts.ofCall('call-1'))?.draftId;
      await press('showNote', { draftId }, asBen);
      await nextWith(/Halewood/);
      await house.say('notes', asBen);
      await house.say('what did the customer say about the bill in the call');

      await forget(margaret.customerId);

      const isTold = ({ body }: ConnectorCall) => TRACES.test(JSON.stringify(body));
      const shown = house.connector.calls.filter(isTold).length;
      while ((await house.ports.shown.forgotten()).length > 0) await sleep(20);
      // The call with its note, an answer, Ben's copy of the note, his list, and what the customer said.
      const emptied = house.connector.calls.filter(({ body }) => /had to be deleted/.test(body.text ?? ''));
      assert.equal(new Set(emptied.map(({ path }) => path)).size, 5);
      assert.ok(emptied.every(({ method, body }) => method === 'PUT' && body.attachments === undefined));
      assert.equal(house.connector.calls.filter(isTold).length, shown);
    });

    it('is taken off the message of a call, and off an answer, that is on its way meanwhile', async () => {
      const { crm, answers } = house.ports;
      const { sentAs } = answers;
      crm.recentContacts = async () => {
        await forget(margaret.customerId);
        return [];
      };
      await postEvents(
        house,
        aCallStart({ callId: 'call-1', agentId: anAgent.agentId, customerId: margaret.customerId }),
      );
      await nextWith(/had to be deleted/);

      crm.recentContacts = () => Promise.resolve([]);
      await house.ports.customers.save(margaret, 'import');
      await call({ callId: 'call-3', customerId: margaret.customerId });
      answers.sentAs = async (...sent) => {
        await forget(margaret.customerId);
        return sentAs(...sent);
      };
      await house.say('what is her plan');

      await nextWith(/had to be deleted/);
      const emptied = house.connector.calls.filter(({ body }) => /had to be deleted/.test(body.text ?? ''));
      assert.ok(emptied.every(({ method }) => method === 'PUT'));
      assert.deepEqual(await told(), []);
    });

    it('takes no call of somebody else along, nor tells of it, once it is known whose it is', async () => {
      await house.ports.customers.save(owen, 'import');
      await call({ callId: 'call-2', phone: '07700900101' });
      await press('chooseCaller', { callId: 'call-2', customerId: owen.customerId });

      const { stores: disclosed } = await discloseCustomer(
        { customerId: margaret.customerId, who: 'operator', correlationId: 'run' },
        house.ports,
      );
      await forget(margaret.customerId);

      assert.doesNotMatch(JSON.stringify(disclosed.filter(({ store }) => store === 'calls')), /call-2/);
      const kept = await house.ports.leases.find('call-2');
      assert.deepEqual([kept?.customerId, kept?.candidates], [owen.customerId, [owen.customerId]]);
    });
  });
});
