/** How the bot authenticates; 'off' is local mode. */
export type BotAuthentication =
  | { kind: 'off' }
  | { kind: 'UserAssignedMsi'; botId: string; tenantId: string; allowedTenants: readonly string[] }
  | { kind: 'SingleTenant'; botId: string; tenantId: string; password: string; allowedTenants: readonly string[] };

/** The settings of the bot's registration. */
interface BotSettings {
  BOT_ID?: string | undefined;
  BOT_TENANT_ID?: string | undefined;
  ALLOWED_TENANTS?: string[] | undefined;
  BOT_TYPE?: 'UserAssignedMsi' | 'SingleTenant' | undefined;
  BOT_PASSWORD?: string | undefined;
}

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
