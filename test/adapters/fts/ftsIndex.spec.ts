import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { ftsIndex } from '../../../src/adapters/fts/ftsIndex.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import { type KnowledgeIndex, SearchUnavailable } from '../../../src/ports/knowledgeIndex.ts';
import type { Log } from '../../../src/ports/log.ts';
import { describeKnowledgeIndex } from '../../contracts/knowledgeIndex.ts';
import { describeOnDatabases, type FreshDatabase, freshSqlite } from '../../support/databases.ts';
import { aReadDocument } from '../../support/knowledge.ts';

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const QUERY = { text: 'roaming', groups: [], top: 5, now: new Date('2026-11-02T09:00:00Z') };

describeOnDatabases((name, fresh) => {
  describeKnowledgeIndex(`full text over ${name}`, async () => {
    const place = await fresh();
    const store = sqlKnowledgeStore(await place.open());
    const indexes = [ftsIndex(place, quiet)];
    const anotherIndex = async () => {
      const index = ftsIndex(place, quiet);
      indexes.push(index);
      await index.ready();
      return index;
    };
    const close = async () => {
      await Promise.all(indexes.map((index) => index.close()));
      await place.remove();
    };
    return { store, index: indexes[0]!, anotherIndex, close };
  });

  // SQLite lets nobody keep others from reading.
  if (name === 'PostgreSQL') {
    it('full text over PostgreSQL says that search is unavailable while the database hangs, and answers after', async () => {
      const place = await fresh();
      const database = await place.open();
      await sqlKnowledgeStore(database).saveDocument(aReadDocument({}, 'Roaming is included.'));
      const index = ftsIndex(place, quiet);

      await database.write(async (tables) => {
        await sql`lock table knowledge_revision in access exclusive mode`.execute(tables);
        await assert.rejects(() => index.search(QUERY), SearchUnavailable);
      });

      assert.equal((await index.search(QUERY)).length, 1);
      await index.close();
      await place.remove();
    });
  }
});

describe('full-text index: its thread', () => {
  let place: FreshDatabase;
  let worker: Worker;
  let index: KnowledgeIndex;
  const logged: string[] = [];

  beforeEach(async () => {
    place = await freshSqlite();
    await sqlKnowledgeStore(await place.open()).saveDocument(aReadDocument({}, 'Roaming is included.'));
    logged.length = 0;
    const started = once(process, 'worker') as Promise<[Worker]>;
    index = ftsIndex(place, { ...quiet, error: (_facts, message) => logged.push(message) });
    [worker] = await started;
    await index.ready();
  });
  afterEach(async () => {
    await index.close();
    await place.remove();
  });

  it('tells those who wait when it dies, says so in the log, and answers again after a start', async () => {
    const searching = index.search(QUERY);
    const restarted = once(process, 'worker');
    void worker.terminate();

    await assert.rejects(searching, SearchUnavailable);
    await assert.rejects(() => index.search(QUERY), SearchUnavailable);
    await restarted;
    const found = await index.search(QUERY);

    assert.equal(found.length, 1);
    assert.deepEqual(logged, ['search thread ended, starting it again']);
  });

  it('ends with close, and says afterwards that it is not running', async () => {
    const ended = once(worker, 'exit');

    await index.close();

    await ended;
    await assert.rejects(() => index.search(QUERY), SearchUnavailable);
    assert.deepEqual(logged, []);
  });

  it('is never ready without a database to read', async () => {
    const nowhere = ftsIndex({ dataDir: `${place.dataDir}/nothing/here` }, quiet);

    await assert.rejects(() => nowhere.ready(), SearchUnavailable);
    await nowhere.close();
  });
});
