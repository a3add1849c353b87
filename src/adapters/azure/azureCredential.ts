import type { TokenCredential } from '@azure/identity';
import { managedIdentity } from './managedIdentity.ts';

/** Tokens of the identity this process runs as. */
export type AzureCredential = TokenCredential;

/**
 * The managed identity with this client id; without one, whatever the machine is signed in with: its managed identity,
 * or a developer's own. Loads the SDK; asks nothing before the first request.
 */
export async function azureCredential(clientId: string | undefined): Promise<AzureCredential> {
  if (clientId !== undefined) return managedIdentity(clientId);
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}
