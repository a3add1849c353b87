import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { messagesFor } from '../../src/messages/messages.ts';

/** What a run of turns took. */
export interface LoadResult {
  turns: number;
  turnsPerSecond: number;
  /** Milliseconds from posting the question to the answer arriving at the connector. */
  p50: number;
  p99: number;
  /** HTTP statuses that were no 200. */
  refused: number;
  /** Answers that only say that the search did not come back in time. */
  failed: number;
}

/** How to load a bot. */
export interface Load {
  port: number;
  inFlight: number;
  turns: number;
  questions: readonly string[];
  /** Where authentication is on: the tenant of the people, and what Teams proves itself with. */
  registered?: Registered;
}

/** A registered bot's tenant, and the value of the Authorization header for a service URL. */
export interface Registered {
  tenantId: string;
  authorization(serviceUrl: string): string;
}

/** People who ask in turn; many more than are asking at the same moment. */
const CONVERSATIONS = 500;

/** Posts questions and waits for each answer's message at a connector of its own, `inFlight` at a time. */
export async function loadBot(load: Load): Promise<LoadResult> {
  const waiting = new Map<string, () => void>();
  const connector = await startConnector(waiting);
  const agent = new http.Agent({ keepAlive: true, maxSockets: load.inFlight });
  const latencies: number[] = [];
  const { tenantId = 'tenant' } = load.registered ?? {};
  const to: To = { port: load.port, agent, authorization: load.registered?.authorization(connector.url) };
  let refused = 0;
  let next = 0;
  const started = performance.now();
  const oneByOne = async (): Promise<void> => {
    while (next < load.turns) {
      const index = next;
      next += 1;
      const conversationId = `conversation-${index % CONVERSATIONS}`;
      const sent = performance.now();
      const answered = new Promise<void>((resolve) => waiting.set(conversationId, resolve));
      const text = load.questions[index % load.questions.length] ?? '';
      const status = await post(to, activity({ index, conversationId, text, tenantId }, connector.url));
      if (status !== 200) refused += 1;
      else await answered;
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, oneByOne));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  connector.close();
  latencies.sort((one, other) => one - other);
  return {
    turns: load.turns,
    turnsPerSecond: Math.round(load.turns / seconds),
    p50: round(latencies[Math.floor(latencies.length * 0.5)]),
    p99: round(latencies[Math.floor(latencies.length * 0.99)]),
    refused,
    failed: connector.failed(),
  };
}

interface Connector {
  url: string;
  failed(): number;
  close(): void;
}

async function startConnector(waiting: Map<string, () => void>): Promise<Connector> {
  const { failed: failure } = messagesFor('en').answers;
  let sent = 0;
  let failed = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent += 1;
      const payload = JSON.stringify({ id: `sent-${sent}` });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) });
      response.end(payload);
      const { type, text } = JSON.parse(Buffer.concat(chunks).toString()) as { type: string; text?: string };
      if (text?.startsWith(failure) === true) failed += 1;
      const conversationId = /conversations\/([^/]+)\//.exec(decodeURIComponent(request.url ?? ''))?.[1] ?? '';
      if (type === 'message') {
        waiting.get(conversationId)?.();
        waiting.delete(conversationId);
      }
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failed: () => failed,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Said {
  index: number;
  conversationId: string;
  text: string;
  tenantId: string;
}

function activity(turn: Said, serviceUrl: string): string {
  const user = `user-${turn.index % CONVERSATIONS}`;
  return JSON.stringify({
    type: 'message',
    id: `activity-${turn.index}-${Math.random().toString(36).slice(2)}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    text: turn.text,
    from: { id: user, name: user, aadObjectId: user },
    recipient: { id: 'bot', name: 'Earpiece' },
    conversation: { id: turn.conversationId, conversationType: 'personal', tenantId: turn.tenantId },
    channelData: { tenant: { id: turn.tenantId } },
  });
}

interface To {
  port: number;
  agent: http.Agent;
  authorization: string | undefined;
}

function post(to: To, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(to.authorization === undefined ? {} : { authorization: to.authorization }),
    };
    const options = {
      host: '127.0.0.1',
      port: to.port,
      path: '/api/messages',
      method: 'POST',
      agent: to.agent,
      headers,
    };
    const request = http.request(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    // The server may close a connection just as it is used again; the same activity is answered once.
    request.on('error', (error) => (request.reusedSocket ? resolve(post(to, body)) : reject(error)));
    request.end(body);
  });
}

function round(milliseconds: number | undefined): number {
  return Math.round((milliseconds ?? 0) * 10) / 10;
}
