import assert from 'node:assert/strict';
import { type ModelSettings, openaiModel } from '../../../src/adapters/openai/openaiModel.ts';
import { type ModelRequest, ModelUnavailable } from '../../../src/ports/languageModel.ts';
import { describeLanguageModel } from '../../contracts/languageModel.ts';
import {
  type ChatAnswer,
  type ChatBody,
  FILTERED_PROMPT,
  type OpenaiServer,
  startOpenaiServer,
} from '../../support/openaiServer.ts';

const KEY = 'secret-key-4711';
const MODELS = ['chat-large', 'chat-small'];
const forever = new AbortController().signal;

const schema = {
  type: 'object',
  properties: { price: { type: 'integer' } },
  required: ['price'],
  additionalProperties: false,
};
const request: ModelRequest = {
  instructions: 'Answer.',
  messages: [{ role: 'person', text: 'a caller said something' }],
  schema: { name: 'price', schema },
  withinMs: 5000,
};

/** Answers the contract's questions: a tool first where there is one, then the price that was told. */
function scripted({ messages, tools }: ChatBody): ChatAnswer {
  const told = messages.map(({ content }) => content ?? '').join('\n');
  if (tools !== undefined && !messages.some(({ role }) => role === 'tool')) {
    return { toolCalls: [{ name: 'look_up_price', input: { plan: 'Flex 10' } }] };
  }
  return { output: { plan: 'Flex 10', pounds: told.includes('17 pounds') ? 17 : 0, price: 10 } };
}

const WIRES: Readonly<Record<'azure' | 'openai', (url: string) => ModelSettings>> = {
  azure: (url) => ({ kind: 'azure', endpoint: `${url}/`, apiKey: KEY, models: MODELS }),
  openai: (url) => ({ kind: 'compatible', baseUrl: url, apiKey: KEY, models: MODELS }),
};

for (const kind of ['azure', 'openai'] as const) {
  describe(`language model over the wire of ${kind}`, () => {
    let server: OpenaiServer;
    let answer: (body: ChatBody) => ChatAnswer;
    const connect = (over: object = {}) => openaiModel({ ...WIRES[kind](server.url), ...over });
    const alone = { models: MODELS.slice(0, 1) };
    beforeEach(async () => {
      answer = scripted;
      server = await startOpenaiServer({ kind, key: KEY, models: MODELS, answer: (body) => answer(body) });
    });
    afterEach(() => {
      assert.deepEqual(server.broken, [], 'the client broke the contract');
      return server.close();
    });

    describeLanguageModel(`contract server of ${kind}`, () => connect());

    it('takes the next deployment at once when the first is busy, and leaves the first alone for as long as it asked', async () => {
      const model = await connect();
      server.fail({ status: 429, headers: { 'retry-after': '60' } });

      await model.complete(request, forever);
      await model.complete(request, forever);

      assert.deepEqual(
        server.chats.map(({ model: asked }) => asked),
        ['chat-small', 'chat-small'],
      );
    });

    it('waits for a busy model when there is no other and the time allows', async () => {
      const model = await connect(alone);
      server.fail(
        { status: 429, headers: { 'retry-after-ms': '40' } },
        { status: 503, headers: { 'retry-after': '0' } },
      );

      const reply = await model.complete(request, forever);

      assert.deepEqual(reply.output, { plan: 'Flex 10', pounds: 0, price: 10 });
    });

    it('does not wait for a model that asks for longer than anybody waits', async () => {
      const model = await connect(alone);
      server.fail({ status: 429, headers: { 'retry-after': '60' } });

      await assert.rejects(
        model.complete(request, forever),
        (error: unknown) => error instanceof ModelUnavailable && error.status === 429 && /quota/.test(error.message),
      );
      await assert.rejects(model.complete(request, forever), /left alone/);
      assert.equal(server.chats.length, 0);
    });

    it('goes on with the next deployment after a fault, a cut connection, a page instead of an answer, half an answer', async () => {
      for (const fault of [{ status: 500 }, 'cut' as const, 'html' as const]) {
        const model = await connect();
        server.fail(fault);
        assert.ok((await model.complete(request, forever)).output);
      }
      let count = 0;
      answer = (body) => ({ ...scripted(body), ...((count += 1) === 1 ? { cutAfter: 3 } : {}) });

      const reply = await (await connect()).complete(request, forever);

      assert.equal((reply.output as { price: number }).price, 10);
    });

    it('does not let a deployment that hangs use up the time of the next one', async () => {
      const model = await connect();
      server.failAlways('hang', 'chat-large');

      const reply = await model.complete({ ...request, withinMs: 4000 }, forever);

      assert.ok(reply.output);
    });

    it('asks a model that failed again and again no more for a while', async () => {
      const model = await connect(alone);
      server.failAlways({ status: 500 });
      await assert.rejects(model.complete({ ...request, withinMs: 2500 }, forever), /fault of its own/);

      server.failAlways(undefined);

      await assert.rejects(model.complete(request, forever), /left alone/);
      assert.equal(server.chats.length, 0);
    });

    it('tells a prompt that was filtered from a fault, and does not try it elsewhere', async () => {
      const model = await connect();
      server.fail(FILTERED_PROMPT);

      const reply = await model.complete(request, forever);

      assert.equal(reply.none, 'filtered');
      assert.ok(reply.tokens.input > 0);
      assert.equal(server.chats.length, 0);
    });

    it('tells an answer that was filtered, refused, cut or no JSON', async () => {
      const model = await connect();
      const said: ChatAnswer[] = [
        { output: 'The an', finish: 'content_filter' },
        { refusal: "I'm sorry, I can't help with that." },
        { output: '{"price":', finish: 'length' },
        { output: '{"price":' },
        { toolCalls: [{ name: 'look_up_price', input: '{"plan":' }] },
      ];
      answer = () => said.shift() ?? {};

      const replies = [];
      while (said.length > 0) replies.push(await model.complete(request, forever));

      assert.deepEqual(
        replies.map(({ none }) => none),
        ['filtered', 'refused', 'cut', 'malformed', 'malformed'],
      );
    });

    it('estimates tokens where the server does not tell them', async () => {
      answer = (body) => ({ ...scripted(body), hasUsage: false });

      const { tokens } = await (await connect()).complete(request, forever);

      assert.ok(tokens.input > 50 && tokens.output > 5);
    });

    it('stops at once when it is told to, also in the middle of a wait', async () => {
      const model = await connect(alone);
      const gone = new Error('nobody waits');
      server.fail({ status: 429, headers: { 'retry-after': '4' } });
      const waiting = new AbortController();
      setTimeout(() => waiting.abort(gone), 50);

      await assert.rejects(model.complete({ ...request, withinMs: 60_000 }, waiting.signal), gone);
    });

    it('names the setting to check, and never the key or the text', async () => {
      server.fail({ status: 401 }, { status: 404, code: 'DeploymentNotFound' });
      const model = await connect(alone);

      const refusals = [];
      for (let count = 0; count < 2; count += 1) {
        refusals.push(await model.complete(request, forever).then(() => 'answered', String));
      }

      const [key, name] =
        kind === 'azure' ? ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_DEPLOYMENT'] : ['OPENAI_API_KEY', 'OPENAI_MODEL'];
      assert.match(refusals[0] ?? '', new RegExp(`401.*${key}`));
      assert.match(refusals[1] ?? '', new RegExp(`404.*${name}`));
      assert.doesNotMatch(refusals.join(), /secret-key|caller said/);
    });
  });
}

