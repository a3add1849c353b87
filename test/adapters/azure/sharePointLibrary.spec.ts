import assert from 'node:assert/strict';
import { type LibrarySettings, sharePointLibrary } from '../../../src/adapters/azure/sources/sharePointLibrary.ts';
import { graphAdvice } from '../../../src/adapters/azure/sources/sourceAdvice.ts';
import { CannotDownload } from '../../../src/ports/fileDownloads.ts';
import {
  CursorExpired,
  ItemRefused,
  type KnowledgeSource,
  SourceUnavailable,
} from '../../../src/ports/knowledgeSource.ts';
import { describeKnowledgeSource } from '../../contracts/knowledgeSource.ts';
import { type GraphServer, LIBRARY, startGraph } from '../../support/sources/graphServer.ts';

const TEAM = '11111111-2222-3333-4444-555555555555';
const OTHER = '99999999-2222-3333-4444-555555555555';
const teamReads = [
  { id: '1', roles: ['read'], grantedToV2: { group: { id: TEAM.toUpperCase(), displayName: 'Team' } } },
];
const signal = new AbortController().signal;

describeKnowledgeSource('SharePoint library', async () => {
  const graph = await startGraph();
  const folders = new Map([['', 'root']]);
  const folderFor = (path: string): string => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const [name = '', ...above] = path.split('/').reverse();
    const parentId = folderFor(above.reverse().join('/'));
    const id = `folder-${folders.size}`;
    graph.put({ id, name, parentId, isFolder: true });
    folders.set(path, id);
    return id;
  };
  const ids = new Map<string, string>();
  return {
    source: library(graph),
    put: (file, content, readers) => {
      const id = ids.get(file) ?? `item-${ids.size}`;
      ids.set(file, id);
      const parts = file.split('/');
      const name = parts.pop() ?? '';
      graph.put({
        id,
        name,
        parentId: folderFor(parts.join('/')),
        content,
        permissions: readers === 'team' ? teamReads : [],
      });
      return Promise.resolve(id);
    },
    remove: (itemId) => Promise.resolve(graph.remove(itemId)),
    broken: () => graph.broken,
    close: () => graph.close(),
  };
});

