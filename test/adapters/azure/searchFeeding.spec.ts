import assert from 'node:assert/strict';
import { searchInOutage } from '../../../src/knowledge/searchInOutage.ts';
import type { KnowledgeIndex } from '../../../src/ports/knowledgeIndex.ts';
import { type FreshDatabase, freshSqlite } from '../../support/databases.ts';
import { aReadDocument } from '../../support/knowledge.ts';
import { openSearch, SEARCH_KEY } from '../../support/searchIndexes.ts';
import { type SearchServer, startSearchServer } from '../../support/searchServer.ts';

const NOW = new Date('2026-11-02T09:00:00Z');
const forever = new AbortController().signal;

describe('feeding Azure AI Search', () => {
  let place: FreshDatabase;
  let server: SearchServer;
  const opened: KnowledgeIndex[] = [];
  const open = async (wanted: Parameters<typeof openSearch>[2] = {}) => {
    const search = await openSearch(place, server.url, wanted);
    opened.push(search.index);
    return search;
  };
  const texts = () => [...(server.indexes.get('knowledge')?.documents.values() ?? [])].map(({ text }) => text).sort();

  beforeEach(async () => {
    place = await freshSqlite();
    server = await startSearchServer({ apiKey: SEARCH_KEY, bearer: 'token-of-the-bot' });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((index) => index.close()));
    await server.close();
    await place.remove();
  });

  it('makes the index once, and running it again changes nothing', async () => {
    const { feeder } = await open();
    await feeder.feed(forever);
    const first = server.indexes.get('knowledge')?.index;

    feeder.mistrust();
    await feeder.feed(forever);

    assert.deepEqual(server.indexes.get('knowledge')?.index, first);
    assert.deepEqual(server.broken, []);
  });

  it('adds what an index lacks and keeps what somebody else added', async () => {
    await (await open()).feeder.feed(forever);
    const held = server.indexes.get('knowledge')!;
    held.index.fields.push({ name: 'owner', type: 'Edm.String', searchable: false, filterable: true, sortable: false });

    await (await open({ semanticConfig: 'ranked' })).feeder.feed(forever);

    const { fields, semantic } = server.indexes.get('knowledge')!.index;
    assert.ok(fields.some(({ name }) => name === 'owner'));
    assert.deepEqual(
      semantic?.configurations?.map(({ name }) => name),
      ['ranked'],
    );
  });

  it('takes out what a shorter or removed document leaves behind', async () => {
    const { feeder, knowledge } = await open();
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'A1.', 'A2.', 'A3.'));
    await knowledge.saveDocument(aReadDocument({ documentId: 'b' }, 'B1.', 'B2.'));
    await feeder.feed(forever);

    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'A1 new.'));
    await knowledge.removeDocuments(['b']);
    await feeder.feed(forever);

    assert.deepEqual(texts(), ['A1 new.']);
  });

  it('sends no more than a thousand actions in one request', async () => {
    const { feeder, knowledge } = await open();
    const many = Array.from({ length: 2500 }, (_, count) => `Straw ${count}.`);
    await knowledge.saveDocument(aReadDocument({ documentId: 'hay' }, ...many));

    await feeder.feed(forever);

    assert.equal(texts().length, 2500);
    assert.deepEqual([Math.max(...server.batches) <= 1000, server.broken], [true, []]);
  });

  it('sends again what failed in parts or as a whole, as late as it is asked to', async () => {
    const { feeder, knowledge } = await open();
    await feeder.feed(forever);
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'A1.', 'A2.', 'A3.'));
    server.fail(
      { status: 429, headers: { 'retry-after-ms': '5' }, only: 'documents' },
      { status: 503, headers: { 'retry-after': '0' }, body: '', only: 'documents' },
    );
    server.failActions(503, 2);

    await feeder.feed(forever);

    assert.deepEqual(texts(), ['A1.', 'A2.', 'A3.']);
    assert.deepEqual(server.batches.slice(-2), [3, 2]);
  });

  it('loses nothing while the service is away, and nothing when the process ends half-way', async () => {
    const { feeder, knowledge } = await open();
    await feeder.feed(forever);
    server.failAlways({ status: 403, body: '' });
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'Written in the outage.'));
    await assert.rejects(() => feeder.feed(forever), /403: check AZURE_SEARCH_API_KEY/);
    server.failAlways(undefined);

    await (await open()).feeder.feed(forever);

    assert.deepEqual(texts(), ['Written in the outage.']);
  });

  it('sends everything again to an index that was deleted', async () => {
    const { feeder, knowledge, index } = await open();
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'Roaming is included.'));
    await feeder.feed(forever);
    server.indexes.delete('knowledge');

    await index.search({ text: 'roaming', groups: [], top: 5, now: NOW }).catch(() => undefined);
    await feeder.feed(forever);

    assert.deepEqual(texts(), ['Roaming is included.']);
  });

  it('takes out what a restored database knows nothing of', async () => {
    const { feeder, knowledge } = await open();
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'Known.'));
    await feeder.feed(forever);
    const { documents } = server.indexes.get('knowledge')!;
    documents.set('lost-0', { ...[...documents.values()][0], key: 'lost-0', revision: 99, text: 'Of a lost future.' });

    await (await open()).feeder.feed(forever);

    assert.deepEqual(texts(), ['Known.']);
  });

  it('puts vectors beside passages, keeps them when the document is sent again, and asks with them', async () => {
    const { feeder, knowledge, vectors, index } = await open({ vectorModel: 'm' });
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'Alpha.'));
    await knowledge.saveDocument(aReadDocument({ documentId: 'b', groups: ['few'] }, 'Beta.'));
    await feeder.feed(forever);
    await vectors.save('m', new Map([['a-0', Float32Array.of(1, 0)], ['b-0', Float32Array.of(0, 1)]])); // prettier-ignore
    await feeder.feed(forever);
    const vector = { model: 'm', values: Float32Array.of(0, 1), weight: 0.5 };

    const found = await index.search({ text: 'xylophone', groups: [], top: 5, now: NOW, vector });

    assert.deepEqual(
      found.map(({ passage }) => passage.documentId),
      ['a'],
    );
    assert.equal(server.queries.at(-1)?.vectorQueries?.[0]?.weight, 0.5);
    assert.deepEqual(server.broken, []);
  });

  it('shows the identity of the process where there is no key', async () => {
    const { createDefaultHttpClient } = await import('@azure/core-rest-pipeline');
    const plain = createDefaultHttpClient();
    const httpClient = {
      sendRequest: (request: Parameters<typeof plain.sendRequest>[0]) => {
        request.url = request.url.replace('https://search.example', server.url);
        request.allowInsecureConnection = true;
        return plain.sendRequest(request);
      },
    };
    const asked: unknown[] = [];
    const getToken = (scopes: unknown) => {
      asked.push(scopes);
      return Promise.resolve({ token: 'token-of-the-bot', expiresOnTimestamp: Date.now() + 3_600_000 });
    };
    const { feeder } = await open({ credential: { getToken }, endpoint: 'https://search.example', httpClient });

    await feeder.feed(forever);

    assert.deepEqual([server.broken, server.indexes.size], [[], 1]);
    assert.equal(String(asked[0]), 'https://search.azure.com/.default');
  });

  it('lets the local index answer while the service is away, and asks the service again after a rest', async () => {
    const { index, knowledge, feeder } = await open();
    await knowledge.saveDocument(aReadDocument({ documentId: 'a' }, 'Roaming is included.'));
    await feeder.feed(forever);
    const asked: string[] = [];
    const local: KnowledgeIndex = { ...index, search: () => Promise.resolve((asked.push('local'), [])) };
    const logged: string[] = [];
    const say = (_facts: object, message: string) => void logged.push(message);
    let now = NOW;
    const both = searchInOutage(
      { service: index, local },
      { clock: { now: () => now }, log: { debug: say, info: say, warn: say, error: say } },
    );
    const query = { text: 'roaming', groups: [], top: 5, now: NOW };

    const before = await both.search(query);
    for (const status of [403, 429, 503, 500]) {
      server.failAlways({ status, body: '<html>' });
      now = new Date(now.getTime() + 60_000);
      await both.search(query);
      await both.search(query);
    }
    server.failAlways(undefined);
    now = new Date(now.getTime() + 60_000);
    const after = await both.search(query);

    assert.deepEqual([before.length, asked.length, after.length], [1, 8, 1]);
    assert.deepEqual(logged, ['search service away, the local index answers', 'search service answers again']);
  });
});
