import { z } from 'zod';
import type { ModelSettings } from '../adapters/openai/openaiModel.ts';
import type { TokenLimits } from '../model/tokenBudget.ts';

const name = z.string().min(1).max(100);
const names = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const tokens = z.coerce.number('must be a number').int().min(0);

/** Settings that bring a language model; without AZURE_OPENAI_DEPLOYMENT or OPENAI_MODEL there is none. */
export const modelSettings = {
  AZURE_OPENAI_DEPLOYMENT: name
    .optional()
    .describe('Deployment of a chat model in that resource: it writes the answers, from passages that are sent to it.'),
  AZURE_OPENAI_FALLBACK_DEPLOYMENTS: names
    .optional()
    .describe('Deployments that stand in when that one is busy or away, comma separated, the preferred one first.'),
  OPENAI_MODEL: name
    .optional()
    .describe('Chat model of OPENAI_BASE_URL, or of OpenAI: it writes the answers, from passages that are sent to it.'),
  OPENAI_FALLBACK_MODELS: names
    .optional()
    .describe('Models that stand in when that one is busy or away, comma separated, the preferred one first.'),
  TOKENS_PER_PERSON_DAY: tokens
    .default(200_000)
    .describe('Tokens a person may use a day; after that answers come straight from the sources. 0: no limit.'),
  TOKENS_PER_CALL: tokens.default(60_000).describe("Tokens for one customer's call. 0: no limit."),
  CONTENT_SAFETY_ENDPOINT: z
    .url('must be an address')
    .optional()
    .describe('Azure AI Content Safety resource whose prompt shields look at what the model is about to read.'),
  CONTENT_SAFETY_KEY: z.string().min(1).optional().describe('Its key; with a managed identity leave it out.'),
  TOKENS_PER_DAY: tokens.default(0).describe('Tokens for everybody together a day. 0: no limit.'),
};

interface Values {
  AZURE_OPENAI_ENDPOINT?: string | undefined;
  AZURE_OPENAI_API_KEY?: string | undefined;
  AZURE_OPENAI_DEPLOYMENT?: string | undefined;
  AZURE_OPENAI_FALLBACK_DEPLOYMENTS?: string[] | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  OPENAI_MODEL?: string | undefined;
  OPENAI_FALLBACK_MODELS?: string[] | undefined;
}

/** The model that the settings name; adds a sentence to `problems` for each combination that cannot work. */
export function readModel(values: Values, isLocal: boolean, problems: string[]): ModelSettings | undefined {
  const { AZURE_OPENAI_DEPLOYMENT: deployment, OPENAI_MODEL: model } = values;
  if (deployment !== undefined && model !== undefined) {
    problems.push('AZURE_OPENAI_DEPLOYMENT and OPENAI_MODEL are both set: set the one that is to write the answers.');
  }
  if (deployment === undefined && values.AZURE_OPENAI_FALLBACK_DEPLOYMENTS !== undefined) {
    problems.push('AZURE_OPENAI_FALLBACK_DEPLOYMENTS needs AZURE_OPENAI_DEPLOYMENT, for which they stand in.');
  }
  if (model === undefined && values.OPENAI_FALLBACK_MODELS !== undefined) {
    problems.push('OPENAI_FALLBACK_MODELS needs OPENAI_MODEL, for which they stand in.');
  }
  if (deployment !== undefined) {
    const { AZURE_OPENAI_ENDPOINT: endpoint, AZURE_OPENAI_API_KEY: apiKey } = values;
    if (endpoint === undefined) {
      problems.push('AZURE_OPENAI_ENDPOINT is missing: AZURE_OPENAI_DEPLOYMENT is a deployment there.');
    }
    refusePlainHttp('AZURE_OPENAI_ENDPOINT', { given: endpoint, isLocal }, problems);
    const models = [deployment, ...(values.AZURE_OPENAI_FALLBACK_DEPLOYMENTS ?? [])];
    return { kind: 'azure', endpoint: endpoint ?? '', apiKey, models };
  }
  if (model === undefined) return undefined;
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey } = values;
  if (baseUrl === undefined && apiKey === undefined) {
    problems.push(
      'OPENAI_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for another server; for Azure set AZURE_OPENAI_DEPLOYMENT instead.',
    );
  }
  refusePlainHttp('OPENAI_BASE_URL', { given: baseUrl, isLocal }, problems);
  return { kind: 'compatible', baseUrl, apiKey, models: [model, ...(values.OPENAI_FALLBACK_MODELS ?? [])] };
}

/** The shield that the settings name; adds a sentence to `problems` for what cannot work. */
export function readContentSafety(
  values: { CONTENT_SAFETY_ENDPOINT?: string | undefined; CONTENT_SAFETY_KEY?: string | undefined },
  isLocal: boolean,
  problems: string[],
): { endpoint: string; apiKey: string | undefined } | undefined {
  const { CONTENT_SAFETY_ENDPOINT: endpoint, CONTENT_SAFETY_KEY: apiKey } = values;
  if (endpoint === undefined) {
    if (apiKey !== undefined) problems.push('CONTENT_SAFETY_KEY needs CONTENT_SAFETY_ENDPOINT, whose key it is.');
    return undefined;
  }
  refusePlainHttp('CONTENT_SAFETY_ENDPOINT', { given: endpoint, isLocal }, problems);
  return { endpoint, apiKey };
}

/** The budgets that the settings name. */
export function readTokenLimits(values: {
  TOKENS_PER_PERSON_DAY: number;
  TOKENS_PER_CALL: number;
  TOKENS_PER_DAY: number;
}): TokenLimits {
  return {
    perPersonDay: values.TOKENS_PER_PERSON_DAY,
    perCall: values.TOKENS_PER_CALL,
    perDay: values.TOKENS_PER_DAY,
  };
}

function refusePlainHttp(
  setting: string,
  { given, isLocal }: { given: string | undefined; isLocal: boolean },
  problems: string[],
): void {
  const sentence = `${setting} must be an https address: questions would travel readable for everybody on their way.`;
  if (!isLocal && given?.startsWith('http://') === true) problems.push(sentence);
}
