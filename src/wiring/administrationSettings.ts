import { z } from 'zod';
import type { HouseMaps, HouseSettings } from '../domain/houseSettings.ts';

/** Settings of who administers the house. */
export const administrationSettings = {
  KNOWLEDGE_OWNER: z
    .guid('must be the Entra object id of a person')
    .transform((id) => id.toLowerCase())
    .optional()
    .describe('Entra object id of who looks after the knowledge base and gets its open gaps once a week.'),
};

/** Settings that admins may change in Teams unless the environment names them; to its groups they add others. */
const CHANGEABLE = {
  wrapUpMinutes: 'WRAP_UP_MINUTES',
  retentionDays: 'RETENTION_DAYS',
  tokensPerPersonDay: 'TOKENS_PER_PERSON_DAY',
  tokensPerCall: 'TOKENS_PER_CALL',
  tokensPerDay: 'TOKENS_PER_DAY',
  dispositions: 'DISPOSITIONS',
  knowledgeOwner: 'KNOWLEDGE_OWNER',
} as const satisfies Record<Exclude<keyof HouseSettings, keyof HouseMaps>, string>;

/** Which of them the environment names. */
export function fixedIn(given: object): (keyof HouseSettings)[] {
  const names = Object.entries(CHANGEABLE) as [keyof HouseSettings, string][];
  return names.filter(([, name]) => name in given).map(([setting]) => setting);
}
