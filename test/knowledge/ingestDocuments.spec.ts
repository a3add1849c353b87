import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestedDocument } from '../../src/knowledge/ingestDocument.ts';
import { ingestDocuments, type IngestRequest, type IngestTotal } from '../../src/knowledge/ingestDocuments.ts';
import { knowledgeStoreFake, type KnowledgeStoreFake } from '../support/knowledgeStoreFake.ts';
import { makeFolder, type TestFolder } from './support/folder.ts';

describe('ingesting documents', () => {
  let folder: TestFolder;
  let store: KnowledgeStoreFake;
  beforeEach(async () => {
    folder = await makeFolder();
    store = knowledgeStoreFake();
  });
  afterEach(() => folder.remove());

  it('reads known kinds from a folder at any depth and passes over the rest', async () => {
    await folder.write('a.md', '# Fees\n\nA fee of £5 is due.');
    await folder.write('sub/b.txt', 'Call 150.');
    await folder.write('sub/photo.png', 'x');
    await folder.write('.hidden/c.md', '# No');
    await folder.write('~$a.docx', 'lock');
    await symlink('/etc', join(folder.path, 'link'));

    const { results, total } = await ingest();

    assert.deepEqual(results, [
      { file: 'a.md', title: 'Fees', passages: 1, skipped: false },
      { file: 'sub/b.txt', title: 'B', passages: 1, skipped: false },
    ]);
    const { documents, passages, skipped, failed } = total;
    assert.deepEqual({ documents, passages, skipped, failed }, { documents: 2, passages: 2, skipped: 0, failed: 0 });
    assert.equal(store.byFile('a.md')?.passages[0]?.text, 'A fee of £5 is due.');
  });

  it('skips what has not changed, and reads again what has changed in content or rights', async () => {
    await folder.write('a.md', 'Same.');
    await folder.write('b.md', 'Old.');
    await folder.write('c.md', 'Open.');
    await ingest();

    await folder.write('b.md', 'New.');
    await folder.write('knowledge.json', JSON.stringify({ documents: [{ file: 'c.md', title: 'Renamed' }] }));
    const { results } = await ingest();

    assert.deepEqual(
      results.map(({ file, skipped, title }) => [file, skipped, title]),
      [
        ['a.md', true, 'A'],
        ['b.md', false, 'B'],
        ['c.md', false, 'Renamed'],
      ],
    );
    assert.equal(store.byFile('b.md')?.passages[0]?.text, 'New.');
  });

  it('gives a document the same id again and its passages new ones when it changes', async () => {
    await folder.write('a.md', 'Old.');
    await ingest();
    const before = store.byFile('a.md');

    await folder.write('a.md', 'New.');
    await ingest();

    const after = store.byFile('a.md');
    assert.equal(after?.document.documentId, before?.document.documentId);
    assert.match(after?.document.documentId ?? '', /^[0-9a-f]{16}$/);
    assert.notEqual(after?.passages[0]?.passageId, before?.passages[0]?.passageId);
  });

  it('takes rights away before it reads anything', async () => {
    await folder.write('a.md', 'First.');
    await folder.write('z.md', 'Secret.');
    await ingest();
    store.deeds.length = 0;

    await folder.write('a.md', 'Changed.');
    await folder.write('knowledge.json', JSON.stringify({ documents: [{ file: 'z.md', groups: ['team'] }] }));
    await ingest();

    assert.deepEqual(store.deeds, ['remove z.md', 'save a.md', 'save z.md']);
    assert.deepEqual(store.byFile('z.md')?.passages[0]?.groups, ['team']);
  });

  it('withdraws a folder whose knowledge.json is malformed, says so, and brings it back when it is mended', async () => {
    await folder.write('sub/a.md', 'Text.');
    await ingest();

    await folder.write('sub/knowledge.json', '{');
    const broken = await ingest();
    const groupsThen = store.byFile('sub/a.md')?.document.groups;
    await folder.write('sub/knowledge.json', '{"documents":[]}');
    await ingest();

    assert.deepEqual(groupsThen, []);
    assert.deepEqual(broken.results[0], {
      file: 'sub/knowledge.json',
      title: '',
      passages: 0,
      skipped: false,
      error:
        'Malformed (it is not valid JSON): nobody may read the documents of its folder and below until it is mended.',
    });
    assert.equal(broken.total.failed, 1);
    assert.equal(store.byFile('sub/a.md')?.document.groups, null);
  });

  it('warns when knowledge.json names a file that is not there', async () => {
    await folder.write('a.md', 'Text.');
    await folder.write('knowledge.json', JSON.stringify({ documents: [{ file: 'retention.pdf', groups: ['team'] }] }));

    const { total } = await ingest();

    assert.deepEqual(total.warnings, ['knowledge.json names retention.pdf, which is not there; check the spelling.']);
    assert.equal(total.failed, 0);
  });

  it('tells in a sentence what is wrong with one file, forgets what it said before, and goes on', async () => {
    await folder.write('a.md', 'Good.');
    await folder.write('b.md', 'Good, too.');
    await ingest();

    await folder.write('a.md', '');
    await folder.write('b.md', 'Better.');
    const { results, total } = await ingest();

    assert.deepEqual(results[0], { file: 'a.md', title: '', passages: 0, skipped: false, error: 'The file is empty.' });
    assert.equal(store.byFile('a.md'), undefined);
    assert.equal(store.byFile('b.md')?.passages[0]?.text, 'Better.');
    assert.equal(total.failed, 1);
  });

  it('says what is wrong with a path that somebody named', async () => {
    await folder.write('old.doc', 'x');
    await folder.write('a.md', 'Text.');
    await symlink(join(folder.path, 'a.md'), join(folder.path, 'link.md'));

    const { results } = await ingest({
      paths: ['old.doc', 'missing', 'link.md', 'a.md'].map((path) => join(folder.path, path)),
    });

    assert.deepEqual(
      results.map(({ file, error }) => [file, error?.split(/[(;]/)[0]?.trim()]),
      [
        ['old.doc', 'Files named .doc are not read'],
        ['missing', `There is no file or folder ${join(folder.path, 'missing')}.`],
        ['link.md', 'This is a link'],
        ['a.md', undefined],
      ],
    );
  });

  it('reads a file once though several paths lead to it', async () => {
    await folder.write('sub/a.md', 'Text.');

    const { results } = await ingest({ paths: [folder.path, join(folder.path, 'sub'), join(folder.path, 'sub/a.md')] });

    assert.deepEqual(
      results.map(({ file }) => file),
      ['sub/a.md'],
    );
  });

  it('forgets what is gone below the given paths, only when asked and nowhere else', async () => {
    await folder.write('in/a.md', 'A.');
    await folder.write('in/b.md', 'B.');
    await folder.write('out/c.md', 'C.');
    await ingest();
    await rm(join(folder.path, 'in/a.md'));
    await rm(join(folder.path, 'out/c.md'));

    const kept = await ingest({ paths: [join(folder.path, 'in')] });
    const keptFiles = (await store.listDocuments()).length;
    const pruned = await ingest({ paths: [join(folder.path, 'in')], prune: true });

    assert.equal(kept.total.pruned, 0);
    assert.equal(keptFiles, 3);
    assert.equal(pruned.total.pruned, 1);
    assert.deepEqual(
      (await store.listDocuments()).map(({ title }) => title),
      ['B', 'C'],
    );
  });

  it('forgets nothing when the folder itself is missing', async () => {
    await folder.write('in/a.md', 'A.');
    await ingest();
    await rm(join(folder.path, 'in'), { recursive: true });

    await ingest({ paths: [join(folder.path, 'in')], prune: true });

    assert.equal((await store.listDocuments()).length, 1);
  });

  it('has the rest of the sample company leave before its documents do', async () => {
    await folder.write('sample/s.md', 'Sample.');
    await folder.write('own/a.md', 'Own.');
    await ingest({ paths: [join(folder.path, 'sample')], origin: 'sample' });

    const own = { paths: [join(folder.path, 'own')], prune: false, origin: 'ingest' as const };
    const onSampleLeaving = async (): Promise<void> => void store.deeds.push('rest leaves');
    await ingestDocuments(own, ports(), { onSampleLeaving });
    await ingestDocuments(own, ports(), { onSampleLeaving });

    assert.deepEqual(store.deeds, ['save s.md', 'save a.md', 'rest leaves', 'remove s.md']);
  });

  it('removes the sample company with the first own document, not with a failed one', async () => {
    await folder.write('sample/s.md', 'Sample.');
    await folder.write('own/a.md', '');
    await ingest({ paths: [join(folder.path, 'sample')], origin: 'sample' });

    const failed = await ingest({ paths: [join(folder.path, 'own')] });
    await folder.write('own/a.md', 'Own.');
    const own = await ingest({ paths: [join(folder.path, 'own')] });

    assert.equal(failed.total.sampleRemoved, 0);
    assert.equal(own.total.sampleRemoved, 1);
    assert.deepEqual(
      (await store.listDocuments()).map(({ file, origin }) => [file, origin]),
      [['a.md', 'ingest']],
    );
  });

  it('does no harm when two people ingest at once', async () => {
    await folder.write('a.md', 'A.');
    await folder.write('b.md', 'B.');

    const [first, second] = await Promise.all([ingest(), ingest()]);

    assert.equal(first.total.passages + second.total.passages, 2);
    assert.deepEqual(store.deeds, ['save a.md', 'save b.md']);
  });

  it('stops when asked to and leaves what is done', async () => {
    await folder.write('a.md', 'A.');
    await folder.write('b.md', 'B.');
    const stop = new AbortController();

    const run = ingestDocuments({ paths: [folder.path], prune: false, origin: 'ingest' }, ports(), {
      signal: stop.signal,
      onDocument: () => stop.abort(),
    });

    await assert.rejects(run, { name: 'AbortError' });
    assert.deepEqual(store.deeds, ['save a.md']);
  });

  it('tells how far it is', async () => {
    await folder.write('a.md', 'A.');
    await folder.write('b.md', 'B.');
    const steps: { done: number; of: number }[] = [];

    await ingestDocuments({ paths: [folder.path], prune: false, origin: 'ingest' }, ports(), {
      onDocument: (_, progress) => steps.push(progress),
    });

    assert.deepEqual(steps, [
      { done: 1, of: 2 },
      { done: 2, of: 2 },
    ]);
  });

  async function ingest(
    request: Partial<IngestRequest> = {},
  ): Promise<{ results: IngestedDocument[]; total: IngestTotal }> {
    const results: IngestedDocument[] = [];
    const whole = { paths: [folder.path], prune: false, origin: 'ingest' as const, ...request };
    const total = await ingestDocuments(whole, ports(), { onDocument: (result) => results.push(result) });
    return { results, total };
  }

  function ports() {
    const quiet = (): void => undefined;
    return {
      knowledge: store,
      clock: { now: () => new Date(0) },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    };
  }
});