describe('a SharePoint library', () => {
  let graph: GraphServer;
  beforeEach(async () => {
    graph = await startGraph();
  });
  afterEach(() => graph.close());

  it('opens a document to the Entra groups of its permissions that GROUP_MAP names, and says what opens to nobody', async () => {
    const link = { id: '2', roles: ['read'], link: { scope: 'organization', type: 'view' } };
    const toGroup = { ...link, grantedToIdentitiesV2: [{ group: { id: TEAM } }] };
    const person = { id: '3', roles: ['write'], grantedToV2: { user: { id: TEAM, displayName: 'John Doe' } } };
    const siteGroup = { id: '4', roles: ['owner'], grantedToV2: { siteGroup: { id: '3', displayName: 'KB Owners' } } };
    const unnamed = { id: '5', roles: ['read'], grantedToV2: { group: { id: OTHER } } };
    const noRole = { ...teamReads[0], roles: [] };
    const over = { ...teamReads[0], expirationDateTime: '2026-01-01T00:00:00Z' };

    const rights = await rightsBy([teamReads, [...teamReads, link], [toGroup], [person, siteGroup], [unnamed], [noRole], [over], []]); // prettier-ignore

    assert.deepEqual(rights, [
      { groups: ['team'] },
      { groups: ['team'], notice: 'It opens to nobody by sharing links.' },
      { groups: [], notice: 'It opens to nobody by sharing links.' },
      { groups: [], notice: 'It opens to nobody by grants to single people, groups of the SharePoint site.' },
      { groups: [], notice: `It opens to nobody by Entra groups that GROUP_MAP does not name (${OTHER}).` },
      { groups: [] },
      { groups: [] },
      { groups: [] },
    ]);
  });

  it('opens nothing by the permissions that the reference shows as an example', async () => {
    // https://learn.microsoft.com/graph/api/driveitem-list-permissions?view=graph-rest-1.0, read on 2026-11-21.
    const shown = [
      {
        id: '1',
        roles: ['write'],
        link: { webUrl: 'https://onedrive.live.com/redir?resid=5D33DD65C6932946!70859', type: 'edit' },
      },
      {
        ...{ id: '2', roles: ['write'], grantedTo: { user: { id: '5D33DD65C6932946', displayName: 'John Doe' } } },
        inheritedFrom: { driveId: '1234567890ABD', id: '1234567890ABC!123', path: '/drive/root:/Documents' },
      },
      {
        id: '3',
        roles: ['write'],
        link: { type: 'edit', application: { id: '12345', displayName: 'Contoso Time Manager' } },
      },
    ];

    const [rights] = await rightsBy([shown]);

    assert.deepEqual(rights, { groups: [], notice: 'It opens to nobody by sharing links, grants to single people.' });
  });

  it('passes over folders, notebooks and what is deleted, and closes what SharePoint found malware in', async () => {
    graph.put({ id: 'f', name: 'folder.md', parentId: 'root', isFolder: true });
    graph.put({ id: 'n', name: 'Notebook', parentId: 'root', isFolder: true, more: { package: { type: 'oneNote' } } });
    graph.put({
      id: 'm',
      name: 'bad.md',
      parentId: 'f',
      permissions: teamReads,
      more: { malware: { description: 'x' } },
    });

    const items = await listed(library(graph));

    assert.deepEqual(
      items.map(({ file, groups, notice }) => [file, groups, notice]),
      [['folder.md/bad.md', [], 'SharePoint has found malware in it.']],
    );
  });

  it('says that the cursor has expired when Graph wants everything listed anew', async () => {
    const source = library(graph);
    graph.put({ id: 'a', name: 'a.md', parentId: 'root', permissions: teamReads });
    const cursor = await cursorOf(source);
    graph.forgetTokens();

    await assert.rejects(listed(source, cursor), CursorExpired);
  });

  it('waits as long as Graph asks for, in a request and in a part of a batch', async () => {
    for (let item = 0; item < 3; item += 1)
      graph.put({ id: `a${item}`, name: `a${item}.md`, parentId: 'root', permissions: teamReads });

    graph.throttle(2, 7);
    const first = await listed(library(graph));
    graph.throttle(1, 9, 'batch');
    const second = await listed(library(graph));

    assert.deepEqual([first.length, second.length, graph.broken], [3, 3, []]);
  });

  it('leaves Graph alone until later when it asks for longer than a minute', async () => {
    graph.throttle(1, 300);

    await assert.rejects(listed(library(graph)), (error: unknown) => {
      assert.ok(error instanceof SourceUnavailable);
      assert.equal(error.waitMs, 300_000);
      return true;
    });
    assert.equal(graph.calls.length, 1);
  });

  it('asks for permissions of very many documents twenty at a time, and knows which are gone', async () => {
    const ids = Array.from({ length: 45 }, (_, item) => `a${item}`);
    for (const id of ids) graph.put({ id, name: `${id}.md`, parentId: 'root', permissions: teamReads });
    graph.remove('a7');

    const rights = await library(graph).rightsOf?.(ids, signal);

    assert.deepEqual([rights?.size, rights?.has('a7'), graph.broken], [44, false, []]);
    assert.equal(graph.calls.filter((call) => call === 'POST /v1.0/$batch').length, 3);
  });

  it('takes a part of the permissions for none', async () => {
    graph.put({ id: 'a', name: 'a.md', parentId: 'root', permissions: teamReads });
    graph.faults.set('PART /drives/b!drive-1/items/a', 403);

    await assert.rejects(library(graph).rightsOf!(['a'], signal), /403.*Sites\.Selected/);
  });

  it('says what to do about a missing permission or library, and repeats nothing that Graph said', async () => {
    for (const [path, status, expected] of [
      ['/v1.0/sites', 403, /403: .*Sites\.Selected/],
      ['/v1.0/sites', 404, /404: .*SHAREPOINT_LIBRARIES/],
      ['/v1.0/drives', 401, /401: .*Sites\.Selected/],
      ['/v1.0/drives', 500, /500/],
    ] as const) {
      graph.faults.set(path, status);

      await assert.rejects(library(graph).check(signal), (error: unknown) => {
        assert.ok(error instanceof SourceUnavailable, String(error));
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /canary/);
        return true;
      });
      graph.faults.clear();
    }
    const elsewhere = new URL('https://contoso.sharepoint.com/sites/kb/Nowhere');
    await assert.rejects(library(graph, { library: elsewhere }).check(signal), /no library \/sites\/kb\/Nowhere/);
  });

  it('never shows its token to another host that a link names', async () => {
    for (const id of ['a', 'b', 'c']) graph.put({ id, name: `${id}.md`, parentId: 'root', permissions: teamReads });
    graph.nextLinkHost = 'http://127.0.0.1:9';

    await assert.rejects(listed(library(graph)), /not its own/);
    await assert.rejects(listed(library(graph), 'https://evil.example/delta'), /not its own/);
  });

  it('refuses one document that is too large or not handed out, and is away when the file’s host is', async () => {
    graph.put({ id: 'a', name: 'a.md', parentId: 'root', content: 'x' });
    const failing = (reason: CannotDownload['reason']) =>
      library(graph, {}, () => Promise.reject(new CannotDownload(reason)));
    const item = { itemId: 'a', version: '1' };

    await assert.rejects(failing('too-large').open(item, 10, signal), ItemRefused);
    await assert.rejects(failing('private-address').open(item, 10, signal), SourceUnavailable);
    graph.faults.set('/v1.0/drives/b!drive-1/items/a/content', 403);
    await assert.rejects(library(graph).open(item, 10, signal), ItemRefused);
  });

  it('says that there is no token instead of asking without one', async () => {
    const access = { ...accessTo(graph), token: () => Promise.reject(new Error('secret-canary')) };

    await assert.rejects(library(graph, { access }).check(signal), /no token for Microsoft Graph: check the managed identity/); // prettier-ignore
    assert.deepEqual(graph.calls, []);
  });

  it('fails these tests when it shows no token or does not wait', async () => {
    await assert.rejects(library(graph, { access: { ...accessTo(graph), token: async () => 'stale' } }).check(signal));
    graph.throttle(1, 7);
    const hasty = { ...accessTo(graph), pause: async () => undefined };
    await assert.rejects(library(graph, { access: hasty }).check(signal));

    assert.deepEqual([graph.broken[0], graph.broken[1]], ['bearer token', 'came before Retry-After was over']);
  });

  async function rightsBy(all: readonly (readonly object[])[]) {
    const ids = all.map((permissions, index) => {
      graph.put({ id: `p${index}`, name: `p${index}.md`, parentId: 'root', permissions });
      return `p${index}`;
    });
    const rights = await library(graph).rightsOf?.(ids, signal);
    return ids.map((id) => rights?.get(id));
  }
});

