import { z } from 'zod';

const PAIR = /^(AAD_APP_CLIENT_SECRET|BOT_PASSWORD)=(\d{4}-\d{2}-\d{2})$/;

/** Settings that say when secrets end, which nobody can ask them. */
export const expirySettings = {
  SECRET_EXPIRY: z
    .string()
    .transform((text, context) => {
      const pairs = text.split(',').map((part) => PAIR.exec(part.trim()));
      const isSound = pairs.every((pair) => pair !== null && !Number.isNaN(Date.parse(pair[2] ?? '')));
      if (!isSound) context.addIssue('must be such as AAD_APP_CLIENT_SECRET=2027-03-01,BOT_PASSWORD=2027-03-01');
      return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', new Date(pair?.[2] ?? 0)]));
    })
    .optional()
    .describe('Days on which client secrets end, as name=date; "earpiece doctor" warns 30 days ahead.'),
};
