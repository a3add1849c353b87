import type {
  IndexDocumentsAction,
  IndexDocumentsOptions,
  IndexDocumentsResult,
  SearchClient,
  SearchClientOptions,
  SearchIndexClient,
} from '@azure/search-documents';
import type { AzureCredential } from './azureCredential.ts';

/** An index of Azure AI Search and how to reach it. */
export interface SearchSettings {
  /** Such as https://name.search.windows.net */
  endpoint: string;
  index: string;
  /** Name of the semantic configuration; undefined: no semantic ranking. */
  semanticConfig: string | undefined;
  /** A key, or an identity with the roles Search Index Data Contributor and Search Service Contributor. */
  credential: { apiKey: string } | AzureCredential;
  /** Carries requests in tests. */
  httpClient?: SearchClientOptions['httpClient'];
}

/** Clients of one index. */
export interface SearchConnection extends Pick<SearchSettings, 'index' | 'semanticConfig'> {
  documents: SearchClient<object>;
  /** One request of `search.index`. */
  send(actions: IndexDocumentsAction<object>[], options: IndexDocumentsOptions): Promise<IndexDocumentsResult>;
  indexes: SearchIndexClient;
  /** The index among all there are; names what it was sent. */
  target: string;
}

/** The version this was written against; https://learn.microsoft.com/rest/api/searchservice/search-service-api-versions */
const SERVICE_VERSION = '2026-04-01';

/** The SDK's clients for these settings, which never try again by themselves. Loads the SDK; asks nothing. */
export async function connectSearch(settings: SearchSettings): Promise<SearchConnection> {
  const sdk = await import('@azure/search-documents');
  const { index, semanticConfig, credential } = settings;
  const endpoint = settings.endpoint.replace(/\/+$/, '');
  const options: SearchClientOptions = {
    serviceVersion: SERVICE_VERSION,
    retryOptions: { maxRetries: 0 },
    allowInsecureConnection: endpoint.startsWith('http://'),
    ...(settings.httpClient === undefined ? {} : { httpClient: settings.httpClient }),
  };
  const known = 'apiKey' in credential ? new sdk.AzureKeyCredential(credential.apiKey) : credential;
  const documents = new sdk.SearchClient<object>(endpoint, index, known, options);
  return {
    index,
    semanticConfig,
    target: `${endpoint}/indexes/${index}`,
    documents,
    send: (actions, call) => documents.indexDocuments(new sdk.IndexDocumentsBatch(actions), call),
    indexes: new sdk.SearchIndexClient(endpoint, known, options),
  };
}
