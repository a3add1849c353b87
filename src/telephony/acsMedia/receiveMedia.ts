import type { IncomingHttpHeaders } from 'node:http';
import type { AudioSink } from '../../ports/audioSink.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { MediaTokens } from '../../ports/mediaTokens.ts';
import { MediaCall, type MediaEars } from './mediaCall.ts';

/** Where media streams go. */
export interface MediaEndpoint {
  /** Undefined: nobody may stream to us, and there is no such address. */
  tokens: MediaTokens | undefined;
  /** Undefined: nobody hears, so streams of voices are closed by 1013, "try again later". */
  sink: AudioSink | undefined;
  ears: MediaEars;
  mostCalls: number;
  clock: Clock;
  log: Log;
}

/** Streams that are open. */
export interface MediaStreams {
  /** Decides on one more (headers as HTTP brings them). */
  admit(asked: MediaRequest): Promise<{ refused: number } | { open: (socket: MediaSocket) => MediaEvents }>;
  readonly load: { calls: number; hasRoom: boolean };
  /** No further stream is let in. */
  drain(): void;
}

interface MediaRequest {
  headers: IncomingHttpHeaders;
  query: Readonly<Record<string, string>>;
}

interface MediaSocket {
  close(code: number): void;
}

interface MediaEvents {
  onText(text: string): void;
  onClose(): void;
}

const ID_CHARACTERS = 200;
/** RFC 6455, section 7.4.1, and the registry of RFC 6455, section 11.7: policy violation, try again later. */
const CLOSE_CODES = { 'no-stream': 1008, 'no-room': 1013 } as const;

/**
 * Takes in media streams of Azure Communication Services over WebSocket: `?callId=` names the call as everybody else does,
 * `?caller=` the raw id or number of whoever called; without the first the service's own id of the call counts.
 */
export function receiveMedia(endpoint: MediaEndpoint): MediaStreams {
  let calls = 0;
  let isDraining = false;
  const hasRoom = (): boolean => !isDraining && calls < endpoint.mostCalls;
  return {
    get load() {
      return { calls, hasRoom: hasRoom() };
    },
    drain: () => void (isDraining = true),
    admit: async ({ headers, query }) => {
      const { tokens, clock, log } = endpoint;
      if (tokens === undefined) return { refused: 404 };
      const [, token = ''] = /^Bearer\s+(\S{1,16000})$/i.exec(headers.authorization ?? '') ?? [];
      const verdict = token === '' ? 'refused' : await tokens.check(token, clock.now());
      if (verdict !== 'good') {
        log.warn({ verdict }, 'media stream refused');
        return { refused: verdict === 'refused' ? 401 : 503 };
      }
      const callId = query.callId ?? headers['x-ms-call-connection-id']?.toString() ?? '';
      if (callId === '' || callId.length > ID_CHARACTERS) return { refused: 403 };
      if (!hasRoom()) return { refused: 503 };
      return {
        open: (socket) => {
          calls += 1;
          const call = new MediaCall({ callId, caller: query.caller }, endpoint);
          return {
            onText: (text) => {
              const why = call.take(text);
              if (why !== undefined) socket.close(CLOSE_CODES[why]);
            },
            onClose: () => {
              calls -= 1;
              call.end();
              log.info({ ...call.counts }, 'media stream over');
            },
          };
        },
      };
    },
  };
}
