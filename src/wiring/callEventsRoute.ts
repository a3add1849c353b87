import type { IncomingHttpHeaders } from 'node:http';
import type { TakePorts } from '../calls/takeCallEvents.ts';
import type { Route } from '../http/httpServer.ts';
import { type CallEventsPorts, receiveCallEvents } from '../telephony/callEvents.ts';
import { callEventsKey } from './callEventsKey.ts';
import type { Config } from './config.ts';

type NotingPorts = Omit<CallEventsPorts, 'key' | 'onCalls' | 'live'>;

const CALL_EVENTS_BYTES = 4 * 1024 * 1024;

/** `POST /api/calls`; `changed` is told which calls have something new to show. */
export async function callEventsRoute(
  config: Config,
  ports: NotingPorts,
  {
    live,
    changed,
  }: {
    live: TakePorts['live'];
    changed: (callIds: readonly string[]) => void;
  },
): Promise<Route> {
  const endpoint = {
    ...ports,
    key: await callEventsKey(config),
    onCalls: changed,
    live,
  };
  return {
    method: 'POST',
    path: '/api/calls',
    maxBytes: CALL_EVENTS_BYTES,
    handle: ({ body, headers }) => receiveCallEvents({ body, headers: signedHeaders(headers) }, endpoint),
  };
}

function signedHeaders(headers: IncomingHttpHeaders): { timestamp: string | undefined; signature: string | undefined } {
  const [timestamp, signature] = ['x-timestamp', 'x-signature'].map((name) => headers[name]?.toString());
  return { timestamp, signature };
}
