import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openRights } from '../../src/knowledge/knowledgeJson.ts';
import { makeFolder, type TestFolder } from './support/folder.ts';

describe('rights by knowledge.json', () => {
  let folder: TestFolder;
  beforeEach(async () => void (folder = await makeFolder()));
  afterEach(() => folder.remove());

  it('lets every signed-in agent read what no file names', async () => {
    assert.deepEqual(await rightsOf('a.md'), { groups: null });
  });

  it('takes groups, dates and the rest from the entry, and ignores fields it does not know', async () => {
    await says('knowledge.json', {
      file: 'sub/a.md',
      title: 'A',
      groups: ['team'],
      effectiveDate: '2026-03-01',
      series: 's',
      sensitivity: 'Confidential',
      url: 'https://example.com/a',
      owner: 'somebody',
    });

    assert.deepEqual(await rightsOf('sub/a.md'), {
      title: 'A',
      groups: ['team'],
      effectiveDate: '2026-03-01',
      series: 's',
      sensitivity: 'Confidential',
      url: 'https://example.com/a',
    });
  });

  it('withdraws what stands below a file that misspells groups, instead of opening it', async () => {
    await says('knowledge.json', { file: 'a.md', group: ['team'] });

    assert.deepEqual(await rightsOf('a.md'), { groups: [] });
  });

  it('withdraws as well for rights in other words, beside the documents, or for a whole folder', async () => {
    const entry = { file: 'a.md', groups: ['team'] };
    const wrong: object[] = [
      ...['gorups', 'visibleTo', 'audience', 'viewers', 'members', 'teams'].map((field) => ({
        documents: [{ file: 'a.md', [field]: ['team'] }],
      })),
      { documents: [entry], groups: ['team'] },
      { documents: [{ file: 'restricted', groups: ['team'] }] },
      { documents: [{ file: 'restricted/', groups: ['team'] }] },
    ];

    for (const json of wrong) {
      await folder.write('knowledge.json', JSON.stringify(json));
      assert.deepEqual(await rightsOf('a.md'), { groups: [] }, JSON.stringify(json));
    }
  });

  it('does not give a document the rights of its namesake above when its folder is read by itself', async () => {
    await folder.write('a.md', 'The one above.');
    await says('knowledge.json', { file: 'a.md' }, { file: 'sub/a.md', groups: ['team'] });

    assert.deepEqual((await rightsOf('sub/a.md', 'sub')).groups, ['team']);
  });

  it('lets only those read behind a link who may read on both of its sides', async () => {
    await says('docs/knowledge.json', { file: 'a.md', groups: ['team', 'leads'] }, { file: 'b.md', groups: ['team'] });
    await says('knowledge.json', { file: 'link/a.md', groups: ['leads', 'others'] });
    const behindLink = (file: string) =>
      openRights().rightsOf({
        path: join(folder.path, 'link', file),
        root: join(folder.path, 'link'),
        real: { path: join(folder.path, 'docs', file), root: join(folder.path, 'docs') },
      });

    assert.deepEqual((await behindLink('a.md')).groups, ['leads']);
    assert.deepEqual((await behindLink('b.md')).groups, ['team']);
  });

  it('believes the nearest file that names the document', async () => {
    await says('knowledge.json', { file: 'sub/a.md', groups: ['far'] }, { file: 'sub/b.md', groups: ['far'] });
    await says('sub/knowledge.json', { file: 'a.md', groups: ['near'] });

    assert.deepEqual((await rightsOf('sub/a.md')).groups, ['near']);
    assert.deepEqual((await rightsOf('sub/b.md')).groups, ['far']);
  });

  it('finds the entry above the ingested folder, and by the path from that folder', async () => {
    await says('knowledge.json', { file: 'sub/a.md', groups: ['above'] });
    await says('sub/deep/knowledge.json', { file: 'deep/b.md', groups: ['base'] });

    assert.deepEqual((await rightsOf('sub/a.md', 'sub')).groups, ['above']);
    assert.deepEqual((await rightsOf('sub/deep/b.md', 'sub')).groups, ['base']);
  });

  it('is not misled by letter case, accents written in two ways, or backslashes', async () => {
    await says('knowledge.json', { file: 'Sub\\Gu\u0308te.MD', groups: ['team'] });

    assert.deepEqual((await rightsOf('sub/güte.md')).groups, ['team']);
  });

  const malformed: readonly [string, string][] = [
    ['is no JSON', '{"documents": ['],
    ['has no list', '{}'],
    ['has groups that are no list', '{"documents":[{"file":"x.md","groups":"team"}]}'],
    ['has a null for groups', '{"documents":[{"file":"x.md","groups":null}]}'],
    ['has a date that is none', '{"documents":[{"file":"x.md","effectiveDate":"soon"}]}'],
    ['has an address that is no web address', '{"documents":[{"file":"x.md","url":"javascript:alert(1)"}]}'],
    ['names a file twice', '{"documents":[{"file":"x.md","groups":[]},{"file":"./x.md"}]}'],
  ];
  for (const [what, text] of malformed) {
    it(`withdraws everything below a file that ${what}`, async () => {
      await folder.write('sub/knowledge.json', text);
      await says('sub/deep/knowledge.json', { file: 'a.md', groups: ['team'] });
      const rights = openRights();

      const inside = await rights.rightsOf({ path: join(folder.path, 'sub/deep/a.md'), root: folder.path });
      const outside = await rights.rightsOf({ path: join(folder.path, 'b.md'), root: folder.path });

      assert.deepEqual(inside, { groups: [] });
      assert.deepEqual(outside, { groups: null });
      assert.equal(rights.found().filter(({ problem }) => problem !== undefined).length, 1);
    });
  }

  function says(file: string, ...documents: readonly object[]): Promise<string> {
    return folder.write(file, JSON.stringify({ documents }));
  }

  function rightsOf(file: string, root = '.'): ReturnType<ReturnType<typeof openRights>['rightsOf']> {
    return openRights().rightsOf({ path: join(folder.path, file), root: join(folder.path, root) });
  }
});
