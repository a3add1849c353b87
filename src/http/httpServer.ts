import restify from 'restify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { serveSockets, type SocketRoute } from './webSockets.ts';

/** A request as a route sees it: nothing of the server library. */
export interface HttpRequest {
  headers: IncomingHttpHeaders;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: Buffer;
}

/** What a route answers; `body` is sent as JSON, or as it is when `contentType` is set. */
export interface HttpReply {
  status: number;
  body?: unknown;
  /** Sent instead of `body`, as it comes; `content` is destroyed whatever becomes of the request. */
  stream?: { bytes: number; content: Readable };
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}

/** One endpoint. Larger bodies than `maxBytes` are refused with 413 before they are read to the end. */
export interface Route {
  method: 'GET' | 'POST';
  path: string;
  maxBytes?: number;
  handle(request: HttpRequest): Promise<HttpReply>;
}

/** A listening server. */
export interface HttpServer {
  port: number;
  /** Stops accepting, lets requests under way finish. */
  close(): Promise<void>;
}

interface HttpSettings {
  port: number;
  host: string;
  /** Turns requests away with 403 before their body is read. */
  accepts?: (headers: IncomingHttpHeaders) => boolean;
  /** Told about faults of routes; the caller of the endpoint only learns that there was one. */
  onFault(error: unknown, path: string): void;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 20_000;
/** A reader who takes nothing for so long has gone, and must not keep a file open. */
const STALLED_MS = 30_000;

/** Serves the routes and sockets it is handed. Rejects when the port is taken. */
export async function serveHttp(
  routes: readonly Route[],
  settings: HttpSettings,
  sockets: readonly SocketRoute[] = [],
): Promise<HttpServer> {
  const server = restify.createServer({ name: 'earpiece', handleUncaughtExceptions: false });
  server.server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.server.requestTimeout = REQUEST_TIMEOUT_MS;
  for (const route of routes) mount(server, route, settings);
  const open = serveSockets(server.server, sockets, settings);
  await listen(server, settings);
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : settings.port,
    close: () =>
      new Promise((resolve) => {
        open.close();
        server.server.close(() => resolve());
        server.server.closeIdleConnections();
      }),
  };
}

function listen(server: restify.Server, settings: HttpSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    let isListening = false;
    // restify passes on the errors of the server below it, and would throw one that nobody listens to.
    server.on('error', (error: Error) => {
      if (isListening) settings.onFault(error, 'server');
      else reject(error);
    });
    server.listen(settings.port, settings.host, () => {
      isListening = true;
      resolve();
    });
  });
}

function mount(server: restify.Server, route: Route, settings: HttpSettings): void {
  const handler = async (request: restify.Request, response: restify.Response): Promise<void> => {
    if (settings.accepts?.(request.headers) === false) {
      return sendReply(response, { status: 403, body: { error: 'Not allowed from there.' } });
    }
    const body = await readBody(request, route.maxBytes ?? 0);
    if (body === 'too-large') {
      // The rest of the body is not wanted: closing is cheaper than reading it.
      response.setHeader('Connection', 'close');
      return sendReply(response, { status: 413, body: { error: 'The request is too large.' } });
    }
    if (body === 'aborted') return;
    const reply = await answer(route, request, body, settings);
    if (reply.stream === undefined) return sendReply(response, reply);
    writeHead(response, reply, reply.stream.bytes);
    await sendStream(response, reply.stream.content, (error) => settings.onFault(error, route.path));
  };
  if (route.method === 'GET') server.get(route.path, handler);
  else server.post(route.path, handler);
}

async function answer(
  route: Route,
  request: restify.Request,
  body: Buffer,
  settings: HttpSettings,
): Promise<HttpReply> {
  try {
    return await route.handle({
      headers: request.headers,
      params: (request.params ?? {}) as Record<string, string>,
      query: Object.fromEntries(new URLSearchParams(request.getQuery())),
      body,
    });
  } catch (error) {
    settings.onFault(error, route.path);
    return { status: 500, body: { error: 'Something went wrong on our side.' } };
  }
}

function readBody(request: restify.Request, maxBytes: number): Promise<Buffer | 'too-large' | 'aborted'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        request.pause();
        resolve('too-large');
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}

function sendReply(response: restify.Response, reply: HttpReply): void {
  if (response.headersSent || response.destroyed) return;
  const { body } = reply;
  const isText = reply.contentType !== undefined && typeof body === 'string';
  const payload = body === undefined ? '' : isText ? body : JSON.stringify(body);
  writeHead(response, reply, Buffer.byteLength(payload));
  response.end(payload);
}

async function sendStream(
  response: restify.Response,
  content: Readable,
  onFault: (error: unknown) => void,
): Promise<void> {
  response.setTimeout(STALLED_MS, () => response.destroy());
  try {
    await pipeline(content, response);
  } catch (error) {
    // Somebody who closes the page before its end is no fault.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') onFault(error);
  }
}

function writeHead(response: restify.Response, reply: HttpReply, bytes: number): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(reply.status, {
    'Content-Type': reply.contentType ?? 'application/json; charset=utf-8',
    'Content-Length': bytes,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...reply.headers,
  });
}
