import type { Middleware, TurnContext } from 'botbuilder';
import { connectorPipeline, type Send, type WireRequest, type WireResponse } from './connectorPipeline.ts';

const RESENDS = 2;
const LONGEST_WAIT_MS = 8000;
/** Statuses with which Teams says that it did not take the message: throttled, and precondition failed. */
const NOT_TAKEN = [429, 412];

/**
 * Sending is not idempotent. The connector's HTTP client sends anything again that ended in a 5xx or a broken
 * connection, and so shows people the same message twice. Here only what Teams certainly did not take is sent again,
 * after the time it asks for.
 */
export const resendPolicy: Middleware = {
  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const pipeline = connectorPipeline(context);
    if (pipeline !== undefined && pipeline.removePolicy({ name: 'defaultRetryPolicy' }).length > 0) {
      pipeline.addPolicy({ name: 'resendWhatWasNotTaken', sendRequest: resendWhatWasNotTaken }, { phase: 'Retry' });
    }
    await next();
  },
};

async function resendWhatWasNotTaken(request: WireRequest, send: Send): Promise<WireResponse> {
  let response = await send(request);
  for (let resend = 1; resend <= RESENDS && NOT_TAKEN.includes(response.status); resend += 1) {
    await new Promise((resolve) => setTimeout(resolve, waitMs(response, resend)));
    response = await send(request);
  }
  return response;
}

/** Retry-After in seconds (RFC 9110, section 10.2.3); without it one second, then two. */
function waitMs(response: WireResponse, resend: number): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Math.min(Number.isFinite(seconds) ? seconds * 1000 : resend * 1000, LONGEST_WAIT_MS);
}
