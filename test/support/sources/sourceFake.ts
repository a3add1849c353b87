import {
  CursorExpired,
  ItemGone,
  type KnowledgeSource,
  type SourceItem,
  type SourcePage,
  type SourceUnavailable,
} from '../../../src/ports/knowledgeSource.ts';

/** A source in memory that lists two documents a page and tells changes of content only. */
export interface SourceFake extends KnowledgeSource {
  put(itemId: string, over?: Partial<SourceItem> & { content?: string }): void;
  /** Changes who may read, of which no look says anything. */
  permit(itemId: string, groups: readonly string[] | null): void;
  remove(itemId: string): void;
  forgetCursors(): void;
  /** Fails from now on, or no more. */
  away: SourceUnavailable | undefined;
  /** Called before a page, an answer about rights, and a document are handed out. */
  before: (what: 'page' | 'rights' | 'document') => void | Promise<void>;
  opened: string[];
}

type Held = SourceItem & { content: string };

export function sourceFake(sourceId = 'fake:one'): SourceFake {
  const items = new Map<string, Held>();
  const changes: string[] = [];
  let oldest = 0;
  const fake: SourceFake = {
    ...{ sourceId, name: 'the fake', away: undefined, opened: [], before: () => undefined },
    put: (itemId, { content = `Text of ${itemId}.`, ...over } = {}) => {
      const version = String(changes.push(itemId));
      const groups = items.get(itemId)?.groups ?? ['team'];
      const file = items.get(itemId)?.file ?? `${itemId}.md`;
      items.set(itemId, { itemId, file, groups, bytes: content.length, ...over, version, content });
    },
    permit: (itemId, groups) => void items.set(itemId, { ...items.get(itemId)!, groups }),
    remove: (itemId) => {
      items.delete(itemId);
      changes.push(itemId);
    },
    forgetCursors: () => (oldest = changes.length + 1),
    async *look(cursor): AsyncGenerator<SourcePage> {
      const since = cursor === undefined ? 0 : Number(cursor);
      if (cursor !== undefined && since < oldest) throw new CursorExpired();
      const ids = [...new Set(changes.slice(since))];
      for (let start = 0; start === 0 || start < ids.length; start += 2) {
        await come('page');
        const page = ids.slice(start, start + 2);
        const isLast = start + 2 >= ids.length;
        yield {
          changed: page.flatMap((id) => withoutContent(items.get(id))),
          gone: page.filter((id) => !items.has(id)),
          isWhole: cursor === undefined && isLast,
          ...(isLast ? { cursor: String(changes.length) } : {}),
        };
      }
    },
    rightsOf: async (itemIds) => {
      await come('rights');
      const there = itemIds.filter((id) => items.has(id));
      return new Map(there.map((id) => [id, { groups: items.get(id)!.groups }]));
    },
    open: async ({ itemId }) => {
      await come('document');
      const item = items.get(itemId);
      if (item === undefined) throw new ItemGone();
      fake.opened.push(itemId);
      return Buffer.from(item.content);
    },
    check: () => come('page'),
  };
  const come = async (what: 'page' | 'rights' | 'document'): Promise<void> => {
    await fake.before(what);
    if (fake.away !== undefined) throw fake.away;
  };
  return fake;
}

function withoutContent(item: Held | undefined): SourceItem[] {
  if (item === undefined) return [];
  const { content: _, ...listed } = item;
  return [listed];
}
