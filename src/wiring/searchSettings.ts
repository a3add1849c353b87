import { z } from 'zod';

/** Settings that bring Azure AI Search; without AZURE_SEARCH_ENDPOINT the embedded index searches. */
export const searchSettings = {
  AZURE_SEARCH_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .optional()
    .describe(
      'Azure AI Search service, such as https://name.search.windows.net: passages are sent there and found there.',
    ),
  AZURE_SEARCH_INDEX: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9]|-(?!-)){0,126}[a-z0-9]$/, 'must be lower-case letters, digits and single dashes')
    .default('earpiece')
    .describe('Name of the index there; Earpiece makes it.'),
  AZURE_SEARCH_SEMANTIC_CONFIG: z
    .string()
    .regex(/^[\w-]{1,128}$/, 'must be letters, digits, dashes or underscores')
    .optional()
    .describe(
      'Name of the semantic configuration there; set it to rank by meaning, which needs the service to allow it.',
    ),
  AZURE_SEARCH_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Admin key of the service; leave it out to use the managed identity. Secret.'),
};

/** Names among them whose values are never printed. */
export const SEARCH_SECRETS = ['AZURE_SEARCH_API_KEY'] as const;

/** Which search service. */
export interface SearchPlace {
  endpoint: string;
  index: string;
  semanticConfig: string | undefined;
  /** Undefined: the identity of this process. */
  apiKey: string | undefined;
}

type Values = { [Name in keyof typeof searchSettings]?: string | undefined };

/** The search service that the settings name; adds a sentence to `problems` for each combination that cannot work. */
export function readSearch(values: Values, isLocal: boolean, problems: string[]): SearchPlace | undefined {
  const { AZURE_SEARCH_ENDPOINT: endpoint, AZURE_SEARCH_API_KEY: apiKey } = values;
  if (endpoint === undefined) {
    const orphan = (['AZURE_SEARCH_API_KEY', 'AZURE_SEARCH_SEMANTIC_CONFIG'] as const).find((name) => values[name]);
    if (orphan !== undefined) problems.push(`AZURE_SEARCH_ENDPOINT is missing: ${orphan} belongs to a service.`);
    return undefined;
  }
  if (!isLocal && endpoint.startsWith('http://')) {
    problems.push('AZURE_SEARCH_ENDPOINT must be an https address: passages would travel readable for everybody.');
  }
  if (apiKey === undefined && endpoint.startsWith('http://')) {
    problems.push('AZURE_SEARCH_API_KEY is missing: the managed identity is shown to https addresses alone.');
  }
  return {
    endpoint,
    apiKey,
    index: values.AZURE_SEARCH_INDEX ?? '',
    semanticConfig: values.AZURE_SEARCH_SEMANTIC_CONFIG,
  };
}
