import type { OpenAI } from 'openai';

/** An Azure OpenAI resource. */
export interface AzureSettings {
  kind: 'azure';
  /** Such as https://name.openai.azure.com */
  endpoint: string;
  /** Undefined: `token` proves who asks. */
  apiKey: string | undefined;
  /** Gives an Entra ID token for Azure OpenAI. */
  token?: () => Promise<string>;
}

/** OpenAI, or a server that speaks its interface. */
export interface CompatibleSettings {
  kind: 'compatible';
  /** Ends with /v1 as a rule; undefined for OpenAI itself. */
  baseUrl: string | undefined;
  /** Servers on one's own machine often have none. */
  apiKey: string | undefined;
}

/** The latest version of the data-plane interface that is not a preview. */
const AZURE_API_VERSION = '2024-10-21';
const OPENAI = 'https://api.openai.com/v1';

/** The SDK's client for these settings and for nothing else it finds in the environment; it never tries again by itself. */
export async function connectOpenai(settings: AzureSettings | CompatibleSettings): Promise<OpenAI> {
  const sdk = await import('openai');
  const common = { maxRetries: 0, organization: null, project: null, logLevel: 'off' as const };
  if (settings.kind === 'azure') {
    const baseURL = `${settings.endpoint.replace(/\/+$/, '')}/openai`;
    const azure = { ...common, baseURL, apiVersion: AZURE_API_VERSION };
    const { apiKey, token } = settings;
    if (apiKey === undefined && token !== undefined) {
      return new sdk.AzureOpenAI({ ...azure, azureADTokenProvider: token });
    }
    return new sdk.AzureOpenAI({ ...azure, apiKey: apiKey ?? 'none' });
  }
  return new sdk.OpenAI({ ...common, baseURL: settings.baseUrl ?? OPENAI, apiKey: settings.apiKey ?? 'none' });
}
