// Azure Speech as a client sees it: fast transcription over HTTP and the protocol of the Speech SDK over WebSockets.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerTranscription, type TranscriptionCall, type TranscriptionFault } from './fastTranscription.ts';
import { type Conversation, converse } from './streamedRecognition.ts';

/** What the server holds clients to. */
export interface SpeechWire {
  key?: string;
  token?: string;
}

/** A server on this machine that knows what is said in twoVoices.wav, and nothing else. */
export interface SpeechServer {
  url: string;
  /** Streams that were opened, in order. */
  conversations: Conversation[];
  /** Recordings that were let through. */
  calls: TranscriptionCall[];
  /** What broke the contract, in a few words. */
  broken: string[];
  /** The next requests for a recording are answered with these. */
  fail(...faults: TranscriptionFault[]): void;
  /** Each stream ends without a word after so many seconds of its audio; undefined: it stays. */
  dropAfter(seconds: (conversation: number) => number | undefined): void;
  /** As many next attempts to open a stream are refused with this status. */
  refuseStreams(status: number, attempts: number): void;
  close(): Promise<void>;
}

interface House extends Pick<SpeechServer, 'conversations' | 'calls' | 'broken'> {
  wire: SpeechWire;
  faults: TranscriptionFault[];
  drop: (conversation: number) => number | undefined;
  refused: { status: number; attempts: number };
}

/** Starts the server on a free port. */
export async function startSpeechServer(wire: SpeechWire): Promise<SpeechServer> {
  const house: House = {
    wire,
    conversations: [],
    calls: [],
    broken: [],
    faults: [],
    drop: () => undefined,
    refused: { status: 0, attempts: 0 },
  };
  const server = createServer((request, response) => void receive(request, response, house));
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const status = refusalOf(request, house);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => begin(opened, request, house));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { conversations, calls, broken, faults } = house;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ conversations, calls, broken },
    fail: (...more) => void faults.push(...more),
    dropAfter: (seconds) => (house.drop = seconds),
    refuseStreams: (status, attempts) => (house.refused = { status, attempts }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** By a header or, as a browser cannot set those on a socket, by the same name in the address. */
function isIn({ headers, url = '' }: IncomingMessage, { key, token }: SpeechWire): boolean {
  const { searchParams } = new URL(url, 'http://server');
  const told = (name: string) => headers[name.toLowerCase()] ?? searchParams.get(name);
  if (key !== undefined && told('Ocp-Apim-Subscription-Key') === key) return true;
  return token !== undefined && told('Authorization') === `Bearer ${token}`;
}

/** The status a stream is refused with; undefined when it may begin. */
function refusalOf(request: IncomingMessage, house: House): number | undefined {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  if (house.refused.attempts > 0) {
    house.refused.attempts -= 1;
    return house.refused.status;
  }
  if (!isIn(request, house.wire)) return 401;
  if (pathname !== '/stt/speech/universal/v2') return 404;
  if (!searchParams.has('language') && searchParams.get('lidEnabled') !== 'true') {
    house.broken.push('no language');
    return 400;
  }
  return undefined;
}

function begin(socket: WebSocket, request: IncomingMessage, house: House): void {
  const { searchParams } = new URL(request.url ?? '', 'http://server');
  const place = house.conversations.length;
  const conversation: Conversation = { language: searchParams.get('language'), seconds: 0, phrases: [], told: [] };
  house.conversations.push(conversation);
  converse(socket, conversation, { broken: house.broken, dropAfter: house.drop(place) });
}

async function receive(request: IncomingMessage, response: ServerResponse, house: House): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  if (pathname === '/stt/speech/universal/v2') {
    return send(response, isIn(request, house.wire) ? { status: 426, code: 'Upgrade' } : { status: 401, code: '401' });
  }
  const isKnown = request.method === 'POST' && pathname === '/speechtotext/transcriptions:transcribe';
  const version = searchParams.get('api-version');
  const sent = { type: request.headers['content-type'] ?? '', body: Buffer.concat(chunks) };
  if (!isKnown || version !== '2025-10-15') return send(response, { status: 404, code: 'NotFound' });
  if (!isIn(request, house.wire)) return send(response, { status: 401, code: '401' });
  const fault = house.faults.shift();
  if (fault === 'hang') return;
  if (fault === 'cut') return void request.socket.destroy();
  if (fault !== undefined) return send(response, fault);
  const answer = await answerTranscription(sent);
  if ('code' in answer) {
    house.broken.push(answer.message ?? answer.code);
    return send(response, answer);
  }
  house.calls.push(answer.call);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.reply));
}

/** Errors as documented: https://learn.microsoft.com/rest/api/speechtotext, read on 2026-11-21. */
function send(
  response: ServerResponse,
  { status, code, message = code, headers }: Exclude<TranscriptionFault, string>,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ code: 'InvalidRequest', message, innerError: { code, message } }));
}
