import type { Route } from '../http/httpServer.ts';
import type { SmsListener } from '../ports/smsSender.ts';
import { receiveSmsEvents } from '../telephony/smsEvents.ts';

const EVENTS_BYTES = 256 * 1024;

/** `POST /api/sms/events`: receipts and replies of Azure Communication Services, from whoever has the key. */
export function smsEventsRoute(listener: SmsListener, { eventsKey }: { eventsKey: string | undefined }): Route {
  return {
    method: 'POST',
    path: '/api/sms/events',
    maxBytes: EVENTS_BYTES,
    handle: ({ body, headers }) =>
      receiveSmsEvents({ body, key: headers['x-events-key']?.toString() }, { listener, eventsKey }),
  };
}
