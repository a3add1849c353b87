import assert from 'node:assert/strict';
import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { KnowledgeStore } from '../../src/ports/knowledgeStore.ts';
import type { MandatorySentences } from '../../src/ports/mandatorySentences.ts';
import { aReadDocument, type DocumentSketch } from '../support/documents.ts';
import { type Open, withStore } from './opened.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

/** What every supplier of MandatorySentences must hold. */
export function describeMandatorySentences(
  name: string,
  open: Open<{ mandatory: MandatorySentences; knowledge: KnowledgeStore }>,
): void {
  withStore(`mandatory sentences: ${name}`, open, (opened) => {
    const sentences = async (groups: readonly string[] = []) =>
      (await opened().store.mandatory.readableBy(groups, NOW)).map(({ sentence }) => sentence);

    it('come from what documents mark, for those who may read it, as soon as it changes', async () => {
      const { knowledge, mandatory } = opened().store;
      assert.deepEqual(await sentences(), []);

      await knowledge.saveDocument(marked('Cancelling', 'Must be said: You have fourteen days to cancel.'));
      await knowledge.saveDocument(
        marked('Retention', 'Must be said on every call: This call may be recorded.', { groups: ['retention-team'] }),
      );
      const later = { effectiveDate: '2027-01-01' };
      await knowledge.saveDocument(marked('Next year', 'Must be said: Prices rise in spring.', later));
      const [first] = await mandatory.readableBy([], NOW);

      assert.deepEqual(await sentences(), ['You have fourteen days to cancel.']);
      assert.match(first?.about ?? '', /^Cancelling/);
      assert.equal(first?.isForEveryCall, false);
      assert.equal((await sentences(['retention-team'])).length, 2);
    });

    it('say where they stand, of the same sentence in several documents everywhere that may be read', async () => {
      const { knowledge, mandatory } = opened().store;
      const said = 'Must be said: You have fourteen days to cancel.';
      const [open1, open2] = [marked('Cancelling', said), marked('Contracts', said)];
      for (const one of [open1, open2, marked('Retention', said, { groups: ['retention-team'] })])
        await knowledge.saveDocument(one);

      const found = await mandatory.readableBy([], NOW);

      const where = [open1, open2].map(({ passages }) => passages[0]?.passageId).sort();
      assert.deepEqual(
        found.map(({ passageIds = [] }) => [...passageIds].sort()),
        [where],
      );
    });
  });
}

function marked(title: string, sentence: string, over: Partial<DocumentSketch> = {}): ReadDocument {
  return aReadDocument({ title, passages: [{ heading: 'What to say', units: [sentence] }], ...over });
}
