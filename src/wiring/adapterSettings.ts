import { managedIdentity } from '../adapters/azure/managedIdentity.ts';
import type { AdapterSettings } from '../teams/earpieceAdapter.ts';
import { managedIdentityCredentials } from '../teams/managedIdentityCredentials.ts';
import type { Cloud } from './clouds.ts';
import type { BotAuthentication } from './botAuthentication.ts';

/** How the bot proves who it is in this cloud; an empty app id turns authentication off. */
export async function adapterSettings(bot: BotAuthentication, cloud: Cloud): Promise<AdapterSettings> {
  switch (bot.kind) {
    case 'off':
      return { options: { MicrosoftAppId: '' } };
    case 'UserAssignedMsi':
      return {
        options: {
          ...cloud.botFramework,
          MicrosoftAppId: bot.botId,
          MicrosoftAppType: bot.kind,
          MicrosoftAppTenantId: bot.tenantId,
        },
        credentials: managedIdentityCredentials(bot.botId, await managedIdentity(bot.botId)),
      };
    case 'SingleTenant':
      return {
        options: {
          ...cloud.botFramework,
          MicrosoftAppId: bot.botId,
          MicrosoftAppType: bot.kind,
          MicrosoftAppTenantId: bot.tenantId,
          MicrosoftAppPassword: bot.password,
        },
      };
  }
}
