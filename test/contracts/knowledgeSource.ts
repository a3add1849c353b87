import assert from 'node:assert/strict';
import { ItemGone, ItemRefused, type KnowledgeSource, type SourceItem } from '../../src/ports/knowledgeSource.ts';

/** A source with a way to change what it holds. */
export interface OpenedSource {
  source: KnowledgeSource;
  /** Documents that only the team may read, or nobody. */
  put(file: string, content: string, readers: 'team' | 'nobody'): Promise<string>;
  remove(itemId: string): Promise<void>;
  /** Requests that broke the contract. */
  broken(): readonly string[];
  close(): Promise<void>;
}

/** What every supplier of KnowledgeSource must hold. */
export function describeKnowledgeSource(name: string, open: () => Promise<OpenedSource>): void {
  describe(`knowledge source: ${name}`, () => {
    let opened: OpenedSource;
    const signal = new AbortController().signal;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      const broken = opened.broken();
      await opened.close();
      assert.deepEqual(broken, []);
    });

    it('lists everything without a cursor, to the last page, with its readers', async () => {
      for (const file of ['a.md', 'b.md', 'deep/er/c.md', 'd.md', 'e.md']) await opened.put(file, file, 'team');
      await opened.put('closed.md', 'x', 'nobody');

      const { items, isWhole } = await lookAt(undefined);

      assert.deepEqual(items.map(({ file, groups }) => [file, groups]).sort(), [
        ...['a.md', 'b.md'].map((file) => [file, ['team']]),
        ['closed.md', []],
        ...['d.md', 'deep/er/c.md', 'e.md'].map((file) => [file, ['team']]),
      ]);
      assert.equal(isWhole, true);
    });

    it('tells what was added, changed and deleted since', async () => {
      const [kept, changed, deleted] = [
        await opened.put('kept.md', 'kept', 'team'),
        await opened.put('changed.md', 'one', 'team'),
        await opened.put('deleted.md', 'x', 'team'),
      ];
      const first = await lookAt(undefined);
      await opened.put('changed.md', 'two', 'team');
      await opened.remove(deleted);

      const { items, gone, isWhole } = await lookAt(first.cursor);

      const isGone = gone.includes(deleted) || (isWhole && !items.some(({ itemId }) => itemId === deleted));
      assert.equal(isGone, true);
      const versionOf = (list: readonly SourceItem[], id: string) => list.find(({ itemId }) => itemId === id)?.version;
      assert.notEqual(versionOf(items, changed), versionOf(first.items, changed));
      if (isWhole) assert.equal(versionOf(items, kept), versionOf(first.items, kept));
      else assert.equal(versionOf(items, kept), undefined);
    });

    it('hands out a document, not one that is gone, and none that is too large', async () => {
      const itemId = await opened.put('ä & "b" #1.md', 'Grüße', 'team');
      const gone = await opened.put('gone.md', 'x', 'team');
      const { items } = await lookAt(undefined);
      await opened.remove(gone);
      const item = items.find((one) => one.itemId === itemId)!;

      const bytes = await opened.source.open(item, 100, signal);

      assert.deepEqual([Buffer.from(bytes).toString('utf8'), item.file], ['Grüße', 'ä & "b" #1.md']);
      await assert.rejects(opened.source.open(item, 3, signal), ItemRefused);
      await assert.rejects(
        opened.source.open(
          items.find((one) => one.itemId === gone)!,
          100,
          signal,
        ),
        ItemGone,
      );
    });

    it('says that it can be reached', async () => {
      await opened.source.check(signal);
    });

    async function lookAt(cursor: string | undefined) {
      const items: SourceItem[] = [];
      const gone: string[] = [];
      let end: { cursor: string | undefined; isWhole: boolean } = { cursor: undefined, isWhole: false };
      for await (const page of opened.source.look(cursor, signal)) {
        items.push(...page.changed);
        gone.push(...page.gone);
        end = { cursor: page.cursor, isWhole: page.isWhole };
      }
      return { items, gone, ...end };
    }
  });
}
