import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { SmsListener } from '../ports/smsSender.ts';

/** One request from Event Grid. */
export interface SmsEventRequest {
  body: Buffer;
  /** Header X-Events-Key. */
  key: string | undefined;
}

const MOST_EVENTS = 1_000;
const VALIDATION = 'Microsoft.EventGrid.SubscriptionValidationEvent';
const RECEIPT = 'Microsoft.Communication.SMSDeliveryReportReceived';
const REPLY = 'Microsoft.Communication.SMSReceived';
const FINAL: Readonly<Record<string, boolean>> = { delivered: true, failed: false, expired: false };

const event = z.looseObject({ eventType: z.string(), data: z.record(z.string(), z.unknown()) });

/**
 * Takes in receipts and replies of Azure Communication Services from Event Grid, in its own schema. Without a key in the
 * settings there is no such address. Rejects when they could not be stored: Event Grid then brings them again.
 * https://learn.microsoft.com/azure/event-grid/communication-services-telephony-sms-events
 */
export async function receiveSmsEvents(
  { body, key }: SmsEventRequest,
  { listener, eventsKey }: { listener: SmsListener; eventsKey: string | undefined },
): Promise<{ status: number; body?: object }> {
  if (eventsKey === undefined) return { status: 404 };
  if (!isSame(key ?? '', eventsKey)) return { status: 401 };
  const events = readEvents(body);
  if (events === undefined) return { status: 400, body: { error: 'This is no list of events.' } };
  const asked = events.find(({ eventType }) => eventType === VALIDATION)?.data.validationCode;
  if (typeof asked === 'string') return { status: 200, body: { validationResponse: asked } };
  for (const { eventType, data } of events) await takeEvent(eventType, lowerCased(data), listener);
  return { status: 200 };
}

function readEvents(body: Buffer): z.infer<typeof event>[] | undefined {
  try {
    return z
      .array(event)
      .max(MOST_EVENTS)
      .parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

async function takeEvent(
  eventType: string,
  data: Readonly<Record<string, unknown>>,
  listener: SmsListener,
): Promise<void> {
  const [reference, status, from, text] = [data.tag, data.deliverystatus, data.from, data.message];
  if (eventType === RECEIPT && typeof reference === 'string' && typeof status === 'string') {
    const isDelivered = FINAL[status.toLowerCase()];
    if (isDelivered !== undefined) await listener.onReceipt({ reference, isDelivered });
  }
  if (eventType === REPLY && typeof from === 'string' && typeof text === 'string') {
    await listener.onReply({ from: from.startsWith('+') ? from : `+${from}`, text });
  }
}

/** The service has written its fields both ways. */
function lowerCased(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field.toLowerCase(), value]));
}

/** Takes the same time whatever was tried. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
