import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import { all } from '../contracts/auditLog.ts';
import { describeOnDatabases, type FreshDatabase } from '../support/databases.ts';
import { aMessage, anAgent, type House, type IncomingActivity, startHouse } from '../support/house.ts';
import { aReadDocument } from '../support/knowledge.ts';

const ROUNDS = 60;

/** A document of its own per round, with a price that stands nowhere else. */
function secretOf(round: number): { document: ReadDocument; question: string; price: RegExp } {
  const name = `Zephyr${round}x`;
  const documentId = `zephyr-${round}`;
  return {
    document: aReadDocument({ documentId, title: name }, `The plan ${name} costs £${7000 + round} a month.`),
    question: `what does ${name} cost a month`,
    price: new RegExp(`£${7000 + round}\\b`),
  };
}

describeOnDatabases((name, fresh) => {
  describe(`two processes on one database: ${name}`, () => {
    let place: FreshDatabase;
    let houses: House[];
    beforeEach(async function () {
      this.timeout(30_000);
      place = await fresh();
      const { databaseUrl, dataDir } = place;
      const shared = databaseUrl === undefined ? { dataDir } : { databaseUrl };
      houses = [
        await startHouse({ place: shared as FreshDatabase, environment: { RATE_PER_MINUTE: '10000' } }),
        await startHouse({ place: shared as FreshDatabase, environment: { RATE_PER_MINUTE: '10000' } }),
      ];
    });
    afterEach(async () => {
      for (const house of houses) await house.close();
      await place.remove();
    });

    const pair = (): [House, House] => houses as [House, House];
    const chat = (round: number): Partial<IncomingActivity> => ({
      conversation: { id: `chat-${round}`, conversationType: 'personal', tenantId: 'tenant' },
    });

    it(`says nothing of a document that the other process has withdrawn a moment ago, ${ROUNDS} times of ${ROUNDS}`, async function () {
      this.timeout(120_000);
      const [one, other] = pair();
      const secrets = Array.from({ length: ROUNDS }, (_, round) => secretOf(round));
      for (const { document } of secrets) await one.ports.knowledge.saveDocument(document);
      await other.ports.index.ready();
      let known = 0;
      let leaked = 0;

      for (const [round, { document, question, price }] of secrets.entries()) {
        const before = await other.say(question, chat(round));
        if (price.test(JSON.stringify(before))) known += 1;
        const { documentId } = document.document;
        // Taken away in every way there is, in turn.
        if (round % 2 === 0) await one.ports.knowledge.removeDocuments([documentId]);
        else await one.ports.knowledge.saveDocument({ ...document, document: { ...document.document, groups: [] } });
        const after = await other.say(question, { ...chat(round), conversation: { ...chat(-round).conversation! } });
        if (price.test(JSON.stringify(after))) leaked += 1;
      }

      assert.deepEqual({ known, leaked }, { known: ROUNDS, leaked: 0 });
    });

    it('answers an activity that reaches both once', async () => {
      const [one, other] = pair();
      await one.ports.knowledge.saveDocument(secretOf(1).document);
      await Promise.all(houses.map(({ ports }) => ports.index.ready()));
      const sent = Array.from({ length: 20 }, (_, round) =>
        aMessage(one.connector.url, { id: randomUUID(), text: secretOf(1).question, ...chat(round) }),
      );

      await Promise.all(sent.flatMap((activity) => [one.post(activity), other.post(activity)]));
      for (const _ of sent) await one.connector.nextMessage();
      for (const house of houses) await house.close();

      assert.equal(one.connector.messages().length, sent.length);
      const rows = await all(sqlAuditLog(await place.open()).rows(new Date(0)));
      assert.equal(rows.filter(({ action }) => action === 'question').length, sent.length);
      houses = [];
    });

    it('keeps one audit chain each, and both verify', async () => {
      const [one, other] = pair();

      await Promise.all([one.say('late payment fee', chat(1)), other.say('late payment fee', chat(2))]);

      const log = sqlAuditLog(await place.open());
      const asked = (await all(log.rows(new Date(0)))).filter(({ action }) => action === 'question');
      assert.deepEqual(
        asked.map(({ who }) => who),
        [anAgent.agentId, anAgent.agentId],
      );
      assert.equal(new Set(asked.map(({ chainId }) => chainId)).size, 2);
      assert.deepEqual({ ...(await log.verify()), rows: 0 }, { rows: 0, chains: 2 });
    });
  });
});
