import assert from 'node:assert/strict';
import type { SearchQuery } from '../../src/ports/knowledgeIndex.ts';
import { aReadDocument } from '../support/knowledge.ts';
import type { Asking } from './askedIndex.ts';

/** What an index says of older and future versions of a document. */
export function describeIndexVersions({ save, search }: Asking): void {
  describe('versions', () => {
    const saveVersions = async (newGroups: string[] | null) => {
      await save(
        aReadDocument(
          { documentId: 'old', title: 'Cancellation policy 2024', effectiveDate: '2024-01-01' },
          'Notice: 60 days notice notice.',
        ),
      );
      await save(
        aReadDocument(
          { documentId: 'new', title: 'Cancellation policy (new)', effectiveDate: '2026-03-01', groups: newGroups },
          'The period of notice is 30 days.',
        ),
      );
    };
    const seen = async (what: Partial<SearchQuery> = {}) =>
      (await search('notice', what)).map(({ passage, supersededBy }) => [passage.documentId, supersededBy]);

    it('marks an older version with the title of its newest one and ranks it below', async () => {
      await saveVersions(null);

      assert.deepEqual(await seen(), [
        ['new', undefined],
        ['old', 'Cancellation policy (new)'],
      ]);
    });

    it('knows versions by their series, whatever their titles', async () => {
      const version = (documentId: string, title: string, effectiveDate: string) =>
        save(aReadDocument({ documentId, title, effectiveDate, series: 'leaving' }, 'Notice.'));
      await version('old', 'Terms', '2024-01-01');
      await version('new', 'Leaving us', '2026-01-01');

      assert.deepEqual(await seen(), [
        ['new', undefined],
        ['old', 'Leaving us'],
      ]);
    });

    it('says nothing of a newer version that the asker may not see', async () => {
      await saveVersions(['supervisors']);

      const bySupervisor = await seen({ groups: ['supervisors'] });
      const byAgent = await seen();

      assert.deepEqual(bySupervisor.at(-1), ['old', 'Cancellation policy (new)']);
      assert.deepEqual(byAgent, [['old', undefined]]);
    });

    it('hides a document until the day from which it holds, and lets the old one stand', async () => {
      await saveVersions(null);

      const dayBefore = await seen({ now: new Date('2026-02-28T23:59:59Z') });
      const onTheDay = await seen({ now: new Date('2026-03-01T00:00:00Z') });

      assert.deepEqual(dayBefore, [['old', undefined]]);
      assert.equal(onTheDay.length, 2);
    });
  });
}
