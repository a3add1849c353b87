import {
  ManagedIdentityServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';

/** Something that gets tokens for a scope, as @azure/identity's credentials do. */
interface TokenSource {
  getToken(scope: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }>;
}

/** Lets the bot prove who it is by this identity's tokens and in no other way. */
export function managedIdentityCredentials(botId: string, tokens: TokenSource): ServiceClientCredentialsFactory {
  const factory = { createAzureServiceTokenProvider: () => tokens };
  // The SDK's type names a class of its own copy of @azure/identity; it calls nothing but getToken.
  return new ManagedIdentityServiceClientCredentialsFactory(botId, factory as never);
}
