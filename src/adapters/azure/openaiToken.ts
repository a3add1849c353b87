import { azureCredential } from './azureCredential.ts';

const SCOPE = 'https://cognitiveservices.azure.com/.default';

/** Tokens for Azure OpenAI of the identity this process runs as, kept until shortly before they end. Loads the SDK. */
export async function openaiToken(clientId: string | undefined): Promise<() => Promise<string>> {
  const { getBearerTokenProvider } = await import('@azure/identity');
  return getBearerTokenProvider(await azureCredential(clientId), SCOPE);
}
