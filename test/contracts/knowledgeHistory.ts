import assert from 'node:assert/strict';
import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import type { KnowledgeStore } from '../../src/ports/knowledgeStore.ts';
import { aReadDocument } from '../support/knowledge.ts';
import type { Open, Opened } from './opened.ts';

/** What a supplier of KnowledgeStore tells those who follow its changes, while several processes write. */
export function describeKnowledgeHistory(name: string, open: Open<KnowledgeStore>): void {
  describe(`knowledge history: ${name}`, () => {
    let opened: Opened<KnowledgeStore>;
    let store: KnowledgeStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    it('begins at revision 0 and goes up with every change', async () => {
      const revisions = [await store.revision()];

      await store.saveDocument(aReadDocument());
      revisions.push(await store.revision());
      await store.saveDocument(aReadDocument());
      revisions.push(await store.revision());
      await store.removeDocuments(['roaming']);
      revisions.push(await store.revision());

      assert.equal(revisions[0], 0);
      assert.deepEqual(
        revisions,
        [...new Set(revisions)].sort((one, other) => one - other),
      );
    });

    it('stays where it is when nothing was there to remove', async () => {
      await store.saveDocument(aReadDocument());
      const before = await store.revision();

      await store.removeDocuments(['unheard-of']);
      await store.removeDocuments([]);

      assert.equal(await store.revision(), before);
    });

    it('tells what changed since a revision, oldest first, removals without text', async () => {
      await store.saveDocument(aReadDocument({ documentId: 'a' }, 'A.'));
      const since = await store.revision();
      await store.saveDocument(aReadDocument({ documentId: 'b' }, 'B.', 'B again.'));
      await store.removeDocuments(['a']);

      const changes = await store.changesSince(since, 10);

      const b = aReadDocument({ documentId: 'b' }, 'B.', 'B again.');
      assert.deepEqual(
        changes.map(({ revision: _, ...change }) => change),
        [{ documentId: 'b', ...b }, { documentId: 'a' }],
      );
    });

    it('forgets that a document was gone when it comes back', async () => {
      await store.saveDocument(aReadDocument({}, 'First.'));
      await store.removeDocuments(['roaming']);
      await store.saveDocument(aReadDocument({}, 'Back.'));

      const changes = await store.changesSince(0, 10);

      assert.deepEqual(
        changes.map(({ documentId, passages }) => [documentId, passages?.[0]?.text]),
        [['roaming', 'Back.']],
      );
    });

    it('can be read piece by piece without losing any, even those removed together', async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      for (const documentId of ids) await store.saveDocument(aReadDocument({ documentId }));
      await store.removeDocuments(['b', 'c', 'd']);

      const seen = await follow(store, () => true, 2);

      assert.deepEqual(seen.toSorted(), ids);
    });

    it('shows every change to whoever follows while two processes write', async () => {
      const other = await opened.again();
      const follower = await opened.again();
      let isWritten = false;
      const write = async (writer: KnowledgeStore, owner: string) => {
        for (let count = 0; count < 15; count += 1) {
          await writer.saveDocument(aReadDocument({ documentId: `${owner}${count}` }, 'Text.'));
        }
      };

      const following = follow(follower, () => isWritten, 3);
      await Promise.all([write(store, 'a'), write(store, 'b'), write(other, 'c')]);
      isWritten = true;

      assert.equal(new Set(await following).size, 45);
      const revisions = (await store.changesSince(0, 100)).map(({ revision }) => revision);
      assert.deepEqual(
        revisions,
        [...new Set(revisions)].sort((one, two) => one - two),
      );
    });

    it('keeps a document whole when two processes replace it at the same moment', async () => {
      const other = await opened.again();
      const save = (writer: KnowledgeStore, word: string) =>
        writer.saveDocument(aReadDocument({ title: word }, ...Array.from({ length: 300 }, () => word)));

      await Promise.all([save(store, 'mine'), save(other, 'theirs'), save(store, 'mine'), save(other, 'theirs')]);

      const [change] = await store.changesSince(0, 1);
      const words = new Set(change?.passages?.map(({ text }) => text));
      assert.deepEqual([...words], [change?.document?.title]);
      assert.equal(change?.passages?.length, 300);
    });
  });
}

/** Reads the history from its beginning, piece by piece, until nothing new comes and `isDone`; the ids it saw. */
async function follow(store: KnowledgeStore, isDone: () => boolean, pieceSize: number): Promise<string[]> {
  const seen: string[] = [];
  for (let revision = 0; ;) {
    const wasDone = isDone();
    const changes = await store.changesSince(revision, pieceSize);
    seen.push(...changes.map(({ documentId }) => documentId));
    revision = changes.at(-1)?.revision ?? revision;
    if (wasDone && changes.length === 0) return seen;
    // SQLite answers within the same turn of the event loop; the writers need one too.
    await nextLoopTurn();
  }
}
