import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A fault to answer with instead of vectors; 'hang' answers nothing, 'cut' ends the connection. */
export type Fault = 'hang' | 'cut' | { status: number; code?: string; headers?: Record<string, string> };

/** One request that was let through, as it came over the wire. */
export interface EmbeddingsCall {
  model: string;
  input: readonly string[];
}

/** Which interface it speaks. */
interface Wire {
  kind: 'azure' | 'openai';
  key: string;
  /** Name of the deployment or model it has. */
  model: string;
  vectorOf: (text: string) => readonly number[];
}

/** A server on this machine that holds clients to the embeddings interface and keeps what they sent. */
export interface EmbeddingsServer {
  /** What a client is configured with: the resource of Azure, or the base address of OpenAI. */
  url: string;
  calls: EmbeddingsCall[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  /** Answers the next requests with these, one each. */
  fail(...faults: Fault[]): void;
  /** Answers every request with this from now on, until told undefined. */
  failAlways(fault: Fault | undefined): void;
  close(): Promise<void>;
}

// https://learn.microsoft.com/azure/ai-services/openai/reference (2024-10-21) and
// https://platform.openai.com/docs/api-reference/embeddings, read on 2026-11-21.
const AZURE_VERSION = /^\d{4}-\d{2}-\d{2}(-preview)?$/;
const MOST_TEXTS = 2048;
const MOST_TOKENS = 8192;
/** A token of English has about four characters; three errs on the strict side. */
const CHARACTERS_PER_TOKEN = 3;
const FIELDS = new Set(['input', 'model', 'encoding_format', 'dimensions', 'user', 'input_type']);

/** Starts the server on a free port. */
export async function startEmbeddingsServer(wire: Wire): Promise<EmbeddingsServer> {
  const calls: EmbeddingsCall[] = [];
  const broken: string[] = [];
  const faults: Fault[] = [];
  let always: Fault | undefined;
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const fault = always ?? faults.shift();
      if (fault !== undefined) return failWith(fault, request, response);
      const refusal = refusalOf(request, wire) ?? refusalOfBody(text, wire);
      if (refusal !== undefined) {
        broken.push(refusal.code);
        return send(response, refusal.status, { error: { code: refusal.code, message: 'refused' } });
      }
      const { input, model, encoding_format } = JSON.parse(text) as Body;
      const texts = typeof input === 'string' ? [input] : input;
      calls.push({ model: model ?? '', input: texts });
      // Order is by `index`, not by position.
      const data = texts.map((one, index) => ({
        object: 'embedding',
        index,
        embedding: encoded(wire.vectorOf(one), encoding_format),
      }));
      send(response, 200, { object: 'list', data: data.reverse(), model: wire.model, usage: {} });
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: wire.kind === 'azure' ? place : `${place}/v1`,
    calls,
    broken,
    fail: (...more) => void faults.push(...more),
    failAlways: (fault) => (always = fault),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Body {
  input: string | string[];
  model?: string;
  encoding_format?: string;
}

interface Refusal {
  status: number;
  code: string;
}

function refusalOf(request: IncomingMessage, { kind, key, model }: Wire): Refusal | undefined {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  if (request.method !== 'POST') return { status: 405, code: 'method_not_allowed' };
  const given = kind === 'azure' ? request.headers['api-key'] : request.headers.authorization;
  if (given !== (kind === 'azure' ? key : `Bearer ${key}`)) {
    return { status: 401, code: kind === 'azure' ? '401' : 'invalid_api_key' };
  }
  if (kind === 'openai') return pathname === '/v1/embeddings' ? undefined : { status: 404, code: 'unknown_url' };
  // Without a version Azure knows no such resource.
  if (!AZURE_VERSION.test(searchParams.get('api-version') ?? '')) return { status: 404, code: '404' };
  const deployment = /^\/openai\/deployments\/([^/]+)\/embeddings$/.exec(pathname)?.[1];
  if (deployment === undefined) return { status: 404, code: '404' };
  return deployment === model ? undefined : { status: 404, code: 'DeploymentNotFound' };
}

function refusalOfBody(text: string, { kind, model }: Wire): Refusal | undefined {
  const wrong = (code: string): Refusal => ({ status: 400, code });
  let body: Body;
  try {
    body = JSON.parse(text) as Body;
  } catch {
    return wrong('invalid_json');
  }
  if (Object.keys(body).some((field) => !FIELDS.has(field))) return wrong('unknown_field');
  if (kind === 'openai' && body.model !== model) return { status: 404, code: 'model_not_found' };
  const texts = typeof body.input === 'string' ? [body.input] : body.input;
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > MOST_TEXTS) return wrong('invalid_input');
  if (texts.some((one) => typeof one !== 'string' || one === '')) return wrong('invalid_input');
  const isTooLong = texts.some((one) => one.length / CHARACTERS_PER_TOKEN > MOST_TOKENS);
  return isTooLong ? wrong('context_length_exceeded') : undefined;
}

function encoded(vector: readonly number[], format: string | undefined): readonly number[] | string {
  return format === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
}

function failWith(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'cut') return void request.socket.destroy();
  const body = {
    error: { code: fault.code ?? String(fault.status), message: `key ${String(request.headers['api-key'])}` },
  };
  send(response, fault.status, body, fault.headers);
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
