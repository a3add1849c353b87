import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataKey } from '../../../src/adapters/sql/atRest.ts';
import type { Database } from '../../../src/adapters/sql/database.ts';
import { CannotOpenText } from '../../../src/adapters/sql/databaseErrors.ts';
import { rekeyTexts } from '../../../src/adapters/sql/rekeyTexts.ts';
import { sqlAnswerLog } from '../../../src/adapters/sql/sqlAnswerLog.ts';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import { sqlCustomerStore } from '../../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlFeedbackStore } from '../../../src/adapters/sql/sqlFeedbackStore.ts';
import { sqlGapStore } from '../../../src/adapters/sql/sqlGapStore.ts';
import { sqlPersonalData } from '../../../src/adapters/sql/sqlPersonalData.ts';
import { anEntry } from '../../contracts/auditLog.ts';
import { describeOnDatabases, type FreshDatabase, freshSqlite } from '../../support/databases.ts';
import { anAnswer } from '../../support/sampleAnswers.ts';

const CANARY = 'kanarienvogel';
const NOON = new Date('2026-11-02T12:00:00.123Z');
const key = (id: string, fill: number): DataKey => ({ id, bytes: Buffer.alloc(32, fill) });
const [OLD, NEW] = [key('2025', 1), key('2026', 2)];

/** Puts the canary wherever people's words and customers' data go. */
async function say(database: Database): Promise<void> {
  await sqlCustomerStore(database).save(
    { customerId: 'C-1', name: `Zoë ${CANARY}`, phone: '+44 20 7946 0011' },
    'import',
  );
  await sqlAnswerLog(database).save({
    ...{ answerId: 'answer-1', conversationId: 'chat', agentId: 'ada', askedAt: NOON },
    question: `When does ${CANARY} end?`,
    answer: anAnswer({ spoken: `${CANARY} ends.`, text: `${CANARY} ends. [1]` }),
  });
  const gap = { gapId: 'g1', answerId: 'answer-1', agentId: 'ada', why: 'flagged', at: NOON } as const;
  await sqlGapStore(database).save({ ...gap, question: `When does ${CANARY} end?` });
  const word = { answerId: 'answer-1', agentId: 'ada', reaction: 'dislike', at: NOON } as const;
  await sqlFeedbackStore(database).save({ ...word, reason: `${CANARY} was right.` });
  await sqlAuditLog(database).write(anEntry({ content: `When does ${CANARY} end?` }));
}

async function heard(database: Database): Promise<string[]> {
  const answer = await sqlAnswerLog(database).find('answer-1');
  const [gap] = await sqlGapStore(database).list(NOON);
  const [word] = await sqlFeedbackStore(database).list(NOON);
  const customer = await sqlCustomerStore(database).find('C-1');
  return [answer?.question, answer?.answer.text, gap?.question, word?.reason, customer?.name].map(String);
}

/** Every file of the database as it lies on the disk now. */
async function bytesOf(dataDir: string): Promise<string> {
  const files = await readdir(dataDir);
  return (await Promise.all(files.map((file) => readFile(join(dataDir, file), 'latin1')))).join('\n');
}

/** Every text in every table, as whoever can read the database gets it. */
async function textsIn(database: Database): Promise<string> {
  const tables = ['answers', 'gaps', 'feedback', 'customers', 'audit_rows', 'marks', 'answer_citations'];
  const rows = await Promise.all(
    tables.map((table) => database.read((on) => sql`select * from ${sql.table(table)}`.execute(on))),
  );
  return JSON.stringify(rows);
}

