import { z } from 'zod';
import type { EmbedderSettings } from '../adapters/openai/openaiEmbedder.ts';

const address = z.url({ protocol: /^https?$/, error: 'must be an https address' });

/** Settings that bring vectors; without AZURE_OPENAI_EMBEDDING_DEPLOYMENT or OPENAI_EMBEDDING_MODEL there are none. */
export const embedderSettings = {
  AZURE_OPENAI_ENDPOINT: address.optional().describe('Azure OpenAI resource, such as https://name.openai.azure.com.'),
  AZURE_OPENAI_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Key of the Azure OpenAI resource. Without it the managed identity of the process is used. Secret.'),
  AZURE_OPENAI_EMBEDDING_DEPLOYMENT: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be the name of a deployment')
    .optional()
    .describe('Deployment of an embedding model: passages and questions are sent to it, and compared by meaning too.'),
  OPENAI_BASE_URL: address
    .optional()
    .describe('Server that speaks the OpenAI interface, such as http://localhost:11434/v1. Default: OpenAI itself.'),
  OPENAI_API_KEY: z.string().min(1).optional().describe('Key of that server. Secret.'),
  OPENAI_EMBEDDING_MODEL: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Embedding model of that server: passages and questions are sent to it, and compared by meaning too.'),
};

/** Names among them whose values are never printed. */
export const EMBEDDER_SECRETS = ['AZURE_OPENAI_API_KEY', 'OPENAI_API_KEY'] as const;

type Values = { [Name in keyof typeof embedderSettings]?: string | undefined };

/** The embedder that the settings name; adds a sentence to `problems` for each combination that cannot work. */
export function readEmbedder(values: Values, isLocal: boolean, problems: string[]): EmbedderSettings | undefined {
  const deployment = values.AZURE_OPENAI_EMBEDDING_DEPLOYMENT;
  const model = values.OPENAI_EMBEDDING_MODEL;
  if (deployment !== undefined && model !== undefined) {
    problems.push(
      'AZURE_OPENAI_EMBEDDING_DEPLOYMENT and OPENAI_EMBEDDING_MODEL are both set: vectors of two models cannot be compared, so set one.',
    );
  }
  if (deployment !== undefined) return azure(deployment, values, { isLocal, problems });
  if (model !== undefined) return compatible(model, values, { isLocal, problems });
  return undefined;
}

interface Judge {
  isLocal: boolean;
  problems: string[];
}

function azure(deployment: string, values: Values, judge: Judge): EmbedderSettings {
  const { AZURE_OPENAI_ENDPOINT: endpoint, AZURE_OPENAI_API_KEY: apiKey } = values;
  if (endpoint === undefined) {
    judge.problems.push('AZURE_OPENAI_ENDPOINT is missing: AZURE_OPENAI_EMBEDDING_DEPLOYMENT is a deployment there.');
  }
  refusePlainHttp('AZURE_OPENAI_ENDPOINT', endpoint, judge);
  return { kind: 'azure', endpoint: endpoint ?? '', apiKey, deployment };
}

function compatible(model: string, values: Values, judge: Judge): EmbedderSettings {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey } = values;
  if (baseUrl === undefined && apiKey === undefined) {
    judge.problems.push(
      'OPENAI_EMBEDDING_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for another server; for Azure set AZURE_OPENAI_EMBEDDING_DEPLOYMENT instead.',
    );
  }
  refusePlainHttp('OPENAI_BASE_URL', baseUrl, judge);
  return { kind: 'compatible', baseUrl, apiKey, model };
}

function refusePlainHttp(name: string, given: string | undefined, { isLocal, problems }: Judge): void {
  if (isLocal || given?.startsWith('http://') !== true) return;
  problems.push(`${name} must be an https address: passages would travel readable for everybody on their way.`);
}