function accessTo(graph: GraphServer): LibrarySettings['access'] {
  return {
    service: 'Microsoft Graph',
    graphUrl: graph.url,
    token: () => Promise.resolve(graph.token),
    adviceFor: graphAdvice,
    pause: async (millis) => graph.waited(millis),
  };
}

function library(
  graph: GraphServer,
  over: Partial<LibrarySettings> = {},
  download?: (address: string) => Promise<Uint8Array>,
): KnowledgeSource {
  const fetched = async (address: string): Promise<Uint8Array> => {
    const bytes = graph.contentAt(address);
    if (bytes === undefined) throw new CannotDownload('status');
    return bytes;
  };
  return sharePointLibrary(
    { library: LIBRARY, groups: [{ name: 'team', id: TEAM }], access: accessTo(graph), ...over },
    { downloads: { download: download ?? fetched }, clock: { now: () => new Date('2026-11-21T09:00:00Z') } },
  );
}

async function listed(source: KnowledgeSource, cursor?: string) {
  const items = [];
  for await (const page of source.look(cursor, signal)) items.push(...page.changed);
  return items;
}

async function cursorOf(source: KnowledgeSource): Promise<string | undefined> {
  let cursor: string | undefined;
  for await (const page of source.look(undefined, signal)) ({ cursor } = page);
  return cursor;
}
