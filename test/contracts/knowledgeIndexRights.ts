import assert from 'node:assert/strict';
import { aReadDocument } from '../support/knowledge.ts';
import type { Asking } from './askedIndex.ts';

/** Whom an index shows what: the claims that must never fail. */
export function describeIndexRights({ opened, save, search, titles }: Asking): void {
  describe('rights', () => {
    it('shows an asker without groups no restricted passage, however well it fits', async () => {
      await save(aReadDocument({ documentId: 'open', title: 'Open' }, 'A discount exists.'));
      for (let count = 0; count < 60; count += 1) {
        const restricted = { documentId: `r${count}`, title: 'Discount', groups: ['retention-team'] };
        await save(aReadDocument(restricted, 'Discount discount: the secret discount is 30 %.'));
      }

      assert.deepEqual(await titles('secret discount', { top: 50 }), ['Open']);
    });

    it('gives no sign of a word that only a restricted document holds', async () => {
      const words = 'apple banana cherry damson elder fennel ginger hazel';
      for (const word of words.split(' '))
        await save(aReadDocument({ documentId: word, title: word }, `About ${word}.`));
      const restricted = { documentId: 'r', title: 'Plan', groups: ['leads'] };
      await save(aReadDocument(restricted, 'Zanzibar, and apples and bananas again: zanzibars.'));
      const seenWith = async (probe: string) =>
        (await search(`${words} ${probe}`, { top: 20 })).map(({ passage, score }) => [passage.title, score]);

      const probed = [await seenWith('zanzibar'), await seenWith('zanzibars zanzibra')];

      assert.deepEqual(probed[0], await seenWith('xylophone'));
      assert.deepEqual(probed[1], await seenWith('xylophones xylophnoe'));
    });

    it('shows a restricted passage to each of its groups and to no other', async () => {
      const groups = ['retention-team', 'o\'brien\'s "team"'];
      await save(aReadDocument({ title: 'Playbook', groups }, 'Offer three months free.'));
      const seenBy = (...asked: string[]) => titles('months free', { groups: asked });

      const seen = [
        await seenBy(),
        await seenBy('supervisors'),
        await seenBy('retention'),
        await seenBy('Retention-Team'),
      ];
      const shown = [await seenBy('x', 'retention-team'), await seenBy(groups[1]!), await seenBy(...groups)];

      assert.deepEqual(seen, [[], [], [], []]);
      assert.deepEqual(shown, [['Playbook'], ['Playbook'], ['Playbook']]);
    });

    it('shows a document for nobody to nobody', async () => {
      await save(aReadDocument({ title: 'Embargoed', groups: [] }, 'Prices of 2027.'));

      assert.deepEqual(await titles('prices', { groups: ['admins', 'supervisors', ''] }), []);
    });

    it('counts the documents that somebody can find', async () => {
      await save(aReadDocument({ documentId: 'a' }, 'A.'));
      await save(aReadDocument({ documentId: 'b', groups: ['supervisors'] }, 'B.'));
      await save(aReadDocument({ documentId: 'c', groups: [] }, 'C.'));

      const counts = [
        await opened().index.countDocuments([]),
        await opened().index.countDocuments(['supervisors', 'x']),
      ];

      assert.deepEqual(counts, [1, 2]);
    });

    it('never shows what was restricted or removed before the search, in any process', async () => {
      const other = await opened().anotherIndex();
      const leaks: string[] = [];

      for (let round = 0; round < 25; round += 1) {
        const documentId = `secret-${round}`;
        await save(aReadDocument({ documentId, title: documentId }, 'The master discount is 30 %.'));
        const before = await Promise.all([titles('master discount'), titles('master discount', {}, other)]);
        assert.deepEqual(before, [[documentId], [documentId]]);
        if (round % 2 === 0) await opened().store.removeDocuments([documentId]);
        else await save(aReadDocument({ documentId, groups: ['few'] }, 'The master discount is 30 %.'));
        const after = await Promise.all([titles('master discount'), titles('master discount', {}, other)]);
        leaks.push(...after.flat());
      }

      assert.deepEqual(leaks, []);
    });

    it('shows a document to those who were given the right before the search', async () => {
      await save(aReadDocument({ title: 'Playbook', groups: [] }, 'Offer three months free.'));
      const before = await titles('months free', { groups: ['retention-team'] });

      await save(aReadDocument({ title: 'Playbook', groups: ['retention-team'] }, 'Offer three months free.'));

      assert.deepEqual([before, await titles('months free', { groups: ['retention-team'] })], [[], ['Playbook']]);
    });
  });
}
