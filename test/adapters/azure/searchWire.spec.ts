import assert from 'node:assert/strict';
import type { KnowledgeIndex } from '../../../src/ports/knowledgeIndex.ts';
import { type FreshDatabase, freshSqlite } from '../../support/databases.ts';
import { aReadDocument } from '../../support/knowledge.ts';
import { readFilter } from '../../support/odataFilter.ts';
import { openSearch, SEARCH_KEY } from '../../support/searchIndexes.ts';
import { type SearchServer, SEARCH_VERSION, startSearchServer } from '../../support/searchServer.ts';
import type { WireQuery } from '../../support/searchServerIndex.ts';

const QUERY = { text: 'secret discount', groups: [], top: 1, now: new Date('2026-11-02T09:00:00Z') };
const forever = new AbortController().signal;

describe('Azure AI Search: what goes over the wire', () => {
  let place: FreshDatabase;
  let server: SearchServer;
  let index: KnowledgeIndex;

  beforeEach(async () => {
    place = await freshSqlite();
    server = await startSearchServer({ apiKey: SEARCH_KEY });
    const search = await openSearch(place, server.url, { semanticConfig: 'earpiece' });
    ({ index } = search);
    await search.knowledge.saveDocument(aReadDocument({ documentId: 'open', title: 'Open' }, 'A discount exists.'));
    for (let count = 0; count < 60; count += 1) {
      const restricted = { documentId: `r${count}`, title: 'Discount', groups: ['few'] };
      await search.knowledge.saveDocument(aReadDocument(restricted, 'The secret discount is 30 %.'));
    }
    await search.feeder.feed(forever);
  });
  afterEach(async () => {
    await index.close();
    await server.close();
    await place.remove();
  });

  /** The claim of the contract suite that a forgetful client breaks. */
  const findsWhatIsOpen = async (): Promise<void> => {
    const found = await index.search(QUERY);
    assert.deepEqual(
      found.map(({ passage }) => passage.documentId),
      ['open'],
    );
    assert.deepEqual([server.broken, server.unguarded], [[], []]);
  };

  it('keeps the claim while the client does as it should', findsWhatIsOpen);

  // A stand-in that lets these pass would prove nothing.
  const planted: Readonly<Record<string, (query: WireQuery) => void>> = {
    'sends no filter': (query) => delete query.filter,
    'leaves the groups out of the filter': (query) => (query.filter = 'revision le 1000'),
    'lets anybody in': (query) => (query.filter = `(${query.filter}) or revision ge 0`),
    'filters by a field that cannot be filtered': (query) => (query.filter = `${query.filter} and title eq 'Open'`),
    'breaks off its filter': (query) => (query.filter = `${query.filter} and (`),
    'asks for a field that cannot be read back': (query) => (query.select = 'passageId,groupIds'),
    'asks for more than one answer holds': (query) => (query.top = 1001),
    'asks for a ranker that is not there': (query) => (query.semanticConfiguration = 'other'),
    'sends a word nobody knows': (query) => Object.assign(query, { groups: ['few'] }),
    'sends a vector of another size': (query) =>
      (query.vectorQueries = [{ kind: 'vector', vector: [1, 2, 3], fields: 'vector_x' }]),
  };
  for (const [error, plant] of Object.entries(planted)) {
    it(`breaks the claim when a client ${error}`, async () => {
      server.plant(plant);

      await assert.rejects(findsWhatIsOpen);
    });
  }

  it('holds clients to a key and to a version of the interface', async () => {
    const address = `${server.url}/indexes('knowledge')/docs/search.post.search`;
    const ask = (query: string, headers: Record<string, string>) =>
      fetch(`${address}${query}`, { method: 'POST', headers, body: '{"search":"x"}' }).then(async (response) => {
        // A body that nobody reads keeps its connection.
        await response.text();
        return response.status;
      });

    const statuses = [
      await ask('', { 'api-key': SEARCH_KEY }),
      await ask(`?api-version=${SEARCH_VERSION}`, {}),
      await ask(`?api-version=${SEARCH_VERSION}`, { 'api-key': 'wrong' }),
      await ask(`?api-version=${SEARCH_VERSION}`, { authorization: 'Bearer wrong' }),
      await ask(`?api-version=${SEARCH_VERSION}`, { 'api-key': SEARCH_KEY }),
    ];

    assert.deepEqual(statuses, [400, 401, 403, 401, 200]);
  });

  it('asks for semantic ranking with captions, and shows a caption only where the passage still says so', async () => {
    const [found] = await index.search({ ...QUERY, text: 'discount' });

    const { queryType, semanticConfiguration, captions } = server.queries.at(-1)!;
    assert.deepEqual(
      [queryType, semanticConfiguration, captions, found?.caption],
      ['semantic', 'earpiece', 'extractive|highlight-false', 'A discount exists.'],
    );
  });

  it('takes a group for text, whatever it says', async () => {
    const groups = ["x', '|')) or revision ge 0 or groupIds/any(g: search.in(g, 'few", 'few|few', '*', '', '\ud800'];

    const found = await index.search({ ...QUERY, groups, top: 50 });

    assert.deepEqual(new Set(found.map(({ passage }) => passage.title)), new Set(['Open']));
    assert.deepEqual(server.broken, []);
  });

  it('names the setting to check, and never the key, whatever the service answers', async () => {
    const refusals: string[] = [];
    const faults = [400, 403, 429, 503].map((status) => ({ status, body: status === 503 ? '<html>' : '' }));
    for (const fault of [...faults, 'cut', { status: 404 }] as const) {
      server.fail(fault);
      refusals.push(await index.search(QUERY).then(String, String));
    }

    assert.ok(
      refusals.every((text) => /^SearchUnavailable: Azure AI Search (answered|did not)/.test(text)),
      refusals.join(),
    );
    assert.doesNotMatch(refusals.join(), new RegExp(SEARCH_KEY));
  });

  it('reads filters as documented', () => {
    // https://learn.microsoft.com/azure/search/search-query-odata-filter and .../search-security-trimming-for-azure-search,
    // samples as they stood on 2026-11-21.
    const fields = new Map(
      Object.entries({
        group_ids: 'Collection(Edm.String)',
        HotelName: 'Edm.String',
        Rating: 'Edm.Int32',
        ParkingIncluded: 'Edm.Boolean',
        LastRenovationDate: 'Edm.DateTimeOffset',
        Tags: 'Collection(Edm.String)',
      }).map(([name, type]) => [name, { type, filterable: true }]),
    );
    const hotel = { HotelName: 'Sea View motel', Rating: 4, ParkingIncluded: true, Tags: ['wifi', 'pool'], group_ids: ['group_id1'], LastRenovationDate: '2009-12-31T00:00:00Z' }; // prettier-ignore
    const holds = (filter: string) => readFilter(filter, fields)(hotel);

    const yes = [
      "group_ids/any(g:search.in(g, 'group_id1, group_id2'))",
      'ParkingIncluded and Rating ge 4',
      "search.in(HotelName, 'Sea View motel|Budget hotel', '|')",
      "Tags/any(tag: tag eq 'wifi')",
      "not Tags/any(t: t eq 'motel')",
      "Tags/all(t: not search.in(t, 'motel,inn', ','))",
      'LastRenovationDate lt 2010-01-01T00:00:00Z or Rating eq 1',
      'Tags/any()',
    ].map(holds);
    const no = ["group_ids/any(g:search.in(g, 'group_id7'))", 'not ParkingIncluded', "HotelName eq 'Sea''s'"].map(
      holds,
    );

    assert.deepEqual([new Set(yes), new Set(no)], [new Set([true]), new Set([false])]);
  });
});
