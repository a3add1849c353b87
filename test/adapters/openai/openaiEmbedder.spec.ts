import assert from 'node:assert/strict';
import { type EmbedderSettings, openaiEmbedder } from '../../../src/adapters/openai/openaiEmbedder.ts';
import { EmbedderUnavailable, TextNotEmbeddable } from '../../../src/ports/embedder.ts';
import { type OpenaiServer, startOpenaiServer } from '../../support/openaiServer.ts';

const KEY = 'secret-key-4711';
const MODEL = 'embedding-small';
const forever = new AbortController().signal;
const lengths = (text: string): number[] => [text.length, 1, 0];

const WIRES: Readonly<Record<'azure' | 'openai', (url: string) => EmbedderSettings>> = {
  azure: (url) => ({ kind: 'azure', endpoint: `${url}/`, apiKey: KEY, deployment: MODEL }),
  openai: (url) => ({ kind: 'compatible', baseUrl: url, apiKey: KEY, model: MODEL }),
};

for (const kind of ['azure', 'openai'] as const) {
  describe(`embedder over the wire of ${kind}`, () => {
    let server: OpenaiServer;
    const connect = (over: object = {}) => openaiEmbedder({ ...WIRES[kind](server.url), ...over });
    beforeEach(async () => {
      server = await startOpenaiServer({ kind, key: KEY, models: [MODEL], vectorOf: lengths });
    });
    afterEach(() => server.close());

    it('gives one vector of length 1 per text, in their order, in batches that break no rule', async () => {
      const embedder = await connect();
      const texts = Array.from({ length: 100 }, (_, index) => 'x'.repeat(index + 1));

      const vectors = await embedder.embed(texts, forever);

      const ratios = vectors.map(([first = 0, second = 1]) => Math.round(first / second));
      assert.deepEqual(
        ratios,
        texts.map(({ length }) => length),
      );
      assert.ok(vectors.every((vector) => Math.abs(Math.hypot(...vector) - 1) < 1e-6));
      assert.deepEqual([embedder.model, embedder.dimensions, server.broken], [MODEL, 3, []]);
      assert.ok(server.calls.length > 1);
    });

    it('asks nothing for no texts', async () => {
      assert.deepEqual(await (await connect()).embed([], forever), []);
      assert.deepEqual(server.calls, []);
    });

    it('tries again when the server is busy', async () => {
      const embedder = await connect();
      server.fail(
        { status: 429, headers: { 'retry-after-ms': '30' } },
        { status: 503, headers: { 'retry-after': '0' } },
      );

      const [vector] = await embedder.embed(['one'], forever);

      assert.equal(vector?.length, 3);
      assert.equal(server.calls.length, 1);
    });

    it('gives up at once when it is asked to wait longer than anybody would', async () => {
      const embedder = await connect();
      server.fail({ status: 429, headers: { 'retry-after': '3600' } });

      await assert.rejects(
        embedder.embed(['one'], forever),
        (error: unknown) => error instanceof EmbedderUnavailable && error.status === 429 && /quota/.test(error.message),
      );
      assert.equal(server.calls.length, 0);
    });

    it('goes on after a cut connection', async () => {
      const embedder = await connect();
      server.fail('cut');

      assert.equal((await embedder.embed(['one'], forever)).length, 1);
    });

    it('names the setting to check, and never the key or the text', async () => {
      const wrongKey = await connect({ apiKey: `${KEY}-wrong` });
      const wrongModel = await connect({ deployment: 'nothing', model: 'nothing' });
      const [key, model, place] =
        kind === 'azure'
          ? ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_EMBEDDING_DEPLOYMENT', 'AZURE_OPENAI_ENDPOINT']
          : ['OPENAI_API_KEY', 'OPENAI_EMBEDDING_MODEL', 'OPENAI_BASE_URL'];

      const refusals = await Promise.all(
        [wrongKey, wrongModel].map((embedder) => embedder.embed(['a caller said'], forever).catch(String)),
      );

      assert.match(String(refusals[0]), new RegExp(`EmbedderUnavailable: .*401.*${key}`));
      assert.match(String(refusals[1]), new RegExp(`EmbedderUnavailable: .*404.*${model} and ${place}`));
      assert.doesNotMatch(refusals.join(), /secret-key|caller said/);
    });

    it('tells a text that is refused from a server that is away', async () => {
      const embedder = await connect();

      await assert.rejects(embedder.embed(['x'.repeat(30_000)], forever), TextNotEmbeddable);
      await assert.rejects(embedder.embed([''], forever), TextNotEmbeddable);
    });

    it('stops at once when it is told to, also while it waits', async () => {
      const embedder = await connect();
      const gone = new Error('nobody waits any more');
      server.failAlways('hang');
      const hanging = new AbortController();
      const asking = embedder.embed(['one'], hanging.signal);
      hanging.abort(gone);
      server.failAlways({ status: 503, headers: { 'retry-after': '30' } });
      const waiting = new AbortController();
      const pausing = embedder.embed(['one'], waiting.signal);
      setTimeout(() => waiting.abort(gone), 50);

      await assert.rejects(asking, gone);
      await assert.rejects(pausing, gone);
      await assert.rejects(embedder.embed(['one'], AbortSignal.abort(gone)), gone);
    });
  });
}

describe('embedder: what servers may send', () => {
  const served = async (vectorOf: (text: string) => readonly number[], texts: string[]) => {
    const server = await startOpenaiServer({ kind: 'openai', key: 'none', models: [MODEL], vectorOf });
    const embedder = await openaiEmbedder({ kind: 'compatible', baseUrl: server.url, apiKey: undefined, model: MODEL });
    return embedder.embed(texts, forever).finally(() => server.close());
  };

  it('is taken from a server without a key', async () => {
    assert.equal((await served(lengths, ['one']))[0]?.length, 3);
  });

  it('is refused when it is no vector, or vectors of different sizes', async () => {
    await assert.rejects(
      served(() => [0, 0, 0], ['one']),
      /no vector/,
    );
    await assert.rejects(
      served((text) => new Array<number>(text.length).fill(1), ['one', 'three']),
      /different sizes/,
    );
  });
});
