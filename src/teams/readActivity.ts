import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** The fields Earpiece relies on; everything else passes through untouched. */
const activity = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().max(512).optional(),
  name: z.string().max(128).optional(),
  channelId: z.string().min(1).max(64),
  serviceUrl: z.url().max(512),
  from: z.looseObject({ id: z.string().min(1).max(512) }),
  recipient: z.looseObject({ id: z.string().min(1).max(512) }).optional(),
  conversation: z.looseObject({ id: z.string().min(1).max(512) }),
  text: z.string().optional(),
  entities: z
    .array(z.looseObject({ type: z.string() }))
    .max(250)
    .optional(),
  attachments: z.array(z.looseObject({})).max(50).optional(),
});

/** The activity in a request body (Bot Framework protocol v3), or undefined when it is none. */
export function readActivity(body: Buffer): Activity | undefined {
  const parsed = activity.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const given = parsed.data as unknown as Activity;
  // The SDK works with dates where the wire has text; a date nobody can read is dropped.
  return { ...given, timestamp: toDate(given.timestamp), localTimestamp: toDate(given.localTimestamp) };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Not JSON: the caller answers 400, which is all there is to say.
    return undefined;
  }
}

function toDate(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}