describeOnDatabases((name, fresh) => {
  describe(`DATA_KEY: ${name}`, () => {
    let place: FreshDatabase;
    beforeEach(async () => {
      place = await fresh();
    });
    afterEach(() => place.remove());

    it('leaves nothing of what people said, nor of customers, readable in any table', async () => {
      const database = await place.open([OLD]);

      await say(database);

      assert.doesNotMatch(await textsIn(database), new RegExp(`${CANARY}|7946`, 'i'));
      assert.ok((await heard(database)).every((text) => text.includes(CANARY)));
    });

    it('shows the same words where there is no key, so that the claim above can fail', async () => {
      const database = await place.open();

      await say(database);

      assert.match(await textsIn(database), new RegExp(CANARY));
    });

    it('refuses to open the database without its key, or with another, and changes nothing', async () => {
      await say(await place.open([OLD]));

      for (const keys of [[], [NEW], [key('2025', 9)]]) {
        await assert.rejects(
          () => place.open(keys),
          (error: unknown) =>
            error instanceof CannotOpenText && /2025/.test(error.message) && !/\n/.test(error.message),
        );
      }

      assert.ok((await heard(await place.open([OLD]))).every((text) => text.includes(CANARY)));
    });

    it('reads what was written before there was a key, and seals it when told to', async () => {
      await say(await place.open());
      const database = await place.open([NEW]);
      assert.ok((await heard(database)).every((text) => text.includes(CANARY)));

      const sealed = await rekeyTexts(database);

      assert.deepEqual(
        sealed.map(({ store, rows, failed }) => [store, rows, failed.length]),
        [
          ['answers', 3, 0],
          ['customers', 1, 0],
          ['crm_notes', 0, 0],
          ['drafts', 0, 0],
          ['outbox', 0, 0],
          ['sms_messages', 0, 0],
          ['subscribers', 0, 0],
          ['awaited_files', 0, 0],
          ['gaps', 1, 0],
          ['feedback', 1, 0],
        ],
      );
      assert.doesNotMatch(await textsIn(database), new RegExp(CANARY));
      assert.ok((await heard(database)).every((text) => text.includes(CANARY)));
    });

    it('turns keys over: afterwards the new one opens everything, audit chains and hashes included', async () => {
      const before = await place.open([OLD]);
      await say(before);
      const database = await place.open([NEW, OLD]);

      await rekeyTexts(database);

      const after = await place.open([NEW]);
      assert.ok((await heard(after)).every((text) => text.includes(CANARY)));
      assert.equal(after.atRest.keyedHash('+44'), before.atRest.keyedHash('+44'));
      assert.deepEqual(await sqlAuditLog(after).verify(), { rows: 1, chains: 1 });
      assert.deepEqual(
        (await rekeyTexts(after)).filter(({ rows }) => rows > 0),
        [],
      );
    });

    it('names what does not open while it turns keys over, leaves it as it is, and goes on', async () => {
      const before = await place.open([OLD]);
      await say(before);
      await before.write((tables) => tables.updateTable('gaps').set({ question: 'sealed:1:2025:AAAA' }).execute());
      const database = await place.open([NEW, OLD]);

      const sealed = await rekeyTexts(database);

      const [failed] = sealed.flatMap((table) => table.failed);
      assert.match(failed ?? '', /question of a row in gaps does not open/);
      assert.equal(sealed.find(({ store }) => store === 'feedback')?.rows, 1);
      const row = await database.read((tables) => tables.selectFrom('gaps').select('question').executeTakeFirst());
      assert.equal(row?.question, 'sealed:1:2025:AAAA');
    });

    it('turns thousands of rows over, of tables with one key column and with two', async () => {
      const database = await place.open();
      const rows = Array.from({ length: 450 }, (_, index) => ({
        answer_id: `answer-${index % 9}`,
        agent_id: `agent ${index}`,
      }));
      for (const half of [rows.slice(0, 225), rows.slice(225)]) {
        await database.write((tables) =>
          tables
            .insertInto('feedback')
            .values(half.map((row) => ({ ...row, reaction: 'like' as const, reason: CANARY, given_at: 1 })))
            .execute(),
        );
      }
      const sealing = await place.open([NEW]);

      const sealed = await rekeyTexts(sealing);

      assert.equal(sealed.find(({ store }) => store === 'feedback')?.rows, 450);
      assert.equal(
        (await sqlFeedbackStore(sealing).list(new Date(0))).filter(({ reason }) => reason === CANARY).length,
        450,
      );
    });

    it('lets nobody move a sealed text to another row', async () => {
      const database = await place.open([OLD]);
      await sqlCustomerStore(database).save({ customerId: 'C-1', name: 'Zoë' }, 'import');
      await sqlCustomerStore(database).save({ customerId: 'C-2', name: 'Max' }, 'import');
      const other = database.read((tables) =>
        tables.selectFrom('customers').select('customer').where('customer_id', '=', 'C-2').executeTakeFirstOrThrow(),
      );

      await database.write(async (tables) =>
        tables
          .updateTable('customers')
          .set(await other)
          .where('customer_id', '=', 'C-1')
          .execute(),
      );

      await assert.rejects(() => sqlCustomerStore(database).find('C-1'), CannotOpenText);
      assert.equal((await sqlCustomerStore(database).find('C-2'))?.name, 'Max');
    });
  });
});

describe('DATA_KEY: what lies on the disk', () => {
  let place: FreshDatabase;
  beforeEach(async () => {
    place = await freshSqlite();
  });
  afterEach(() => place.remove());

  it('has nothing of what people said in the database file nor in its write-ahead log', async () => {
    const database = await place.open([OLD]);

    await say(database);

    assert.match(await bytesOf(place.dataDir), /sealed:1:2025:/);
    assert.doesNotMatch(await bytesOf(place.dataDir), new RegExp(CANARY, 'i'));
  });

  it('keeps nothing of what was readable before it was sealed', async () => {
    await say(await place.open());
    assert.match(await bytesOf(place.dataDir), new RegExp(CANARY));

    await rekeyTexts(await place.open([NEW]));

    assert.doesNotMatch(await bytesOf(place.dataDir), new RegExp(CANARY, 'i'));
  });

  it('keeps nothing of a forgotten customer, even without a key', async () => {
    const database = await place.open();
    await say(database);
    const personal = sqlPersonalData(database);
    const customer = { customerId: 'C-1', name: CANARY };

    for (const store of personal.stores) await store.forget(customer, new Date());
    await personal.scrub();

    assert.doesNotMatch(await bytesOf(place.dataDir), new RegExp(CANARY, 'i'));
  });
});
