import { TEAMS_SERVICE_HOSTS } from '../teams/admitActivity.ts';

/** Where Teams, Entra ID and Microsoft Graph are. */
export interface Cloud {
  /** Addresses in botbuilder's names (ConfigurationBotFrameworkAuthentication); none for the public cloud. */
  botFramework: Readonly<Record<string, string>>;
  /** Who issues the tokens that Teams comes with. */
  tokenIssuer: string;
  /** Hosts that Earpiece answers to, compared exactly. */
  serviceHosts: readonly string[];
  loginUrl: string;
  graphUrl: string;
  /** OpenID configuration of Azure Communication Services. */
  acsConfigurationUrl: string;
}

/** The commercial cloud, whose Entra ID and Graph serve GCC too. */
export const PUBLIC_CLOUD: Cloud = {
  botFramework: {},
  tokenIssuer: 'https://api.botframework.com',
  serviceHosts: TEAMS_SERVICE_HOSTS,
  loginUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
  acsConfigurationUrl: 'https://acscallautomation.communication.azure.com/calling/.well-known/acsopenidconfiguration',
};
