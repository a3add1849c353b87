import assert from 'node:assert/strict';
import type { DocumentUpload } from '../../src/domain/documentUpload.ts';
import type { DocumentUploads } from '../../src/ports/documentUploads.ts';
import { aReadDocument } from '../support/documents.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');

/** What every supplier of DocumentUploads must hold. */
export function describeDocumentUploads(name: string, open: Open<DocumentUploads>): void {
  const upload = (uploadId: string, at = NOON): DocumentUpload => ({
    ...{ uploadId, agentId: 'max', at },
    read: aReadDocument({ title: 'Größe', groups: [], passages: [{ page: 2, units: ['Vierzehn Tage.'] }] }),
  });

  withStore(`document uploads: ${name}`, open, (opened) => {
    it('keep a document as it was read, for every process, until one takes it away', async () => {
      const { store, again } = opened();
      await store.save(upload('one'));
      const other = await again();

      const found = await other.find('one');
      const taken = await Promise.all([store.remove('one'), other.remove('one')]);

      assert.deepEqual(
        found,
        JSON.parse(JSON.stringify(upload('one')), (key, value: unknown) => (key === 'at' ? NOON : value)),
      );
      assert.deepEqual([taken.filter(Boolean).length, await store.find('one')], [1, undefined]);
    });

    it('forget those of before a moment', async () => {
      const { store } = opened();
      await store.save(upload('old'));
      await store.save(upload('new', new Date(NOON.getTime() + 1)));

      assert.equal(await store.prune(new Date(NOON.getTime() + 1)), 1);
      assert.equal(await store.find('old'), undefined);
      assert.equal((await store.find('new'))?.uploadId, 'new');
    });
  });
}
