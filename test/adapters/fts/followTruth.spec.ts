import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { type Follower, followTruth } from '../../../src/adapters/fts/followTruth.ts';
import { openReadModel } from '../../../src/adapters/fts/readModel.ts';
import { intakeOf } from '../../../src/adapters/fts/takeIn.ts';
import type { Database } from '../../../src/adapters/sql/database.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import type { KnowledgeStore } from '../../../src/ports/knowledgeStore.ts';
import { type FreshDatabase, freshSqlite } from '../../support/databases.ts';
import { aReadDocument } from '../../support/knowledge.ts';

const NO_PATIENCE_MS = 0;

describe('following the knowledge base', () => {
  let places: FreshDatabase[];
  let truth: Database;
  let store: KnowledgeStore;
  let memory: DatabaseSync;
  let follower: Follower;

  beforeEach(async () => {
    places = [await freshSqlite(), await freshSqlite()];
    truth = await places[0]!.open();
    store = sqlKnowledgeStore(truth);
    memory = openReadModel();
    // Whatever stands behind `truth` at that moment is read.
    const whatever: Database = {
      ...truth,
      read: (work) => truth.read(work),
      snapshot: (work) => truth.snapshot(work),
    };
    follower = followTruth(whatever, intakeOf(memory), NO_PATIENCE_MS);
  });
  afterEach(async () => {
    memory.close();
    await Promise.all(places.map((place) => place.remove()));
  });

  const known = () =>
    memory
      .prepare('select document_id from documents order by document_key')
      .all()
      .map((row) => row.document_id);
  const save = (documentId: string, groups: string[] | null = null) =>
    store.saveDocument(aReadDocument({ documentId, groups }, 'Text.'));

  it('takes out what was removed or restricted at once, however much else is new', async () => {
    for (const documentId of ['removed', 'restricted', 'kept']) await save(documentId);
    await follower.catchUpFully();
    for (let count = 0; count < 20; count += 1) await save(`new ${count}`);
    await store.removeDocuments(['removed']);
    await save('restricted', ['supervisors']);
    await save('kept');

    await follower.catchUp();

    assert.deepEqual(known().slice(0, 2), ['kept', 'new 0']);
    assert.ok(known().length < 20);
  });

  it('has everything after catching up fully, however impatient', async () => {
    for (let count = 0; count < 20; count += 1) await save(`new ${count}`);

    await follower.catchUpFully();

    assert.equal(known().length, 20);
  });

  it('lets those who ask while it works have what was saved before they asked', async () => {
    const asked: Promise<void>[] = [];
    for (const documentId of ['a', 'b', 'c']) {
      await save(documentId);
      asked.push(follower.catchUp());
    }

    await Promise.all(asked);

    assert.deepEqual(known(), ['a', 'b', 'c']);
  });

  it('begins anew when an older database was restored', async () => {
    for (const documentId of ['a', 'b', 'c']) await save(documentId);
    await follower.catchUpFully();
    truth = await places[1]!.open();
    await sqlKnowledgeStore(truth).saveDocument(aReadDocument({ documentId: 'restored' }, 'Text.'));

    await follower.catchUpFully();

    assert.deepEqual(known(), ['restored']);
  });

  it('goes on where it was after the database was away', async () => {
    await save('a');
    await follower.catchUpFully();
    const present = truth;
    truth = { ...present, read: () => Promise.reject(new Error('The database is away.')) };
    await save('b');
    await assert.rejects(() => follower.catchUp(), /away/);
    truth = present;

    await follower.catchUp();

    assert.deepEqual(known(), ['a', 'b']);
  });
});
