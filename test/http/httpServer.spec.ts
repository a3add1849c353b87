import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { type HttpServer, type Route, serveHttp } from '../../src/http/httpServer.ts';

const echo: Route = {
  method: 'POST',
  path: '/echo',
  maxBytes: 1000,
  handle: ({ body }) => Promise.resolve({ status: 200, body: { length: body.length } }),
};
const CONTENT = Buffer.alloc(300_000, 'earpiece ');
let sent: Readable | undefined;
const streaming: Route = {
  method: 'GET',
  path: '/stream/:how',
  handle: ({ params }) => {
    sent = params.how === 'breaks' ? Readable.from(breaksAfter(CONTENT)) : Readable.from([CONTENT]);
    if (params.how === 'endless') sent = Readable.from(endlessly(CONTENT));
    const bytes = params.how === 'whole' ? CONTENT.length : 1_000_000_000;
    return Promise.resolve({ status: 200, contentType: 'application/pdf', stream: { bytes, content: sent } });
  },
};
const broken: Route = { method: 'GET', path: '/broken', handle: () => Promise.reject(new Error('secret detail')) };

describe('the HTTP server', () => {
  let server: HttpServer;
  let url: string;
  const faults: string[] = [];
  beforeEach(async () => {
    faults.length = 0;
    server = await serveHttp([echo, streaming, broken], {
      port: 0,
      host: '127.0.0.1',
      onFault: (_error, path) => faults.push(path),
    });
    url = `http://127.0.0.1:${server.port}`;
  });
  afterEach(() => server.close());

  it('refuses a body over its limit with 413', async () => {
    const response = await fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(1001) });

    assert.equal(response.status, 413);
  });

  it('refuses a body over its limit that does not tell its length', async () => {
    const chunks = new ReadableStream({
      start(controller) {
        for (let count = 0; count < 20; count += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(100)));
        controller.close();
      },
    });

    const response = await fetch(`${url}/echo`, { method: 'POST', body: chunks, duplex: 'half' });

    assert.equal(response.status, 413);
  });

  it('says nothing about a fault but that there was one, and tells whoever operates it', async () => {
    const response = await fetch(`${url}/broken`);

    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret|at /);
    assert.deepEqual(faults, ['/broken']);
  });

  it('answers 404 for what it does not serve', async () => {
    assert.equal((await fetch(`${url}/nothing`)).status, 404);
    assert.equal((await fetch(`${url}/echo`)).status, 405);
  });

  it('sends a stream as it comes, with its length and the headers of every reply', async () => {
    const response = await fetch(`${url}/stream/whole`);

    assert.deepEqual(Buffer.from(await response.arrayBuffer()), CONTENT);
    const headers = ['content-length', 'content-type', 'x-content-type-options', 'cache-control'];
    assert.deepEqual(
      headers.map((name) => response.headers.get(name)),
      [String(CONTENT.length), 'application/pdf', 'nosniff', 'no-store'],
    );
  });

  it('lets go of a stream whose reader hangs up, and calls that no fault', async () => {
    const response = await fetch(`${url}/stream/endless`);
    const closed = new Promise((resolve) => sent?.once('close', resolve));

    await response.body?.cancel();

    await closed;
    assert.deepEqual([sent?.destroyed, faults], [true, []]);
  });

  it('breaks off a stream that breaks, and tells whoever operates it', async () => {
    const response = await fetch(`${url}/stream/breaks`);

    await assert.rejects(() => response.arrayBuffer());

    assert.deepEqual(faults, ['/stream/:how']);
    assert.equal(sent?.destroyed, true);
  });

  it('goes on after a client that hangs up in the middle of its body', async () => {
    await hangUpAfter(server.port, 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc');

    const response = await fetch(`${url}/echo`, { method: 'POST', body: 'hello' });

    assert.deepEqual(await response.json(), { length: 5 });
  });
});

function* endlessly(content: Buffer): Generator<Buffer> {
  for (;;) yield content;
}

function* breaksAfter(content: Buffer): Generator<Buffer> {
  yield content;
  throw new Error('The disk is gone.');
}

function hangUpAfter(port: number, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => socket.destroy()));
    socket.on('close', () => resolve());
  });
}
