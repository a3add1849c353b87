import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request the bot made to its connector, as it came over the wire. */
export interface ConnectorCall {
  method: string;
  path: string;
  body: WireActivity;
  authorization: string | undefined;
  /** When it came, on the clock of `performance.now()`. */
  atMs: number;
}

/** The parts of an activity on the wire that tests look at. */
export interface WireActivity {
  type: string;
  id?: string;
  text?: string;
  speak?: string;
  replyToId?: string;
  entities?: { type: string; citation?: WireClaim[]; additionalType?: string[]; usageInfo?: { name: string } }[];
  attachments?: { contentType: string; content: Record<string, unknown> }[];
  channelData?: { feedbackLoop?: { type: string } };
  suggestedActions?: { to: string[]; actions: { type: string; value: string }[] };
}

export interface WireClaim {
  position: number;
  appearance: { name: string; abstract: string; url?: string };
}

/** A Bot Connector (v3 REST) on this machine that remembers what the bot sent. */
export interface Connector {
  url: string;
  calls: ConnectorCall[];
  /** Messages sent or updated, without typing indicators. */
  messages(): WireActivity[];
  /** Resolves to the next message that is not among those seen so far. */
  nextMessage(): Promise<WireActivity>;
  close(): Promise<void>;
}

/** How a connector behaves. */
interface Behaviour {
  /** Other than 200 makes every send fail with it. */
  status?: () => number;
  /** Announces that idle connections are kept for so long; what comes on one idle for half of it is lost unread. */
  keptIdleSeconds?: number;
}

/** Starts a connector. */
export async function startConnector(behaviour: Behaviour = {}): Promise<Connector> {
  const calls: ConnectorCall[] = [];
  const waiting: ((message: WireActivity) => void)[] = [];
  const unread: WireActivity[] = [];
  let sent = 0;
  const idleSince = new WeakMap<Socket, number>();
  const server = createServer((request, response) => {
    const { keptIdleSeconds = Infinity } = behaviour;
    const { socket } = request;
    const idleSeconds = (performance.now() - (idleSince.get(socket) ?? Infinity)) / 1000;
    if (idleSeconds > keptIdleSeconds / 2) return void socket.destroy();
    if (keptIdleSeconds !== Infinity) response.setHeader('keep-alive', `timeout=${keptIdleSeconds}`);
    response.on('finish', () => idleSince.set(socket, performance.now()));
    void readJson(request).then((body) => {
      const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
      const { authorization } = request.headers;
      calls.push({ method: request.method ?? '', path, body, authorization, atMs: performance.now() });
      const status = behaviour.status?.() ?? 200;
      sent += 1;
      reply(response, status, status === 200 ? { id: `sent-${sent}` } : { error: { code: 'Failed' } });
      if (body.type === 'message' && status === 200) {
        const waiter = waiting.shift();
        if (waiter === undefined) unread.push(body);
        else waiter(body);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    messages: () => calls.map(({ body }) => body).filter(({ type }) => type === 'message'),
    nextMessage: () => {
      const message = unread.shift();
      return message === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(message);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(request: IncomingMessage): Promise<WireActivity> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return (text === '' ? { type: '' } : JSON.parse(text)) as WireActivity;
}

function reply(response: ServerResponse, status: number, body: object): void {
  const payload = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) });
  response.end(payload);
}
