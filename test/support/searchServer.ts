import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { evaluate, type WireDocument, type WireIndex, type WireQuery } from './searchServerIndex.ts';
import { applyAction, refusalOfIndex, refusalOfQuery, type WireRefusal } from './searchServerWire.ts';

/** What a call is about. */
type Call = 'index' | 'search' | 'documents';

/** A fault to answer with instead; 'hang' answers nothing, 'cut' ends the connection. */
export type SearchServerFault =
  'hang' | 'cut' | { status: number; headers?: Record<string, string>; body?: string; only?: Call };

/** How the server lets clients in. */
interface Door {
  apiKey?: string;
  bearer?: string;
}

/** A server on this machine that holds clients to the wire of Azure AI Search. */
export interface SearchServer {
  url: string;
  /** Queries that were let through, as they came. */
  queries: WireQuery[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  /** Faults it answered with so far. */
  failed: SearchServerFault[];
  /** Queries that could return text and named no groups. */
  unguarded: WireQuery[];
  /** Sizes of the batches that came, in actions. */
  batches: number[];
  indexes: Map<string, { index: WireIndex; documents: Map<string, WireDocument> }>;
  /** Answers the next requests with these, one each. */
  fail(...faults: SearchServerFault[]): void;
  /** Answers every request with this from now on, until told undefined. */
  failAlways(fault: SearchServerFault | undefined): void;
  /** Of the next batch, this many actions fail with this status. */
  failActions(status: number, count: number): void;
  /** Changes what clients send, as if they had sent that. */
  plant(error: ((query: WireQuery) => void) | undefined): void;
  close(): Promise<void>;
}

export const SEARCH_VERSION = '2026-04-01';
const MOST_ACTIONS = 1000;
const MOST_BYTES = 16_000_000;

/** Starts the server on a free port, without any index. */
export async function startSearchServer(door: Door): Promise<SearchServer> {
  const service = new Service(door);
  const server = createServer((request, response) => {
    void readBody(request).then((body) => service.answer(request, body, response));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return Object.assign(service, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

class Service {
  readonly queries: WireQuery[] = [];
  readonly broken: string[] = [];
  readonly failed: SearchServerFault[] = [];
  readonly unguarded: WireQuery[] = [];
  readonly batches: number[] = [];
  readonly indexes: SearchServer['indexes'] = new Map();
  readonly #door: Door;
  #faults: SearchServerFault[] = [];
  #always: SearchServerFault | undefined;
  #failing: { status: number; count: number } | undefined;
  #planted: ((query: WireQuery) => void) | undefined;
  #versions = 0;

  constructor(door: Door) {
    this.#door = door;
  }

  fail(...faults: SearchServerFault[]): void {
    this.#faults.push(...faults);
  }

  failAlways(fault: SearchServerFault | undefined): void {
    this.#always = fault;
  }

  failActions(status: number, count: number): void {
    this.#failing = { status, count };
  }

  plant(error: ((query: WireQuery) => void) | undefined): void {
    this.#planted = error;
  }

  answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
    const [, name = '', rest = ''] = /^\/indexes\('([a-z0-9][a-z0-9-]{0,126})'\)(\/.*)?$/.exec(pathname) ?? [];
    const call: Call = rest === '' ? 'index' : rest.endsWith('search.index') ? 'documents' : 'search';
    const fault = this.#faultFor(call);
    if (fault !== undefined) {
      this.failed.push(fault);
      return failWith(fault, request, response);
    }
    const refusal = this.#refusalAtDoor(request, searchParams.get('api-version'), name);
    if (refusal !== undefined) return this.#refuse(refusal, response);
    if (call === 'index') return this.#index({ name, method: request.method ?? '', body, request }, response);
    const held = this.indexes.get(name);
    if (request.method !== 'POST') return this.#refuse({ status: 405, code: 'method' }, response);
    if (held === undefined) return send(response, 404, { error: { code: '', message: `No index '${name}'.` } });
    if (rest === '/docs/search.index') return this.#documents(body, held, response);
    if (rest === '/docs/search.post.search') return this.#search(JSON.parse(body) as WireQuery, held, response);
    return this.#refuse({ status: 404, code: `no such address ${rest}` }, response);
  }

  #faultFor(call: Call): SearchServerFault | undefined {
    const fault = this.#always ?? this.#faults[0];
    if (typeof fault === 'object' && fault.only !== undefined && fault.only !== call) return undefined;
    if (this.#always === undefined) this.#faults.shift();
    return fault;
  }

  #refusalAtDoor(request: IncomingMessage, version: string | null, name: string): WireRefusal | undefined {
    const { 'api-key': key, authorization } = request.headers;
    if (version !== SEARCH_VERSION) return { status: 400, code: `api-version ${version}` };
    if (key === undefined && authorization === undefined) return { status: 401, code: 'no credentials' };
    const isIn =
      key === undefined
        ? this.#door.bearer !== undefined && authorization === `Bearer ${this.#door.bearer}`
        : key === this.#door.apiKey;
    if (!isIn) return { status: key === undefined ? 401 : 403, code: 'wrong credentials' };
    return name === '' ? { status: 404, code: 'no such address' } : undefined;
  }

  #index(
    { name, method, body, request }: { name: string; method: string; body: string; request: IncomingMessage },
    response: ServerResponse,
  ): void {
    const held = this.indexes.get(name);
    if (method === 'GET') {
      return held === undefined
        ? send(response, 404, { error: { code: '', message: `No index '${name}'.` } })
        : send(response, 200, held.index);
    }
    if (method !== 'PUT') return this.#refuse({ status: 405, code: 'method' }, response);
    if (!String(request.headers.prefer).includes('return=representation')) {
      return this.#refuse({ status: 400, code: 'Prefer is missing' }, response);
    }
    const etag = request.headers['if-match'];
    if (etag !== undefined && etag !== held?.index['@odata.etag']) return send(response, 412, {});
    const wanted = JSON.parse(body) as WireIndex;
    const refusal = refusalOfIndex(wanted, held?.index);
    if (refusal !== undefined) return this.#refuse(refusal, response);
    this.#versions += 1;
    const index = { ...wanted, '@odata.etag': `"0x${this.#versions}"` };
    this.indexes.set(name, { index, documents: held?.documents ?? new Map<string, WireDocument>() });
    send(response, held === undefined ? 201 : 200, index);
  }

  #documents(
    body: string,
    { index, documents }: { index: WireIndex; documents: Map<string, WireDocument> },
    response: ServerResponse,
  ): void {
    const actions = (JSON.parse(body) as { value: WireDocument[] }).value;
    if (Buffer.byteLength(body) > MOST_BYTES) return this.#refuse({ status: 413, code: 'too many bytes' }, response);
    if (actions.length === 0 || actions.length > MOST_ACTIONS) {
      return this.#refuse({ status: 400, code: `${actions.length} actions` }, response);
    }
    this.batches.push(actions.length);
    const failing = this.#failing;
    this.#failing = undefined;
    const value = actions.map((action, at) => {
      const done =
        failing !== undefined && at < failing.count
          ? { key: String(action.key), statusCode: failing.status }
          : applyAction(action, index, documents);
      const status = done.statusCode < 300;
      if (done.statusCode === 400) this.broken.push('action 400');
      return { ...done, status, errorMessage: status ? null : 'refused' };
    });
    send(response, value.every(({ status }) => status) ? 200 : 207, { value });
  }

  #search(
    query: WireQuery,
    { index, documents }: { index: WireIndex; documents: Map<string, WireDocument> },
    response: ServerResponse,
  ): void {
    this.#planted?.(query);
    const refusal = refusalOfQuery(query as WireQuery & Record<string, unknown>, index);
    if (refusal !== undefined) return this.#refuse(refusal, response);
    const hasText = (query.select ?? '*').split(',').some((name) => !['key', 'revision'].includes(name));
    if (hasText && !/\bgroupIds\/any\(/.test(query.filter ?? '')) this.unguarded.push(query);
    this.queries.push(query);
    const selected = query.select === undefined || query.select === '*' ? undefined : query.select.split(',');
    const value = evaluate(query, index, [...documents.values()]).map(
      ({ document, score, rerankerScore, caption }) => ({
        '@search.score': score,
        ...(rerankerScore === undefined ? {} : { '@search.rerankerScore': rerankerScore }),
        ...(caption === undefined ? {} : { '@search.captions': [{ text: caption, highlights: '' }] }),
        ...Object.fromEntries(Object.entries(document).filter(([name]) => selected?.includes(name) ?? true)),
      }),
    );
    send(response, 200, { value });
  }

  #refuse({ status, code }: WireRefusal, response: ServerResponse): void {
    this.broken.push(code);
    // Without a right key the service says nothing at all.
    if (status === 401 || status === 403) {
      response.statusCode = status;
      response.end();
      return;
    }
    send(response, status, { error: { code: '', message: code } });
  }
}

function failWith(fault: SearchServerFault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'cut') return void request.socket.destroy();
  response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
  response.end(
    fault.body ?? JSON.stringify({ error: { code: '', message: `key ${String(request.headers['api-key'])}` } }),
  );
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
