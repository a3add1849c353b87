const SCOPE = 'https://ossrdbms-aad.database.windows.net/.default';

/**
 * Passwords for Azure Database for PostgreSQL of the managed identity with this client id: Entra ID tokens, asked for at
 * each new connection and kept by the SDK until shortly before they end. Loads the SDK at the first connection.
 */
export function identityPassword(clientId: string): () => Promise<string> {
  let credential: Promise<{ getToken(scope: string): Promise<{ token: string }> }> | undefined;
  return async () => {
    credential ??= import('@azure/identity').then(
      ({ ManagedIdentityCredential }) => new ManagedIdentityCredential({ clientId }),
    );
    return (await (await credential).getToken(SCOPE)).token;
  };
}
