import { z } from 'zod';

/** Settings that let Azure Communication Services stream calls to us; without ACS_RESOURCE_ID nobody may. */
export const acsMediaSettings = {
  ACS_RESOURCE_ID: z
    .guid('must be a GUID')
    .optional()
    .describe('Immutable resource id of Azure Communication Services, whose media streams /api/media/acs takes.'),
  ACS_MEDIA_MAX_CALLS: z.coerce
    .number()
    .int()
    .min(1)
    .max(5000)
    .default(100)
    .describe('Media streams of one process; more are refused by 503.'),
};
