import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Middleware, TurnContext } from 'botbuilder';
import { connectorPipeline, type Send, type WireRequest, type WireResponse } from './connectorPipeline.ts';

/** Below the five seconds after which a Node server, such as the Playground's, closes a connection without a word. */
const IDLE_MS = 3000;

const NAME = 'freshConnections';

const plain = new HttpAgent({ keepAlive: true, timeout: IDLE_MS });
const secure = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS });

/**
 * The HTTP client of the connector keeps idle connections for ever, whatever the server announces, and a message that
 * takes one while the server closes it is lost: nobody knows whether it was read, so it is not sent again. Here a
 * connection is let go of before the server does so.
 */
export const freshConnections: Middleware = {
  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const pipeline = connectorPipeline(context);
    pipeline?.removePolicy({ name: NAME });
    pipeline?.addPolicy({ name: NAME, sendRequest: takeFreshConnection });
    await next();
  },
};

function takeFreshConnection(request: WireRequest, send: Send): Promise<WireResponse> {
  // One that is set already leads through a proxy.
  request.agent ??= request.url.startsWith('https:') ? secure : plain;
  return send(request);
}
