import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/adapters/sql/openDatabase.ts';
import { sqlFollowedSources } from '../../../src/adapters/sql/sqlFollowedSources.ts';
import { DocumentReader } from '../../../src/knowledge/documentReader.ts';
import { forgetAbandoned } from '../../../src/knowledge/sources/forgetAbandoned.ts';
import { lookAtSource, type SourceOutcome } from '../../../src/knowledge/sources/lookAtSource.ts';
import type { FollowedSources } from '../../../src/ports/followedSources.ts';
import { ItemRefused, type KnowledgeSource, SourceUnavailable } from '../../../src/ports/knowledgeSource.ts';
import { knowledgeStoreFake, type KnowledgeStoreFake } from '../../support/knowledgeStoreFake.ts';
import { sourceFake, type SourceFake } from '../../support/sources/sourceFake.ts';

const HOUR_MS = 3_600_000;

describe('looking at a source', () => {
  let folder: string;
  let close: () => Promise<void>;
  let followed: FollowedSources;
  let store: KnowledgeStoreFake;
  let source: SourceFake;
  let reader: DocumentReader;
  let now: Date;
  let begun: string[];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-sources-'));
    reader = new DocumentReader();
  });
  beforeEach(async () => {
    const database = await openDatabase({ databaseUrl: undefined, dataDir: join(folder, `${Math.random()}`), dataKeys: [] }); // prettier-ignore
    close = () => database.close();
    followed = sqlFollowedSources(database);
    store = knowledgeStoreFake();
    source = sourceFake();
    now = new Date('2026-11-21T09:00:00Z');
    begun = [];
  });
  afterEach(() => close());
  after(async () => {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('reads everything once, with its readers, then only what is new, changed or deleted', async () => {
    for (const id of ['a', 'b', 'c']) source.put(id);
    source.put('all', { groups: null });
    await look();
    source.put('b', { content: 'New text of b.' });
    source.put('d');
    source.remove('a');

    const outcome = await look();

    assert.deepEqual([textOf('b'), textOf('d'), textOf('a')], ['New text of b.', 'Text of d.', undefined]);
    assert.deepEqual([groupsOf('c'), groupsOf('all')], [['team'], null]);
    assert.deepEqual(source.opened, ['a', 'all', 'b', 'c', 'b', 'd']);
    assert.deepEqual(outcome.kind === 'followed' && outcome.total, {
      ...{ read: 2, unchanged: 0, refused: 0, forgotten: 1 },
      files: ['b.md', 'd.md'],
    });
  });

  it('does nothing and says nothing when nothing has changed', async () => {
    source.put('a');
    await look();
    begun = [];

    const outcome = await look();

    assert.deepEqual([outcome.kind, begun, source.opened], ['followed', [], ['a']]);
  });

  it('takes a document from those who lost it at the next look, before anything is read, although no change was told', async () => {
    source.put('a');
    await look();
    source.put('b');
    source.permit('a', ['others']);
    const seen: unknown[] = [];
    source.before = (what) => void (what === 'document' && seen.push(groupsOf('a')));

    await look();

    assert.deepEqual([seen[0], groupsOf('a')], [undefined, ['others']]);
  });

  it('does not even fetch what nobody may read, and forgets what nobody may read any more', async () => {
    source.put('a');
    source.put('closed', { groups: [] });
    await look();
    source.permit('a', []);

    await look();

    assert.deepEqual([source.opened, textOf('a'), textOf('closed')], [['a'], undefined, undefined]);
    assert.deepEqual(await states(), { a: 'closed', closed: 'closed' });
  });

  it('forgets what is gone from a source that answers about rights alone', async () => {
    source.put('a');
    source.put('b');
    await look();
    const { rightsOf } = source;
    source.rightsOf = async (ids, signal) => new Map([...(await rightsOf!(ids, signal))].filter(([id]) => id !== 'a'));

    await look();

    assert.deepEqual([textOf('a'), textOf('b')], [undefined, 'Text of b.']);
  });

  it('lists everything anew when its cursor has expired, and forgets what went meanwhile', async () => {
    for (const id of ['a', 'b', 'c']) source.put(id);
    await look();
    source.remove('b');
    source.forgetCursors();

    await look();

    assert.deepEqual([textOf('a'), textOf('b'), textOf('c')], ['Text of a.', undefined, 'Text of c.']);
    assert.deepEqual(source.opened, ['a', 'b', 'c']);
  });

  it('forgets what a whole list leaves out, where the list alone tells who may read', async () => {
    delete source.rightsOf;
    for (const id of ['a', 'b', 'c']) source.put(id);
    await look();
    source.remove('b');
    source.look = wholeListWithout('b');

    await look();

    assert.deepEqual([textOf('a'), textOf('b'), textOf('c')], ['Text of a.', undefined, 'Text of c.']);
  });

  it('keeps what it has when the list breaks off, and goes on from where it was', async () => {
    for (const id of ['a', 'b', 'c', 'd']) source.put(id);
    let pages = 0;
    source.before = (what) => {
      if (what === 'page' && (pages += 1) === 2) throw new SourceUnavailable('It broke off.');
    };

    const outcome = await look();
    const between = await followed.find(source.sourceId);
    await look();

    assert.equal(outcome.kind === 'trouble' && outcome.sentence, 'It broke off.');
    assert.deepEqual([between?.cursor, between?.lookedAt, between?.trouble], [undefined, undefined, 'It broke off.']);
    assert.equal((await followed.find(source.sourceId))?.trouble, undefined);
    assert.equal(source.opened.length, 4);
  });

  it('tries documents that could not be fetched again, and leaves a busy source alone', async () => {
    for (const id of ['a', 'b', 'c']) source.put(id);
    let asked = 0;
    source.before = (what) => {
      if (what !== 'document') return;
      asked += 1;
      if (asked === 2) throw new SourceUnavailable('Busy.', { waitMs: 90_000 });
    };

    const outcome = await look();
    const between = await states();
    await look();

    assert.equal(outcome.kind === 'trouble' && outcome.waitMs, 90_000);
    assert.deepEqual(between, { a: 'read', b: 'due', c: 'due' });
    assert.deepEqual(await states(), { a: 'read', b: 'read', c: 'read' });
  });

  it('says in one sentence why a document is refused, forgets its earlier text, and reads it when it is mended', async () => {
    source.put('a', { file: 'a.pdf', content: '%PDF-1.7 broken' });
    source.put('huge', { bytes: 200 * 1024 * 1024 });
    source.put('mine');
    await look();
    const refused = (await followed.items(source.sourceId)).filter(({ state }) => state === 'refused');
    const opened = [...source.opened];
    await look();
    source.put('mine', { content: '\u0000\u0001\u0002 binary' });
    source.put('a', { file: 'a.md', content: 'Mended.' });

    await look();

    assert.deepEqual(refused.map(({ itemId }) => itemId), ['a', 'huge']); // prettier-ignore
    for (const { sentence } of refused) assert.match(sentence ?? '', /^[A-Z][^.]+\.$/);
    assert.deepEqual([opened, textOf('a'), textOf('mine')], [['a', 'mine'], 'Mended.', undefined]);
  });

  it('refuses a document that its source does not hand out', async () => {
    source.put('a');
    source.before = (what) => {
      if (what === 'document') throw new ItemRefused('It is archived.');
    };

    await look();

    assert.equal((await followed.items(source.sourceId))[0]?.sentence, 'It is archived.');
  });

  it('passes over what is no document, and forgets one that was given such a name', async () => {
    source.put('a');
    source.put('photo', { file: 'photo.jpg' });
    source.put('lock', { file: '~$a.docx' });
    await look();
    source.put('a', { file: 'a.bak' });

    await look();

    assert.deepEqual([source.opened, textOf('a'), await states()], [['a'], undefined, {}]);
  });

  it('asks for rights again when a document has come, because it may be newer than its listing', async () => {
    source.put('a');
    source.before = (what) => {
      if (what === 'document') source.permit('a', ['directors']);
    };

    await look();

    assert.deepEqual(groupsOf('a'), ['directors']);
  });

  it('shares a source between two processes: one looks, the other goes on when its time is over', async () => {
    source.put('a');
    source.put('b');
    const others: SourceOutcome[] = [];
    source.before = async (what) => {
      if (what === 'document' && others.length === 0) others.push(await look('other'));
    };

    const mine = await look('mine');

    assert.deepEqual([others[0]?.kind, mine.kind, source.opened], ['elsewhere', 'followed', ['a', 'b']]);
    assert.equal((await look('other')).kind, 'followed');
  });

  it('writes nothing once another process has taken over', async () => {
    source.put('a');
    source.before = async (what) => {
      if (what !== 'document') return;
      now = new Date(now.getTime() + HOUR_MS);
      source.before = () => undefined;
      await followed.claim({ sourceId: source.sourceId, worker: 'other' }, now, new Date(now.getTime() + HOUR_MS));
    };

    const outcome = await look('mine');

    assert.deepEqual([outcome.kind, textOf('a'), await states()], ['elsewhere', undefined, { a: 'due' }]);
  });

  it('mends what a crash or a stranger left: lost documents come back, unknown ones leave', async () => {
    source.put('a');
    source.put('b');
    await look();
    const [first] = await store.listDocuments();
    await store.removeDocuments([first!.documentId]);
    await store.saveDocument({ document: { ...first!, documentId: 'stray', path: 'fake:one/stray', file: 'stray.md' }, passages: [] }); // prettier-ignore

    await look();

    assert.deepEqual([textOf('a'), textOf('b'), store.byFile('stray.md')], ['Text of a.', 'Text of b.', undefined]);
  });

  it('keeps documents for a day while the source is away, then withdraws them, and brings them back', async () => {
    source.put('a');
    await look();
    source.away = new SourceUnavailable('Away.');
    now = new Date(now.getTime() + 23 * HOUR_MS);
    await look();
    const kept = textOf('a');
    now = new Date(now.getTime() + 2 * HOUR_MS);
    await look();
    const withdrawn = textOf('a');
    source.away = undefined;

    await look();

    assert.deepEqual([kept, withdrawn, textOf('a')], ['Text of a.', undefined, 'Text of a.']);
  });

  it('forgets a source that is no longer configured after a day without a look, and no other document', async () => {
    source.put('a');
    const other = sourceFake('fake:two');
    other.put('b');
    await look();
    await look('mine', other);
    const soon = await forgetAbandoned(['fake:two'], { followed, knowledge: store, clock: { now: () => now } });
    now = new Date(now.getTime() + 25 * HOUR_MS);

    const late = await forgetAbandoned(['fake:two'], { followed, knowledge: store, clock: { now: () => now } });

    assert.deepEqual([soon, late, textOf('a'), textOf('b')], [[], ['fake:one'], undefined, 'Text of b.']);
    assert.deepEqual((await followed.list()).map(({ sourceId }) => sourceId), ['fake:two']); // prettier-ignore
  });

  it('leaves no copy of a document on the disk', async () => {
    source.put('a');
    const staged: string[] = [];
    const watching = {
      read: async (job: Parameters<DocumentReader['read']>[0], signal?: AbortSignal) => {
        staged.push(job.contentPath ?? '');
        return reader.read(job, signal);
      },
    };

    await look('mine', source, watching);

    assert.equal(staged.length, 1);
    await assert.rejects(readFile(staged[0]!), { code: 'ENOENT' });
  });

  /** As Blob Storage lists: everything each time, and nothing of what is gone. */
  function wholeListWithout(gone: string): KnowledgeSource['look'] {
    const { look: lookAll } = source;
    return async function* (_cursor, signal) {
      for await (const { changed, isWhole } of lookAll(undefined, signal))
        yield { changed: changed.filter(({ itemId }) => itemId !== gone), gone: [], isWhole };
    };
  }

  function look(
    worker = 'mine',
    from: KnowledgeSource = source,
    using: Pick<DocumentReader, 'read'> = reader,
  ): Promise<SourceOutcome> {
    const quiet = (): void => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const tell = { onBegin: async () => void begun.push('begun'), onFirstRead: async () => undefined };
    const ports = { followed, knowledge: store, clock: { now: () => now }, log, reader: using, ...tell };
    return lookAtSource({ source: from, worker }, ports, new AbortController().signal);
  }

  function textOf(itemId: string): string | undefined {
    return store.byFile(`${itemId}.md`)?.passages.map(({ text }) => text).join(' '); // prettier-ignore
  }

  function groupsOf(itemId: string): readonly string[] | null | undefined {
    return store.byFile(`${itemId}.md`)?.document.groups;
  }

  async function states(): Promise<Record<string, string>> {
    return Object.fromEntries((await followed.items(source.sourceId)).map(({ itemId, state }) => [itemId, state]));
  }
});
