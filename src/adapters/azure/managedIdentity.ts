/** Tokens of a user-assigned managed identity, by the scope they are for. */
export interface IdentityTokens {
  getToken(scope: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }>;
}

/**
 * The managed identity with this client id and no other credential that happens to lie in the environment: the SDK's
 * default would try a developer's first.
 */
export async function managedIdentity(clientId: string): Promise<IdentityTokens> {
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return new ManagedIdentityCredential({ clientId });
}
