import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderFollower, type FollowPorts } from '../../src/knowledge/followFolder.ts';
import { ingestDocuments } from '../../src/knowledge/ingestDocuments.ts';
import { knowledgeStoreFake, type KnowledgeStoreFake } from '../support/knowledgeStoreFake.ts';
import { makeFolder, type TestFolder } from './support/folder.ts';

// Longer than any test: what is noticed was announced.
const NEVER_MILLIS = 3_600_000;

describe('following a folder', () => {
  let folder: TestFolder;
  let store: KnowledgeStoreFake;
  let logged: string[];
  let running: number;
  let mostAtOnce: number;
  let followers: FolderFollower[];
  beforeEach(async () => {
    folder = await makeFolder();
    store = knowledgeStoreFake();
    logged = [];
    running = 0;
    mostAtOnce = 0;
    followers = [];
    await mkdir(join(folder.path, 'docs'));
  });
  afterEach(async () => {
    await Promise.all(followers.map((follower) => follower.stop()));
    await folder.remove();
  });

  it('reads what is there, and what comes later into it and into new folders below', async () => {
    await folder.write('docs/a.md', 'There.');
    follow();
    await until(() => textOf('a.md') === 'There.');

    await folder.write('docs/b.md', 'Later.');
    await folder.write('docs/new/deep/c.md', 'Deeper.');
    await until(() => textOf('b.md') === 'Later.' && textOf('new/deep/c.md') === 'Deeper.');
    await folder.write('docs/new/deep/c.md', 'Changed.');

    await until(() => textOf('new/deep/c.md') === 'Changed.');
    assert.equal(mostAtOnce, 1);
  });

  it('forgets deleted and renamed files, the last one too', async () => {
    await folder.write('docs/a.md', 'A.');
    await folder.write('docs/b.md', 'B.');
    follow();
    await until(() => known().length === 2);

    await rename(join(folder.path, 'docs/a.md'), join(folder.path, 'docs/c.md'));
    await until(() => textOf('c.md') === 'A.' && textOf('a.md') === undefined);
    await rm(join(folder.path, 'docs/b.md'));
    await rm(join(folder.path, 'docs/c.md'));

    await until(() => known().length === 0);
  });

  it('never reads a file that is still being written, and does not let it hold up the others', async () => {
    const growing = await folder.write('docs/growing.md', 'Line.\n');
    const writing = setInterval(() => appendFileSync(growing, 'Line.\n'), 1);
    await folder.write('docs/whole.md', 'Whole.');
    follow({ restMillis: 50 });
    await until(() => textOf('whole.md') === 'Whole.');

    clearInterval(writing);
    appendFileSync(growing, 'End.');

    await until(() => textOf('growing.md')?.endsWith('End.') === true);
    assert.deepEqual(store.deeds, ['save whole.md', 'save growing.md']);
  });

  it('takes rights away while an ingest is under way', async () => {
    await folder.write('docs/a.md', 'Secret.');
    follow();
    await until(() => known().length === 1);
    await stopAll();
    follow({ ingest: () => new Promise(() => undefined) });

    await folder.write('docs/knowledge.json', '{"documents":[{"file":"a.md","groups":["team"]}]}');

    await until(() => known().length === 0);
    followers = [];
  });

  it('withdraws a folder whose knowledge.json is malformed and brings it back when it is mended', async () => {
    await folder.write('docs/sub/a.md', 'Text.');
    follow();
    await until(() => groupsOf('sub/a.md') === null);

    await folder.write('docs/sub/knowledge.json', '{');
    await until(() => groupsOf('sub/a.md')?.length === 0);
    await folder.write('docs/sub/knowledge.json', '{"documents":[]}');

    await until(() => groupsOf('sub/a.md') === null);
    assert.ok(logged.some((line) => /knowledge\.json.*nobody may read/.test(line)));
  });

  it('notices a knowledge.json that comes above the folder, where nothing is announced', async () => {
    await folder.write('docs/a.md', 'Text.');
    follow({ pollMillis: 20 });
    await until(() => groupsOf('a.md') === null);

    await folder.write('knowledge.json', '{"documents":[{"file":"docs/a.md","groups":["team"]}]}');

    await until(() => groupsOf('a.md')?.[0] === 'team');
  });

  it('says once that the folder is missing, keeps what was read, and goes on when it is back', async () => {
    await folder.write('docs/a.md', 'A.');
    follow({ pollMillis: 20 });
    await until(() => known().length === 1);

    await rename(join(folder.path, 'docs'), join(folder.path, 'away'));
    await until(() => troubles().length === 1);
    await folder.write('away/b.md', 'B.');
    await rename(join(folder.path, 'away'), join(folder.path, 'docs'));
    await until(() => known().length === 2);

    assert.match(troubles()[0] ?? '', /it is not there/);
    assert.deepEqual(store.deeds, ['save a.md', 'save b.md']);
    assert.ok(logged.some((line) => /is followed again/.test(line)));
  });

  it('waits for a folder that is not there yet', async () => {
    await rm(join(folder.path, 'docs'), { recursive: true });
    follow({ pollMillis: 20 });
    await until(() => troubles().length === 1);

    await folder.write('docs/a.md', 'A.');

    await until(() => known().length === 1);
  });

  it('keeps what was read when the folder is empty at the start, as before a share is mounted', async () => {
    await folder.write('docs/a.md', 'A.');
    follow();
    await until(() => known().length === 1);
    await stopAll();

    await rename(join(folder.path, 'docs/a.md'), join(folder.path, 'a.md'));
    follow({ pollMillis: 20 });
    await until(() => troubles().some((line) => /is it mounted/.test(line)));
    await rename(join(folder.path, 'a.md'), join(folder.path, 'docs/a.md'));
    await until(() => logged.some((line) => /is followed again/.test(line)));

    assert.deepEqual(store.deeds, ['save a.md']);
  });

  it('keeps what was read from a folder below that may not be opened', async () => {
    await folder.write('docs/sub/a.md', 'A.');
    await folder.write('docs/b.md', 'B.');
    follow();
    await until(() => textOf('sub/a.md') === 'A.' && textOf('b.md') === 'B.');

    await folder.asNobody(async () => {
      await chmod(join(folder.path, 'docs/sub'), 0o000);
      await folder.write('docs/b.md', 'Changed.');
      await until(() => textOf('b.md') === 'Changed.');
      await chmod(join(folder.path, 'docs/sub'), 0o700);
    });

    assert.equal(textOf('sub/a.md'), 'A.');
  });

  it('tries a file that cannot be read once, and again when it has changed', async () => {
    await folder.write('docs/bad.pdf', 'no PDF');
    await folder.write('docs/a.md', 'A.');
    follow();
    await until(() => textOf('a.md') === 'A.');
    await folder.write('docs/a.md', 'B.');
    await until(() => textOf('a.md') === 'B.');
    const sentences = logged.filter((line) => /bad\.pdf/.test(line)).length;

    await folder.write('docs/bad.pdf', 'still none');

    await until(() => logged.filter((line) => /bad\.pdf/.test(line)).length === 2);
    assert.equal(sentences, 1);
  });

  it('tries again after an ingest that failed as a whole', async () => {
    await folder.write('docs/a.md', 'A.');
    const list = store.listDocuments.bind(store);
    let isAway = true;
    store.listDocuments = () => (isAway ? Promise.reject(new Error('The database is away.')) : list());
    follow({ pollMillis: 20 });
    await until(() => logged.some((line) => /The database is away/.test(line)));

    isAway = false;

    await until(() => textOf('a.md') === 'A.');
  });

  it('comes to the same knowledge base with several followers as with one', async () => {
    await folder.write('docs/a.md', 'A.');
    await folder.write('docs/b.md', 'B.');
    follow();
    follow();
    await until(() => known().length === 2);

    await rm(join(folder.path, 'docs/a.md'));
    await folder.write('docs/b.md', 'Changed.');
    await until(() => known().length === 1 && textOf('b.md') === 'Changed.');
    await stopAll();

    assert.deepEqual(known(), ['b.md']);
    assert.equal(store.deeds.filter((deed) => deed === 'remove a.md').length, 1);
  });

  it('stops in the middle of a document', async () => {
    await folder.write('docs/large.txt', 'word '.repeat(1_900_000));
    follow();
    await until(() => running === 1);

    await stopAll();

    assert.equal(running, 0);
    assert.deepEqual(store.deeds, []);
  });

  interface FollowOptions {
    restMillis?: number;
    pollMillis?: number;
    ingest?: FollowPorts['ingest'];
  }

  function follow({ restMillis = 20, pollMillis = NEVER_MILLIS, ingest = ingestFolder }: FollowOptions = {}): void {
    const settings = { folder: join(folder.path, 'docs'), restMillis, pollMillis };
    followers.push(new FolderFollower(settings, { knowledge: store, log, ingest }));
  }

  const ingestFolder: FollowPorts['ingest'] = async (request, watch) => {
    running++;
    mostAtOnce = Math.max(mostAtOnce, running);
    const ports = { knowledge: store, log, clock: { now: () => new Date() } };
    return ingestDocuments({ ...request, origin: 'ingest' }, ports, watch).finally(() => running--);
  };

  const note = (facts: object, message: string): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log = { debug: note, info: note, warn: note, error: note };

  async function stopAll(): Promise<void> {
    await Promise.all(followers.map((follower) => follower.stop()));
    followers = [];
  }

  const textOf = (file: string): string | undefined =>
    store
      .byFile(file)
      ?.passages.map(({ text }) => text)
      .join('\n');
  const groupsOf = (file: string): readonly string[] | null | undefined => store.byFile(file)?.document.groups;
  const known = (): string[] =>
    ['a.md', 'b.md', 'c.md', 'growing.md', 'whole.md'].filter((file) => textOf(file) !== undefined);
  const troubles = (): string[] => logged.filter((line) => /cannot be followed now/.test(line));
});

/** Waits for a state, however long it takes; the test's own time-out is what gives up. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
