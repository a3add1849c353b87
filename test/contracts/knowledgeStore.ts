import assert from 'node:assert/strict';
import type { KnowledgeStore } from '../../src/ports/knowledgeStore.ts';
import { aDocument, aPassage, aReadDocument } from '../support/knowledge.ts';
import { describeKnowledgeHistory } from './knowledgeHistory.ts';
import type { Open, Opened } from './opened.ts';

/** What every supplier of KnowledgeStore must hold. */
export function describeKnowledgeStore(name: string, open: Open<KnowledgeStore>): void {
  describeKnowledgeHistory(name, open);
  describe(`knowledge store: ${name}`, () => {
    let opened: Opened<KnowledgeStore>;
    let store: KnowledgeStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    describe('documents', () => {
      it('gives back a document and its passages with everything that was saved', async () => {
        const document = aDocument({
          title: 'Roaming – Übersicht "2026"',
          groups: ['retention-team', 'supervisors'],
          effectiveDate: '2026-03-01',
          series: 'roaming',
          sensitivity: 'Confidential',
          url: 'https://intranet.contoso.example/roaming',
          origin: 'sample',
        });
        const passage = aPassage({
          ...{ file: document.file, title: document.title, groups: document.groups },
          ...{ effectiveDate: '2026-03-01', series: 'roaming', sensitivity: 'Confidential', url: document.url! },
          ...{ page: 3, slide: 4, sheet: 'Zones', heading: 'Zone B', headings: ['Roaming', 'Zone B'] },
          units: [
            { kind: 'sentence', text: 'Calls cost £0.20.' },
            { kind: 'step', number: 1, text: 'Open the app.' },
            { kind: 'row', text: 'Zone B 0.20', cells: [['Zone', 'B']] },
          ],
        });

        await store.saveDocument({ document, passages: [passage] });

        assert.deepEqual(await store.listDocuments(), [document]);
        assert.deepEqual(await store.readable([passage.passageId], ['supervisors']), [passage]);
      });

      it('lists documents by path, capitals first', async () => {
        for (const documentId of ['b', 'a/z', 'B', 'ä']) await store.saveDocument(aReadDocument({ documentId }));

        const documents = await store.listDocuments();

        assert.deepEqual(
          documents.map(({ documentId }) => documentId),
          ['B', 'a/z', 'b', 'ä'],
        );
      });

      it('replaces a document together with all its passages', async () => {
        await store.saveDocument(aReadDocument({}, 'One.', 'Two.', 'Three.'));

        await store.saveDocument(aReadDocument({ title: 'Roaming, revised' }, 'Only one.'));

        const passages = await store.readable(['roaming-0', 'roaming-1', 'roaming-2'], []);
        assert.deepEqual(passages, aReadDocument({ title: 'Roaming, revised' }, 'Only one.').passages);
      });

      it('holds a document of thousands of passages', async () => {
        const texts = Array.from({ length: 3000 }, (_, ordinal) => `Paragraph ${ordinal}.`);
        const read = aReadDocument({}, ...texts);

        await store.saveDocument(read);

        const passages = await store.readable(
          read.passages.map(({ passageId }) => passageId),
          [],
        );
        assert.deepEqual(
          passages.map(({ text }) => text),
          texts,
        );
      });

      it('holds text that came out of a broken file', async () => {
        const read = aReadDocument({}, 'A zero \0 and half an emoji \ud83d, then 😀 and "quotes\' %_;--');

        await store.saveDocument(read);

        const [passage] = await store.readable(['roaming-0'], []);
        assert.equal(passage?.text, 'A zero  and half an emoji \ufffd, then 😀 and "quotes\' %_;--');
      });

      it('removes documents with their passages and ignores ids nobody knows', async () => {
        await store.saveDocument(aReadDocument({ documentId: 'old' }, 'Old.'));
        await store.saveDocument(aReadDocument({ documentId: 'kept' }, 'Kept.'));

        await store.removeDocuments(['old', 'unheard-of']);

        assert.deepEqual(await store.listDocuments(), [aDocument({ documentId: 'kept' })]);
        assert.deepEqual(
          (await store.readable(['old-0', 'kept-0'], [])).map(({ text }) => text),
          ['Kept.'],
        );
      });
    });

    describe('rights', () => {
      it('shows open documents to everybody, restricted ones to their groups, closed ones to nobody', async () => {
        await store.saveDocument(aReadDocument({ documentId: 'open', groups: null }, 'Open.'));
        await store.saveDocument(
          aReadDocument({ documentId: 'restricted', groups: ['retention-team'] }, 'Restricted.'),
        );
        await store.saveDocument(aReadDocument({ documentId: 'closed', groups: [] }, 'Closed.'));
        const ids = ['closed-0', 'restricted-0', 'open-0', 'unheard-of-0'];
        const everybody = [[], ['supervisors'], ['retention-team', 'supervisors']];

        const seen = await Promise.all(everybody.map((groups) => store.readable(ids, groups)));
        const checked = await Promise.all(everybody.map((groups) => store.stillReadable(ids, groups)));

        const texts = seen.map((passages) => passages.map(({ text }) => text));
        assert.deepEqual(texts, [['Open.'], ['Open.'], ['Restricted.', 'Open.']]);
        const idsSeen = seen.map((passages) => new Set(passages.map(({ passageId }) => passageId)));
        assert.deepEqual(checked, idsSeen);
      });

      it('counts from the next look on when rights change in another process', async () => {
        const other = await opened.again();
        await store.saveDocument(aReadDocument({ groups: null }, 'Discount up to 30 %.'));
        const before = await other.readable(['roaming-0'], []);

        await store.saveDocument(aReadDocument({ groups: ['retention-team'] }, 'Discount up to 30 %.'));

        assert.equal(before.length, 1);
        assert.deepEqual(await other.readable(['roaming-0'], []), []);
      });

      it('keeps the order asked for and leaves out what is not there', async () => {
        await store.saveDocument(aReadDocument({}, 'Zero.', 'One.', 'Two.'));

        const passages = await store.readable(['roaming-2', 'roaming-9', 'roaming-0'], []);

        assert.deepEqual(
          passages.map(({ text }) => text),
          ['Two.', 'Zero.'],
        );
      });
    });

    describe('a passage where it stands', () => {
      const texts = ['Zero.', 'One.', 'Two.', 'Three.', 'Four.'];
      const around = async (passageId: string, groups: readonly string[] = []) => {
        const found = await store.readableInContext({ passageId, reach: 2 }, groups);
        return found && [found.before, [found.passage], found.after].map((some) => some.map(({ text }) => text));
      };

      it('comes with its neighbours in their order, and with its document', async () => {
        const read = aReadDocument({ title: 'Roaming', groups: ['retention-team'] }, ...texts);
        await store.saveDocument(read);
        await store.saveDocument(aReadDocument({ documentId: 'other' }, ...texts));

        const found = await store.readableInContext({ passageId: 'roaming-3', reach: 2 }, ['retention-team']);

        const [, one, two, three, four] = read.passages;
        assert.deepEqual(found, { document: read.document, before: [one, two], passage: three, after: [four] });
      });

      it('has fewer neighbours at the ends of its document', async () => {
        await store.saveDocument(aReadDocument({}, ...texts));

        assert.deepEqual(await around('roaming-0'), [[], ['Zero.'], ['One.', 'Two.']]);
        assert.deepEqual(await around('roaming-4'), [['Two.', 'Three.'], ['Four.'], []]);
      });

      it('is hidden from everybody who may not read it, and when it is not there', async () => {
        await store.saveDocument(aReadDocument({ groups: ['retention-team'] }, ...texts));
        await store.saveDocument(aReadDocument({ documentId: 'closed', groups: [] }, ...texts));

        const seen = [around('roaming-1'), around('roaming-9'), around('closed-1', ['retention-team'])];

        assert.deepEqual(await Promise.all(seen), [undefined, undefined, undefined]);
      });
    });

    it('still has everything after a restart', async () => {
      await store.saveDocument(aReadDocument({}, 'Kept.'));
      const revision = await store.revision();

      const restarted = await opened.again();

      assert.equal(await restarted.revision(), revision);
      assert.equal((await restarted.readable(['roaming-0'], []))[0]?.text, 'Kept.');
    });
  });
}
