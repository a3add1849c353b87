import assert from 'node:assert/strict';
import type { KnowledgeStore } from '../../src/ports/knowledgeStore.ts';
import type { PassageVectors } from '../../src/ports/passageVectors.ts';
import { aReadDocument } from '../support/knowledge.ts';
import { type Open, withStore } from './opened.ts';

/** A store of vectors and the knowledge base they belong to. */
export interface VectorsAndKnowledge {
  vectors: PassageVectors;
  knowledge: KnowledgeStore;
}

const NOW = new Date('2026-11-21T09:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const vector = (...values: number[]) => Float32Array.from(values);
const idsOf = (passages: readonly { passageId: string }[]) => passages.map(({ passageId }) => passageId);

/** What every supplier of PassageVectors must hold. */
export function describePassageVectors(name: string, open: Open<VectorsAndKnowledge>): void {
  withStore(`passage vectors: ${name}`, open, (opened) => {
    it('names the passages without a vector of the model, piece by piece', async () => {
      const { vectors, knowledge } = opened().store;
      await knowledge.saveDocument(aReadDocument({ documentId: 'a', groups: ['few'] }, 'One.', 'Two.', 'Three.'));
      await vectors.save('m', new Map([['a-1', vector(1, 0)]]));

      const first = await vectors.missing('m', '', 1);
      const rest = await vectors.missing('m', 'a-0', 10);
      const ofOther = await vectors.missing('other', '', 10);

      assert.deepEqual([idsOf(first), idsOf(rest), ofOther.length], [['a-0'], ['a-2'], 3]);
      assert.deepEqual([first[0]?.text, first[0]?.groups], ['One.', ['few']]);
      assert.deepEqual(await vectors.progress('m'), { passages: 3, embedded: 1 });
    });

    it('gives vectors back as they were saved, the latest of each, for every process', async () => {
      const { vectors, knowledge } = opened().store;
      await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'One.', 'Two.'));
      const values = vector(0.1, -0.25, 1e-9, 0.9999999);

      await vectors.save('m', new Map([['a-0', vector(1, 1, 1, 1)]]));
      await vectors.save('m', new Map([['a-0', values]]));
      await vectors.save('other', new Map([['a-0', vector(7)]]));

      const again = (await opened().again()).vectors;
      const found = await again.embedded('m', ['a-1', 'a-0', 'unheard-of']);
      assert.deepEqual(
        found.map((one) => [one.passage.passageId, one.vector]),
        [['a-0', values]],
      );
      assert.deepEqual(await again.embeddedIds('m'), ['a-0']);
    });

    it('holds thousands at once', async () => {
      const { vectors, knowledge } = opened().store;
      const texts = Array.from({ length: 1000 }, (_, at) => `Paragraph ${at}.`);
      await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, ...texts));

      await vectors.save('m', new Map(texts.map((_, at) => [`a-${at}`, vector(at, 1)])));

      assert.deepEqual(await vectors.progress('m'), { passages: 1000, embedded: 1000 });
      assert.deepEqual((await vectors.embedded('m', ['a-999']))[0]?.vector, vector(999, 1));
    });

    it('loses vectors with their passages, and keeps none for passages that are gone', async () => {
      const { vectors, knowledge } = opened().store;
      for (const documentId of ['gone', 'changed']) await knowledge.saveDocument(aReadDocument({ documentId }, 'One.'));
      await vectors.save(
        'm',
        new Map([
          ['gone-0', vector(1)],
          ['changed-0', vector(2)],
        ]),
      );

      await knowledge.removeDocuments(['gone']);
      await knowledge.saveDocument(aReadDocument({ documentId: 'changed' }, 'Other.'));
      await vectors.save(
        'm',
        new Map([
          ['gone-0', vector(1)],
          ['never-0', vector(3)],
        ]),
      );

      assert.deepEqual(await vectors.embeddedIds('m'), []);
    });

    it('tells what was saved since, with the place of each passage', async () => {
      const { vectors, knowledge } = opened().store;
      await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'One.', 'Two.'));
      await vectors.save('m', new Map([['a-0', vector(1)]]));
      const [first] = await vectors.savedSince('m', 0, 10);

      await vectors.save('m', new Map([['a-1', vector(2)]]));

      const since = await vectors.savedSince('m', first?.revision ?? 0, 10);
      assert.deepEqual(
        since.map(({ documentId, ordinal, passageId }) => [documentId, ordinal, passageId]),
        [['a', 1, 'a-1']],
      );
    });

    it('forgets one model or all others', async () => {
      const { vectors, knowledge } = opened().store;
      await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'One.'));
      for (const model of ['one', 'two', 'three']) await vectors.save(model, new Map([['a-0', vector(1)]]));
      const left = () =>
        Promise.all(['one', 'two', 'three'].map(async (model) => (await vectors.embeddedIds(model)).length));

      await vectors.forget('one');
      const afterOne = await left();
      await vectors.forgetOthers('two');

      assert.deepEqual(
        [afterOne, await left()],
        [
          [0, 1, 1],
          [0, 1, 0],
        ],
      );
    });

    it('lets one process write at a time, until its time is over or it gives way', async () => {
      const processes = [opened().store, await opened().again(), await opened().again()].map(({ vectors }) => vectors);
      const claims = await Promise.all(processes.map((one, at) => one.claim(`p${at}`, NOW, later(60))));
      const winner = claims.indexOf(true);
      const other = processes[(winner + 1) % 3]!;

      const longer = await processes[winner]!.claim(`p${winner}`, later(50), later(110));
      const tooEarly = await other.claim('other', later(109), later(200));
      const inTime = await other.claim('other', later(110), later(200));
      await other.claim('other', later(120), later(120));
      const afterGivingWay = await processes[winner]!.claim(`p${winner}`, later(120), later(180));

      assert.equal(claims.filter(Boolean).length, 1);
      assert.deepEqual([longer, tooEarly, inTime, afterGivingWay], [true, false, true, true]);
    });
  });
}
