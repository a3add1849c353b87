import { z } from 'zod';
import { commaSeparated } from './commaSeparated.ts';

/** How the bot authenticates; 'off' is local mode. */
export type BotAuthentication =
  | { kind: 'off' }
  | { kind: 'UserAssignedMsi'; botId: string; tenantId: string; allowedTenants: readonly string[] }
  | { kind: 'SingleTenant'; botId: string; tenantId: string; password: string; allowedTenants: readonly string[] };

const guid = z.guid('must be a GUID');

/** Settings of the bot's registration; without BOT_ID Earpiece runs in local mode. */
export const botSettings = {
  BOT_ID: guid.optional().describe('Client id of the bot registration. Without it Earpiece runs in local mode.'),
  BOT_TYPE: z
    .enum(['UserAssignedMsi', 'SingleTenant'], 'must be UserAssignedMsi or SingleTenant')
    .optional()
    .describe('How the bot proves who it is.'),
  BOT_TENANT_ID: guid.optional().describe('Tenant of the bot registration.'),
  BOT_PASSWORD: z.string().min(1).optional().describe('Client secret of a SingleTenant bot. Secret.'),
  ALLOWED_TENANTS: commaSeparated
    .pipe(z.array(guid))
    .optional()
    .describe('Tenants whose people may talk to Earpiece, comma separated. Default: BOT_TENANT_ID.'),
};

/** Settings that are never printed. */
export const BOT_SECRETS = ['BOT_PASSWORD'] as const;

/** Client id of the managed identity that the bot runs as; undefined without one. */
export function identityOf(bot: BotAuthentication): string | undefined {
  return bot.kind === 'UserAssignedMsi' ? bot.botId : undefined;
}

type BotSettings = z.infer<z.ZodObject<typeof botSettings>>;

/** How the settings say the bot proves who it is; what is missing is added to the problems. */
export function readBot(values: BotSettings, environment: NodeJS.ProcessEnv, problems: string[]): BotAuthentication {
  if (values.BOT_ID === undefined) {
    if (environment.NODE_ENV === 'production') {
      problems.push('BOT_ID is missing: with NODE_ENV=production Earpiece does not run without authentication.');
    }
    return { kind: 'off' };
  }
  const tenantId = values.BOT_TENANT_ID ?? '';
  if (values.BOT_TENANT_ID === undefined)
    problems.push('BOT_TENANT_ID is missing: BOT_ID needs the tenant it belongs to.');
  const common = { botId: values.BOT_ID, tenantId, allowedTenants: values.ALLOWED_TENANTS ?? [tenantId] };
  switch (values.BOT_TYPE) {
    case undefined:
      problems.push('BOT_TYPE is missing: set UserAssignedMsi (managed identity) or SingleTenant (with BOT_PASSWORD).');
      return { kind: 'off' };
    case 'UserAssignedMsi':
      return { kind: 'UserAssignedMsi', ...common };
    case 'SingleTenant':
      if (values.BOT_PASSWORD === undefined)
        problems.push('BOT_PASSWORD is missing: a SingleTenant bot needs its client secret.');
      return { kind: 'SingleTenant', ...common, password: values.BOT_PASSWORD ?? '' };
  }
}
