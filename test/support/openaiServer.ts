import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatAnswer, type ChatBody, chunksOf, refusalOfChat } from './openai/chat.ts';
import { type EmbeddingsBody, type EmbeddingsCall, embeddingsReply, refusalOfEmbeddings } from './openai/embeddings.ts';
import { type Refusal, type Wire, wrong } from './openai/wire.ts';

export type { ChatAnswer, ChatBody } from './openai/chat.ts';

/** A fault to answer with; 'hang' answers nothing, 'cut' ends the connection, 'html' answers 200 with a page. */
export type Fault =
  'hang' | 'cut' | 'html' | { status: number; code?: string; headers?: Record<string, string>; error?: object };

/** What stands behind the wire. */
interface Behind {
  vectorOf?: (text: string) => readonly number[];
  /** What the model says; by deployment when several are there. */
  answer?: (body: ChatBody, model: string) => ChatAnswer;
  /** The only one of the two limit fields that this server takes. */
  limitField?: 'max_tokens' | 'max_completion_tokens';
}

/** A server on this machine that holds clients to the interface and keeps what they sent. */
export interface OpenaiServer {
  /** What a client is configured with: the resource of Azure, or the base address of OpenAI. */
  url: string;
  /** Requests for vectors that were let through. */
  calls: EmbeddingsCall[];
  /** Requests for answers that were let through, with the deployment or model asked. */
  chats: { model: string; body: ChatBody }[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  /** Faults it answered with so far. */
  failed: Fault[];
  /** Answers the next requests with these, one each. */
  fail(...faults: Fault[]): void;
  /** Answers every request for this model, or every one at all, with this from now on, until told undefined. */
  failAlways(fault: Fault | undefined, model?: string): void;
  close(): Promise<void>;
}

const AZURE_VERSION = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

/**
 * What Azure answers to a prompt that its filter stops:
 * https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter, read on 2026-11-21.
 */
export const FILTERED_PROMPT: Fault = {
  status: 400,
  error: {
    message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
    type: null,
    param: 'prompt',
    code: 'content_filter',
    status: 400,
    innererror: {
      code: 'ResponsibleAIPolicyViolation',
      content_filter_result: { jailbreak: { filtered: true, detected: true } },
    },
  },
};

/** Starts the server on a free port. */
export async function startOpenaiServer(wire: Wire & Behind): Promise<OpenaiServer> {
  const house: House = { wire, calls: [], chats: [], broken: [], failed: [], faults: [], always: new Map() };
  const server = createServer((request, response) => {
    void readBody(request).then((text) => receive({ request, response, text }, house));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { calls, chats, broken, failed, faults, always } = house;
  return {
    url: wire.kind === 'azure' ? place : `${place}/v1`,
    ...{ calls, chats, broken, failed },
    fail: (...more) => void faults.push(...more),
    failAlways: (fault, model = '') => void (fault === undefined ? always.delete(model) : always.set(model, fault)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface House extends Pick<OpenaiServer, 'calls' | 'chats' | 'broken' | 'failed'> {
  wire: Wire & Behind;
  faults: Fault[];
  /** By model; '' is for all. */
  always: Map<string, Fault>;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  text: string;
}

function receive({ request, response, text }: Exchange, house: House): void {
  const { wire } = house;
  const body = parsed(text);
  const route = routeOf(request, wire);
  const model = ('what' in route ? route.model : undefined) ?? (body as ChatBody | undefined)?.model ?? '';
  const fault = house.always.get(model) ?? house.always.get('') ?? house.faults.shift();
  if (fault !== undefined) {
    house.failed.push(fault);
    return failWith(fault, request, response);
  }
  const refusal =
    'status' in route ? route : body === undefined ? wrong('invalid_json') : refusalOfBody(route, body, wire);
  if (refusal !== undefined || 'status' in route) {
    const { status, code, message, param } = refusal ?? wrong('');
    house.broken.push(code || (message ?? ''));
    return send(response, status, {
      error: { code: code || null, message: message ?? 'refused', param: param ?? null },
    });
  }
  if (route.what === 'embeddings') {
    const { call, reply } = embeddingsReply(body as EmbeddingsBody, wire.vectorOf ?? (() => [1]));
    house.calls.push(call);
    return send(response, 200, reply);
  }
  house.chats.push({ model, body: body as ChatBody });
  stream(wire.answer?.(body as ChatBody, model) ?? { output: {} }, body as ChatBody, { response, wire });
}

type Route = { what: 'embeddings' | 'chat/completions'; model?: string } | Refusal;

function routeOf(request: IncomingMessage, { kind, key, token, models }: Wire): Route {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  if (request.method !== 'POST') return { status: 405, code: 'method_not_allowed' };
  const bearer = request.headers.authorization;
  const isIn =
    kind === 'azure'
      ? (key !== undefined && request.headers['api-key'] === key) ||
        (token !== undefined && bearer === `Bearer ${token}`)
      : bearer === `Bearer ${key}`;
  if (!isIn) return { status: 401, code: kind === 'azure' ? '401' : 'invalid_api_key' };
  if (kind === 'openai') {
    const what = /^\/v1\/(embeddings|chat\/completions)$/.exec(pathname)?.[1];
    return what === undefined ? { status: 404, code: 'unknown_url' } : { what: what as 'embeddings' };
  }
  // Without a version Azure knows no such resource.
  if (!AZURE_VERSION.test(searchParams.get('api-version') ?? '')) return { status: 404, code: '404' };
  const [, model, what] = /^\/openai\/deployments\/([^/]+)\/(embeddings|chat\/completions)$/.exec(pathname) ?? [];
  if (model === undefined || what === undefined) return { status: 404, code: '404' };
  return models.includes(model) ? { what: what as 'embeddings', model } : { status: 404, code: 'DeploymentNotFound' };
}

function refusalOfBody(route: Exclude<Route, Refusal>, body: object, wire: Wire & Behind): Refusal | undefined {
  return route.what === 'embeddings'
    ? refusalOfEmbeddings(body as EmbeddingsBody, wire)
    : refusalOfChat(body as ChatBody, wire, wire.limitField);
}

/** Server-sent events as documented: one `data:` line a chunk, then `[DONE]`. */
function stream(
  answer: ChatAnswer,
  body: ChatBody,
  { response, wire }: { response: ServerResponse; wire: Wire },
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const [at, chunk] of chunksOf(answer, body, wire).entries()) {
    if (at === answer.cutAfter) return void response.destroy();
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }
  response.end('data: [DONE]\n\n');
}

function failWith(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'cut') return void request.socket.destroy();
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' });
    return void response.end('<html>Please sign in</html>');
  }
  const error = fault.error ?? {
    code: fault.code ?? String(fault.status),
    message: `key ${String(request.headers['api-key'])}`,
  };
  send(response, fault.status, { error }, fault.headers);
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
