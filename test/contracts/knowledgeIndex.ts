import assert from 'node:assert/strict';
import type { KnowledgeIndex } from '../../src/ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../../src/ports/knowledgeStore.ts';
import { aReadDocument } from '../support/knowledge.ts';
import { askingOf, type OpenedIndex, TODAY } from './askedIndex.ts';
import { describeIndexRights } from './knowledgeIndexRights.ts';
import { describeIndexVersions } from './knowledgeIndexVersions.ts';

/** What every supplier of KnowledgeIndex must hold. */
export function describeKnowledgeIndex(name: string, open: () => Promise<OpenedIndex>): void {
  describe(`knowledge index: ${name}`, () => {
    let opened: OpenedIndex;
    let store: KnowledgeStore;
    let index: KnowledgeIndex;

    beforeEach(async () => {
      opened = await open();
      ({ store, index } = opened);
    });
    afterEach(() => opened.close());

    const asking = askingOf(() => opened);
    const { search, titles } = asking;

    describe('finding', () => {
      it('finds what was saved before the search, with everything an answer needs', async () => {
        const read = aReadDocument(
          { title: 'Roaming', url: 'https://intranet.contoso.example/roaming', effectiveDate: '2026-01-01' },
          'In zone B calls cost £0.20 a minute.',
        );
        await store.saveDocument(read);

        const [found] = await search('What do calls cost in zone B?');

        assert.deepEqual(found?.passage, read.passages[0]);
        assert.equal(found?.rank, 1);
      });

      it('finds words in other forms, in any case and without their accents', async () => {
        await store.saveDocument(aReadDocument({ title: 'Leaving' }, 'Cancelling a contract at the Café costs a fee.'));

        assert.deepEqual(await titles('CANCELLED contracts cafe'), ['Leaving']);
      });

      it('puts the passage first where the words stand together', async () => {
        const far = `A fee applies. ${'Other words fill the page here. '.repeat(40)} Termination is early on Mondays.`;
        await store.saveDocument(aReadDocument({ documentId: 'far', title: 'Far' }, far));
        await store.saveDocument(
          aReadDocument(
            { documentId: 'near', title: 'Near' },
            `${'Padding. '.repeat(90)} The early termination fee is £50.`,
          ),
        );
        for (let count = 0; count < 10; count += 1) {
          await store.saveDocument(
            aReadDocument({ documentId: `noise ${count}` }, 'The router has lights and cables.'),
          );
        }

        assert.deepEqual(await titles('early termination fee'), ['Near', 'Far']);
      });

      it('finds a passage by the title of its document and by its headings', async () => {
        const read = aReadDocument({ title: 'Zanzibar' }, 'Calls are dear.');
        await store.saveDocument({ ...read, passages: read.passages.map((p) => ({ ...p, headings: ['Mozambique'] })) });

        assert.deepEqual(await titles('zanzibar'), ['Zanzibar']);
        assert.deepEqual(await titles('mozambique'), ['Zanzibar']);
      });

      it('returns as many as asked for, ranked from 1, best first', async () => {
        const texts = Array.from({ length: 70 }, (_, count) => `The modem number ${count} blinks.`);
        await store.saveDocument(aReadDocument({}, ...texts));

        const few = await search('modem blinks', { top: 3 });
        const many = await search('modem blinks', { top: 60 });

        assert.deepEqual(
          few.map(({ rank }) => rank),
          [1, 2, 3],
        );
        assert.equal(many.length, 60);
        assert.deepEqual(
          many.map(({ score }) => score),
          many.map(({ score }) => score).sort((one, other) => other - one),
        );
      });

      it('finds nothing where nothing matches, in an empty knowledge base too', async () => {
        const before = await titles('anything');
        await store.saveDocument(aReadDocument({}, 'Roaming.'));

        assert.deepEqual(
          [before, await titles('xylophone'), await titles('what is it'), await titles('')],
          [[], [], [], []],
        );
      });

      it('takes any text for a question and none for a command', async () => {
        await store.saveDocument(aReadDocument({ title: 'Router' }, 'The router light is red.'));
        const hostile = [
          'router" OR "1"="1',
          "router'; drop table passages; --",
          'NEAR(router light, 5) AND NOT (router*)',
          'title : router ^ router + router - {title body} : router',
          'router AND OR NOT ((((',
          '"""" router',
          'router 😀🏳️‍🌈 \ud83d',
          `router ${'very '.repeat(790)}`,
          `router ${Array.from({ length: 600 }, (_, count) => `word${count}`).join(' ')}`,
          `router ${'x'.repeat(3900)}`,
          'router \0 light',
        ];

        for (const text of hostile) assert.deepEqual(await titles(text), ['Router'], text.slice(0, 60));
        for (const text of ['*', '"', '()', 'AND', '😀', '\0', ':^-', '٣٤', 'ルーター'])
          assert.deepEqual(await titles(text), []);
      });
    });

    describeIndexRights(asking);
    describeIndexVersions(asking);

    describe('while others write', () => {
      it('goes on answering during an ingest, and finds everything at its end', async () => {
        await store.saveDocument(aReadDocument({ documentId: 'first', title: 'First' }, 'A needle.'));
        let isWritten = false;
        const ingest = async () => {
          for (let count = 0; count < 60; count += 1) {
            const texts = Array.from({ length: 20 }, (_, ordinal) => `Hay of bale ${count}, straw ${ordinal}.`);
            await store.saveDocument(aReadDocument({ documentId: `hay ${count}` }, ...texts));
          }
          isWritten = true;
        };
        const answers: string[][] = [];
        const ask = async () => {
          while (!isWritten) answers.push(await titles('needle'));
        };

        await Promise.all([ingest(), ask(), ask()]);

        assert.ok(answers.length > 0);
        assert.deepEqual(new Set(answers.flat()), new Set(['First']));
        assert.equal((await search('hay', { top: 2000 })).length, 60 * 20);
      });
    });

    it('stops waiting when the asker does', async () => {
      const gone = new Error('The asker has gone.');

      await assert.rejects(
        () => index.search({ text: 'a', groups: [], top: 1, now: TODAY }, AbortSignal.abort(gone)),
        gone,
      );
      const asking = new AbortController();
      const searching = index.search({ text: 'a', groups: [], top: 1, now: TODAY }, asking.signal);
      asking.abort(gone);

      await assert.rejects(searching, gone);
    });
  });
}
