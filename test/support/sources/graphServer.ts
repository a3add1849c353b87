import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file or folder of the library. */
export interface LibraryItem {
  id: string;
  name: string;
  parentId: string;
  content?: string;
  /** As `GET …/permissions` lists them. */
  permissions?: readonly object[];
  isFolder?: boolean;
  more?: object;
}

/** Microsoft Graph with one document library, as far as it is asked for documents. */
export interface GraphServer {
  url: string;
  token: string;
  /** Adds or changes an item; a change of content or name is told by the next delta. */
  put(item: LibraryItem): void;
  /** Changes permissions, of which the delta says nothing. */
  permit(id: string, permissions: readonly object[]): void;
  remove(id: string): void;
  /** Forgets every delta token. */
  forgetTokens(): void;
  /** Answers so many requests, or parts of batches, with 429 and this Retry-After. */
  throttle(times: number, seconds: number, where?: 'request' | 'batch'): void;
  /** Tells the server that its client waited. */
  waited(millis: number): void;
  /** Statuses by the start of a path, instead of what it should say. */
  faults: Map<string, number>;
  /** Content at an address that `/content` named. */
  contentAt(address: string): Buffer | undefined;
  /** Requests as they came, "GET /path". */
  calls: string[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  /** Host of its links to the next page; its own when left out. */
  nextLinkHost?: string;
  close(): Promise<void>;
}

const DRIVE = 'b!drive-1';
const PAGE = 2;
const MOST_IN_BATCH = 20;
export const LIBRARY = new URL('https://contoso.sharepoint.com/sites/kb/Shared%20Documents');

interface State extends GraphServer {
  items: Map<string, LibraryItem & { version: number }>;
  /** Ids in the order in which they changed. */
  changes: string[];
  tokens: Set<string>;
  throttled: { times: number; seconds: number; where: 'request' | 'batch' };
  /** Milliseconds that a client still has to wait. */
  owed: number;
}

/** Starts it on a free port. */
export async function startGraph(): Promise<GraphServer> {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => answer({ request, response, body, state }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const changed = (id: string) => void state.changes.push(id);
  const state: State = {
    ...{ url, token: 'graph-token-canary', faults: new Map(), calls: [], broken: [], owed: 0 },
    ...{ items: new Map(), changes: [], tokens: new Set<string>() },
    throttled: { times: 0, seconds: 0, where: 'request' },
    put: (item) => {
      state.items.set(item.id, { ...item, version: (state.items.get(item.id)?.version ?? 0) + 1 });
      changed(item.id);
    },
    permit: (id, permissions) => {
      const item = state.items.get(id);
      if (item !== undefined) state.items.set(id, { ...item, permissions });
    },
    remove: (id) => {
      state.items.delete(id);
      changed(id);
    },
    forgetTokens: () => state.tokens.clear(),
    throttle: (times, seconds, where = 'request') => (state.throttled = { times, seconds, where }),
    waited: (millis) => (state.owed = Math.max(0, state.owed - millis)),
    contentAt: (address) => {
      const match = /^https:\/\/contoso\.sharepoint\.com\/download\/([^?]+)\?tempauth=/.exec(address);
      const content = state.items.get(match?.[1] ?? '')?.content;
      return content === undefined ? undefined : Buffer.from(content);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  state.items.set('root', { id: 'root', name: 'root', parentId: '', isFolder: true, version: 1, more: { root: {} } });
  state.changes.push('root');
  return state;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: string;
  state: State;
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: object;
}

function answer({ request, response, body, state }: Exchange): void {
  const url = new URL(request.url ?? '/', state.url);
  state.calls.push(`${request.method} ${decodeURIComponent(url.pathname)}`);
  const reply = replyTo({ request, url, body, state });
  const json = reply.body === undefined ? '' : JSON.stringify(reply.body);
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
  response.end(json);
}

interface Asked {
  request: IncomingMessage;
  url: URL;
  body: string;
  state: State;
}

// https://learn.microsoft.com/graph/api/overview?view=graph-rest-1.0, read on 2026-11-21.
function replyTo(asked: Asked): Reply {
  const { request, url, state } = asked;
  const path = decodeURIComponent(url.pathname);
  if (request.headers.authorization !== `Bearer ${state.token}`) return broken(state, 401, 'bearer token');
  if (state.owed > 0) return broken(state, 429, 'came before Retry-After was over');
  const fault = [...state.faults].find(([start]) => path.startsWith(start))?.[1];
  if (fault !== undefined) return error(fault, 'planted');
  if (state.throttled.where === 'request' && state.throttled.times > 0) {
    state.throttled.times -= 1;
    state.owed = state.throttled.seconds * 1000;
    return { ...error(429, 'tooManyRequests'), headers: { 'retry-after': String(state.throttled.seconds) } };
  }
  if (path === '/v1.0/$batch') return batch(asked);
  if (request.method !== 'GET') return broken(state, 405, 'method');
  if (path === '/v1.0/sites/contoso.sharepoint.com:/sites/kb:/drives') return drivesOf(state);
  if (path === `/v1.0/drives/${DRIVE}/root/delta`) return delta(asked);
  return itemRequest(path, state);
}

function drivesOf({ url }: State): Reply {
  const other = { id: 'b!other', name: 'Site Assets', webUrl: 'https://contoso.sharepoint.com/sites/kb/SiteAssets' };
  const own = { id: DRIVE, name: 'Documents', webUrl: LIBRARY.href };
  return { status: 200, body: { value: [other, own], '@odata.context': `${url}/v1.0/$metadata#drives` } };
}

// https://learn.microsoft.com/graph/api/driveitem-delta?view=graph-rest-1.0, read on 2026-11-21: items come without the
// path of their parent, deleted ones without a name, and an old token is answered 410 with a link to start anew.
function delta({ url, state }: Asked): Reply {
  const token = url.searchParams.get('token');
  for (const name of url.searchParams.keys()) if (name !== 'token') return broken(state, 400, `parameter ${name}`);
  if (token !== null && !state.tokens.has(token)) {
    const location = { location: `${state.url}/v1.0/drives/${DRIVE}/root/delta` };
    return { ...error(410, 'resyncChangesApplyDifferences'), headers: location };
  }
  const [since = '0', start = '0', end = String(state.changes.length)] = token?.split('.') ?? [];
  const ids = [...new Set(state.changes.slice(Number(since), Number(end)))];
  const listed = ids.flatMap((id) => itemOf(id, since === '0', state));
  const value = listed.slice(Number(start), Number(start) + PAGE);
  const isLast = Number(start) + PAGE >= listed.length;
  const next = isLast ? `${end}.0` : `${since}.${Number(start) + PAGE}.${end}`;
  state.tokens.add(next);
  const host = state.nextLinkHost ?? state.url;
  const link = `${host}/v1.0/drives/${encodeURIComponent(DRIVE)}/root/delta?token=${next}`;
  return { status: 200, body: { value, [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link } };
}

function itemOf(id: string, isAnew: boolean, state: State): object[] {
  const item = state.items.get(id);
  if (item === undefined) return isAnew ? [] : [{ id, deleted: { state: 'deleted' } }];
  const { name, parentId, content = '', isFolder = false, version, more } = item;
  return [
    {
      ...{
        id,
        name,
        size: content.length,
        eTag: `"{${id}},${version}"`,
        parentReference: { driveId: DRIVE, id: parentId },
      },
      webUrl: `https://contoso.sharepoint.com/sites/kb/Shared%20Documents/${encodeURIComponent(name)}`,
      ...(isFolder ? { folder: { childCount: 1 } } : { file: { mimeType: 'text/markdown' } }),
      ...more,
    },
  ];
}

function itemRequest(path: string, state: State): Reply {
  const match = /^\/v1\.0\/drives\/([^/]+)\/(?:root$|items\/([^/]+)(\/content|\/permissions)?$)/.exec(path);
  if (match?.[1] !== DRIVE) return broken(state, 404, `unknown path ${path}`);
  const id = match[2] ?? 'root';
  const item = state.items.get(id);
  if (item === undefined) return error(404, 'itemNotFound');
  if (match[3] === '/permissions') return { status: 200, body: { value: item.permissions ?? [] } };
  if (match[3] === '/content') {
    const location = `https://contoso.sharepoint.com/download/${id}?tempauth=canary`;
    return { status: 302, headers: { location } };
  }
  const parentPath = item.parentId === '' ? undefined : `/drives/${DRIVE}/root:${folderPath(item.parentId, state)}`;
  return { status: 200, body: { id, name: item.name, parentReference: { path: parentPath }, ...item.more } };
}

function folderPath(id: string, state: State): string {
  const folder = state.items.get(id);
  if (folder === undefined || folder.parentId === '') return '';
  return `${folderPath(folder.parentId, state)}/${encodeURIComponent(folder.name)}`;
}

// https://learn.microsoft.com/graph/json-batching, read on 2026-11-21: at most 20, answered in any order, each with its
// own status.
function batch({ request, body, state }: Asked): Reply {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json')
    return broken(state, 400, 'batch');
  const { requests } = JSON.parse(body) as { requests: { id: string; method: string; url: string }[] };
  const ids = new Set(requests.map(({ id }) => id));
  if (requests.length === 0 || requests.length > MOST_IN_BATCH || ids.size !== requests.length)
    return broken(state, 400, `${requests.length} requests in a batch`);
  const responses = requests.map(({ id, method, url }) => {
    if (method !== 'GET' || !url.startsWith('/drives/')) return { id, ...broken(state, 400, `part ${url}`) };
    state.calls.push(`PART ${decodeURIComponent(url)}`);
    if (state.throttled.where === 'batch' && state.throttled.times > 0) {
      state.throttled.times -= 1;
      state.owed = state.throttled.seconds * 1000;
      return { id, ...error(429, 'tooManyRequests'), headers: { 'Retry-After': String(state.throttled.seconds) } };
    }
    const fault = [...state.faults].find(([start]) => `PART ${decodeURIComponent(url)}`.startsWith(start))?.[1];
    return { id, ...(fault === undefined ? itemRequest(`/v1.0${decodeURIComponent(url)}`, state) : error(fault, 'x')) };
  });
  return { status: 200, body: { responses: responses.reverse() } };
}

function error(status: number, code: string): Reply {
  return { status, body: { error: { code, message: 'message-canary' } } };
}

function broken(state: State, status: number, what: string): Reply {
  state.broken.push(what);
  return error(status, what);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
