import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** Somebody who wants to open a socket. */
export interface SocketRequest {
  headers: IncomingHttpHeaders;
  query: Readonly<Record<string, string>>;
}

/** What happens on an open socket. */
export interface SocketEvents {
  onText(text: string): void;
  onClose(): void;
}

/** Our end of an open socket. */
export interface OpenSocket {
  /** Status codes are those of RFC 6455, section 7.4.1. */
  close(code: number): void;
}

/** One endpoint for sockets. Larger messages than `maxBytes` close the socket. */
export interface SocketRoute {
  path: string;
  maxBytes: number;
  /** What to do with a socket, or the status with which it is refused before it opens. */
  admit(request: SocketRequest): Promise<{ refused: number } | { open: (socket: OpenSocket) => SocketEvents }>;
}

const SILENT_MS = 60_000;
const REASONS: Readonly<Record<number, string>> = {
  ...{ 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 426: 'Upgrade Required' },
  ...{ 500: 'Internal Server Error', 503: 'Service Unavailable' },
};
const GOING_AWAY = 1001;

/** Serves sockets (RFC 6455) beside the routes of an HTTP server. Returns what closes those that are open. */
export function serveSockets(
  server: Server,
  routes: readonly SocketRoute[],
  settings: { accepts?: (headers: IncomingHttpHeaders) => boolean; onFault(error: unknown, path: string): void },
): { close(): void } {
  const open = new Set<WebSocket>();
  const handshakes = new Map(
    routes.map((route) => [
      route,
      new WebSocketServer({ noServer: true, maxPayload: route.maxBytes, perMessageDeflate: false }),
    ]),
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    const route = routes.find(({ path }) => path === url?.pathname);
    const refuse = (status: number): void => refuseUpgrade(socket, status);
    if (settings.accepts?.(request.headers) === false) return refuse(403);
    if (route === undefined || url === null) return refuse(404);
    const query = Object.fromEntries(url.searchParams);
    route.admit({ headers: request.headers, query }).then(
      (admitted) => {
        if ('refused' in admitted) return refuse(admitted.refused);
        handshakes.get(route)?.handleUpgrade(request, socket, head, (webSocket) => {
          open.add(webSocket);
          webSocket.on('close', () => open.delete(webSocket));
          attend(webSocket, admitted.open, (error) => settings.onFault(error, route.path));
        });
      },
      (error: unknown) => {
        settings.onFault(error, route.path);
        refuse(500);
      },
    );
  });
  return { close: () => open.forEach((webSocket) => webSocket.close(GOING_AWAY)) };
}

function attend(
  webSocket: WebSocket,
  opened: (socket: OpenSocket) => SocketEvents,
  onFault: (error: unknown) => void,
): void {
  const events = opened({ close: (code) => webSocket.close(code) });
  // A peer that has gone without a word must not hold a call for ever.
  const silence = setTimeout(() => webSocket.terminate(), SILENT_MS).unref();
  webSocket.on('message', (data, isBinary) => {
    silence.refresh();
    if (isBinary || !Buffer.isBuffer(data)) return;
    try {
      events.onText(data.toString('utf8'));
    } catch (error) {
      // One message that breaks something must not end the sockets of others.
      onFault(error);
    }
  });
  // Broken frames and messages that are too large: the library closes the socket after this.
  webSocket.on('error', () => undefined);
  webSocket.on('close', () => {
    clearTimeout(silence);
    events.onClose();
  });
}

function refuseUpgrade(socket: Duplex, status: number): void {
  const retry = status === 503 ? 'Retry-After: 5\r\n' : '';
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Refused'}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
