import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Azure Blob Storage with one container, as far as it is asked for documents. */
export interface BlobServer {
  url: string;
  token: string;
  put(name: string, content: string, metadata?: Record<string, string>): void;
  /** Changes the metadata alone; the ETag is another one then. */
  describe(name: string, metadata: Record<string, string>): void;
  remove(name: string): void;
  /** Answers the next request with this status and header. */
  failNext(status: number, headers?: Record<string, string>): void;
  /** Answers with these bytes instead of a list. */
  listInstead?: string;
  calls: string[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  close(): Promise<void>;
}

const CONTAINER = 'knowledge';
const PAGE = 2;

interface Blob {
  content: string;
  metadata: Record<string, string>;
  etag: string;
}

interface State extends BlobServer {
  blobs: Map<string, Blob>;
  failure: { status: number; headers: Record<string, string> } | undefined;
  versions: number;
}

/** Starts it on a free port. */
export async function startBlobs(): Promise<BlobServer> {
  const server = createServer((request, response) => {
    const reply = replyTo(request, state);
    response.writeHead(reply.status, { 'x-ms-version': '2023-11-03', ...reply.headers });
    response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const nextTag = (): string => `0x8DC${(state.versions += 1).toString(16).toUpperCase().padStart(12, '0')}`;
  const state: State = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ token: 'blob-token-canary', calls: [], broken: [], blobs: new Map(), failure: undefined, versions: 0 },
    put: (name, content, metadata = {}) => void state.blobs.set(name, { content, metadata, etag: nextTag() }),
    describe: (name, metadata) => {
      const blob = state.blobs.get(name);
      if (blob !== undefined) state.blobs.set(name, { ...blob, metadata, etag: nextTag() });
    },
    remove: (name) => void state.blobs.delete(name),
    failNext: (status, headers = {}) => (state.failure = { status, headers }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

// https://learn.microsoft.com/rest/api/storageservices/list-blobs and /get-blob, read on 2026-11-21. Tokens need
// x-ms-version 2017-11-09 or later, and every authorized request needs x-ms-date or Date.
function replyTo(request: IncomingMessage, state: State): Reply {
  const url = new URL(request.url ?? '/', state.url);
  state.calls.push(`${request.method} ${url.pathname}${url.search}`);
  const { headers } = request;
  if (headers.authorization !== `Bearer ${state.token}`) return broken(state, 401, 'bearer token');
  const version = String(headers['x-ms-version']);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(version) || version < '2017-11-09') return broken(state, 400, 'x-ms-version');
  const age = Math.abs(Date.now() - Date.parse(String(headers['x-ms-date'])));
  if (!(age < 15 * 60_000)) return broken(state, 403, 'x-ms-date');
  if (request.method !== 'GET') return broken(state, 405, 'method');
  if (state.failure !== undefined) {
    const { failure } = state;
    state.failure = undefined;
    return { ...failure, body: 'body-canary' };
  }
  if (url.pathname === `/${CONTAINER}`) return list(url, state);
  if (!url.pathname.startsWith(`/${CONTAINER}/`)) return { status: 404, body: 'ContainerNotFound' };
  return content(decodeURIComponent(url.pathname.slice(CONTAINER.length + 2)), headers['if-match'], state);
}

function list({ searchParams }: URL, state: State): Reply {
  const known = new Set(['restype', 'comp', 'include', 'maxresults', 'prefix', 'marker']);
  for (const name of searchParams.keys()) if (!known.has(name)) return broken(state, 400, `parameter ${name}`);
  if (searchParams.get('restype') !== 'container' || searchParams.get('comp') !== 'list')
    return broken(state, 400, 'restype or comp');
  const most = Number(searchParams.get('maxresults'));
  if (!(most >= 1 && most <= 5000)) return broken(state, 400, 'maxresults');
  if (state.listInstead !== undefined) return { status: 200, body: state.listInstead };
  const prefix = searchParams.get('prefix') ?? '';
  const marker = Number(/^2!(\d+)$/.exec(searchParams.get('marker') ?? '2!0')?.[1]);
  if (Number.isNaN(marker)) return broken(state, 400, 'marker');
  const names = [...state.blobs.keys()].filter((name) => name.startsWith(prefix)).sort();
  const page = names.slice(marker, marker + Math.min(PAGE, most));
  const hasMetadata = searchParams.get('include') === 'metadata';
  const blobs = page.map((name) => blobXml(name, state.blobs.get(name)!, hasMetadata)).join('');
  const next = marker + page.length < names.length ? `<NextMarker>2!${marker + page.length}</NextMarker>` : '<NextMarker />'; // prettier-ignore
  const body = `\uFEFF<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="${state.url}/" ContainerName="${CONTAINER}"><Blobs>${blobs}</Blobs>${next}</EnumerationResults>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function blobXml(name: string, { content: text, metadata, etag }: Blob, hasMetadata: boolean): string {
  const pairs = Object.entries(metadata).map(([key, value]) => `<${key}>${escaped(value)}</${key}>`);
  const described = pairs.length === 0 ? '<Metadata />' : `<Metadata>${pairs.join('')}</Metadata>`;
  const bytes = Buffer.byteLength(text);
  const properties = `<Last-Modified>Sat, 21 Nov 2026 09:00:00 GMT</Last-Modified><Etag>${etag}</Etag><Content-Length>${bytes}</Content-Length><BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier>`;
  // A name that XML cannot hold comes percent-encoded.
  const isEncoded = /[\uFFFE\uFFFF]/.test(name);
  const shown = isEncoded ? `<Name Encoded="true">${encodeURIComponent(name)}</Name>` : `<Name>${escaped(name)}</Name>`;
  return `<Blob>${shown}<Properties>${properties}</Properties>${hasMetadata ? described : ''}<OrMetadata /></Blob>`;
}

function content(name: string, ifMatch: string | undefined, state: State): Reply {
  const blob = state.blobs.get(name);
  if (blob === undefined) return { status: 404, body: 'BlobNotFound' };
  if (ifMatch === undefined || !/^"0x[0-9A-F]+"$/.test(ifMatch)) return broken(state, 400, 'if-match');
  if (ifMatch !== `"${blob.etag}"`) return { status: 412, body: 'ConditionNotMet' };
  return { status: 200, headers: { etag: `"${blob.etag}"` }, body: Buffer.from(blob.content) };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function broken(state: State, status: number, what: string): Reply {
  state.broken.push(what);
  return { status, body: what };
}
