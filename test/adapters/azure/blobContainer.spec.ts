import assert from 'node:assert/strict';
import { blobContainer, type ContainerSettings } from '../../../src/adapters/azure/sources/blobContainer.ts';
import { blobAdvice } from '../../../src/adapters/azure/sources/sourceAdvice.ts';
import { ItemGone, ItemRefused, type KnowledgeSource, type SourceItem, SourceUnavailable } from '../../../src/ports/knowledgeSource.ts'; // prettier-ignore
import { describeKnowledgeSource } from '../../contracts/knowledgeSource.ts';
import { type BlobServer, startBlobs } from '../../support/sources/blobServer.ts';

const TEAM = '11111111-2222-3333-4444-555555555555';
const signal = new AbortController().signal;

describeKnowledgeSource('blob container', async () => {
  const blobs = await startBlobs();
  return {
    source: container(blobs),
    put: (file, content, readers) => {
      blobs.put(file, content, { earpiece_groups: readers === 'team' ? 'team' : '' });
      return Promise.resolve(file);
    },
    remove: (itemId) => Promise.resolve(blobs.remove(itemId)),
    broken: () => blobs.broken,
    close: () => blobs.close(),
  };
});

describe('a blob container', () => {
  let blobs: BlobServer;
  beforeEach(async () => {
    blobs = await startBlobs();
  });
  afterEach(() => blobs.close());

  it('opens a blob to the groups of its metadata, to everybody only when that is said, else to nobody', async () => {
    blobs.put('a.md', 'x', { earpiece_groups: ' retention-team , team' });
    blobs.put('b.md', 'x', { Earpiece_Groups: TEAM.toUpperCase() });
    blobs.put('c.md', 'x', { earpiece_groups: '*' });
    blobs.put('d.md', 'x', { earpiece_groups: '' });
    blobs.put('e.md', 'x', { other: 'team' });
    blobs.put('f.md', 'x');

    const items = await listed(container(blobs));

    const missing = 'It has no metadata earpiece_groups.';
    assert.deepEqual(
      items.map(({ groups, notice }) => [groups, notice]),
      [
        [['retention-team', 'team'], undefined],
        [['team'], undefined],
        [null, undefined],
        [[], undefined],
        [[], missing],
        [[], missing],
      ],
    );
  });

  it('is another version when only the metadata changed, so that rights take effect', async () => {
    blobs.put('a.md', 'x', { earpiece_groups: 'team' });
    const [before] = await listed(container(blobs));

    blobs.describe('a.md', { earpiece_groups: 'other' });
    const [after] = await listed(container(blobs));

    assert.notEqual(after?.version, before?.version);
    await assert.rejects(container(blobs).open(before!, 10, signal), ItemGone);
  });

  it('lists one folder of the container alone, and no folders of a hierarchical account', async () => {
    blobs.put('manuals/a.md', 'x', { earpiece_groups: 'team' });
    blobs.put('manuals/deep', '', { hdi_isfolder: 'true' });
    blobs.put('manuals-old/b.md', 'x', { earpiece_groups: 'team' });

    const items = await listed(container(blobs, { path: '/knowledge/manuals/' }));

    assert.deepEqual(items.map(({ itemId, file }) => [itemId, file]), [['manuals/a.md', 'a.md']]); // prettier-ignore
  });

  it('reads names that XML cannot hold', async () => {
    blobs.put('odd\uFFFE.md', 'x', { earpiece_groups: 'team' });

    assert.equal((await listed(container(blobs)))[0]?.file, 'odd\uFFFE.md');
  });

  it('refuses an archived blob and leaves the others', async () => {
    blobs.put('a.md', 'x', { earpiece_groups: 'team' });
    const [item] = await listed(container(blobs));
    blobs.failNext(409);

    await assert.rejects(container(blobs).open(item!, 10, signal), (error: unknown) => {
      assert.ok(error instanceof ItemRefused);
      assert.match(error.message, /archived/);
      return true;
    });
  });

  it('waits as long as the service asks for, and says how long when that is too long', async () => {
    const paused: number[] = [];
    const pause = async (millis: number): Promise<void> => void paused.push(millis);
    blobs.failNext(503, { 'retry-after': '7' });
    await container(blobs, { pause }).check(signal);
    blobs.failNext(503, { 'retry-after': '900' });

    await assert.rejects(container(blobs, { pause }).check(signal), (error: unknown) => {
      assert.equal(error instanceof SourceUnavailable && error.waitMs, 900_000);
      return true;
    });
    assert.deepEqual(paused, [7000]);
  });

  it('says what to do about a missing role or container, and repeats nothing that the service said', async () => {
    for (const [status, expected] of [
      [401, /401: .*Storage Blob Data Reader/],
      [403, /403: .*Storage Blob Data Reader/],
      [404, /404: .*BLOB_CONTAINERS/],
      [500, /500/],
    ] as const) {
      blobs.failNext(status);

      await assert.rejects(container(blobs).check(signal), (error: unknown) => {
        assert.ok(error instanceof SourceUnavailable, String(error));
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /canary/);
        return true;
      });
    }
  });

  it('takes what is no list for no answer, never for an empty container', async () => {
    const entity = '<!DOCTYPE x [<!ENTITY a "b">]><EnumerationResults><Blobs></Blobs></EnumerationResults>';
    for (const body of ['', '<html></html>', '{"value":[]}', '<EnumerationResults></EnumerationResults>', entity]) {
      blobs.listInstead = body;

      await assert.rejects(listed(container(blobs)), SourceUnavailable, body);
    }
  });

  it('fails these tests when it shows no token', async () => {
    await assert.rejects(container(blobs, { token: 'stale' }).check(signal));

    assert.deepEqual(blobs.broken, ['bearer token']);
  });
});

function container(
  blobs: BlobServer,
  {
    path = '/knowledge',
    token,
    ...over
  }: { path?: string; token?: string } & Pick<Partial<ContainerSettings['access']>, 'pause'> = {},
): KnowledgeSource {
  const access = { service: 'Azure Blob Storage', token: () => Promise.resolve(token ?? blobs.token), adviceFor: blobAdvice, ...over }; // prettier-ignore
  return blobContainer({ container: new URL(path, blobs.url), groups: [{ name: 'team', id: TEAM }], access });
}

async function listed(source: KnowledgeSource): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const page of source.look(undefined, signal)) items.push(...page.changed);
  return items;
}