describe('language model: what deployments differ in', () => {
  it('finds out which limit of the answer a deployment takes', async () => {
    const limitField = 'max_tokens' as const;
    const server = await startOpenaiServer({ kind: 'azure', key: KEY, models: MODELS, answer: scripted, limitField });
    const model = await openaiModel(WIRES.azure(server.url));

    await model.complete(request, forever);
    await model.complete(request, forever);

    assert.equal(server.chats.length, 2);
    assert.equal(server.broken.length, 1);
    await server.close();
  });

  it('proves who it is by a token where there is no key', async () => {
    const server = await startOpenaiServer({ kind: 'azure', token: 'entra-token', models: MODELS, answer: scripted });
    const token = () => Promise.resolve('entra-token');
    const model = await openaiModel({ kind: 'azure', endpoint: server.url, apiKey: undefined, token, models: MODELS });

    assert.ok((await model.complete(request, forever)).output);
    await server.close();
  });
});

describe('the contract server', () => {
  const good = { model: MODELS[0], messages: [{ role: 'user', content: 'hello' }], stream: true };
  const calling = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
  };
  const open = { type: 'object', properties: { a: { type: 'string' } }, required: [], additionalProperties: false };
  const azure = '/openai/deployments/chat-large/chat/completions';
  const planted: readonly [
    string,
    { path?: string; headers?: Record<string, string>; body?: object | string },
    number,
  ][] = [
    ['no api-version', { path: azure }, 404],
    ['another deployment', { path: `${azure.replace('chat-large', 'other')}?api-version=2024-10-21` }, 404],
    ['the key as a bearer token', { headers: { 'api-key': '', authorization: `Bearer ${KEY}` } }, 401],
    ['a field nobody knows', { body: { ...good, prompt: 'hello' } }, 400],
    ['no JSON', { body: '{' }, 400],
    ['no messages', { body: { ...good, messages: [] } }, 400],
    ['a tool call without its answer', { body: { ...good, messages: [calling, ...good.messages] } }, 400],
    [
      'a tool answer nobody asked for',
      { body: { ...good, messages: [{ role: 'tool', tool_call_id: 'x', content: '' }] } },
      400,
    ],
    ['both limits', { body: { ...good, max_tokens: 1, max_completion_tokens: 1 } }, 400],
    [
      'stream options without a stream',
      { body: { ...good, stream: false, stream_options: { include_usage: true } } },
      400,
    ],
    [
      'a strict schema that leaves a property open',
      {
        body: {
          ...good,
          response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema: open } },
        },
      },
      400,
    ],
    [
      'a tool with a name that is none',
      { body: { ...good, tools: [{ type: 'function', function: { name: 'a b' } }] } },
      400,
    ],
  ];

  for (const [what, { path = `${azure}?api-version=2024-10-21`, headers = {}, body = good }, status] of planted) {
    it(`turns away a client that sends ${what}`, async () => {
      const server = await startOpenaiServer({ kind: 'azure', key: KEY, models: MODELS });

      const response = await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { 'api-key': KEY, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });

      assert.equal(response.status, status);
      assert.equal(server.chats.length, 0);
      await server.close();
    });
  }
});
