import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import { type LanguageModel, type ModelReply, type ModelRequest, ModelUnavailable } from '../../ports/languageModel.ts';
import { type Breaker, breaker } from './breaker.ts';
import { chatRequest, type LimitField } from './chatRequest.ts';
import { type AzureSettings, type CompatibleSettings, connectOpenai } from './connectOpenai.ts';
import { type Fault, faultOf } from './faultOf.ts';
import { estimatedTokens, readStream } from './readStream.ts';

/** Where answers come from; the first model is preferred, the others stand in when it is away. */
export type ModelSettings = (AzureSettings | CompatibleSettings) & { models: readonly string[] };

interface Deployment {
  model: string;
  breaker: Breaker;
  limitField: LimitField;
}

/** Less time than this is not worth a request. */
const LEAST_MS = 500;
const SHARE_BEFORE_FALLBACK = 0.6;
const PAUSE_MS = 300;
const TRIES = 4;

/**
 * Answers from Azure OpenAI, OpenAI, or any server that speaks chat completions with structured outputs. Loads the SDK;
 * asks nothing before the first request. A busy deployment is left for the next one, and waited for only when there is
 * none and the time allows.
 */
export async function openaiModel(settings: ModelSettings): Promise<LanguageModel> {
  const client = await connectOpenai(settings);
  const deployments = settings.models.map((model): Deployment => ({
    model,
    breaker: breaker(),
    limitField: 'max_completion_tokens',
  }));
  return {
    names: settings.models,
    leftAlone: () => deployments.filter((one) => one.breaker.isOpen(performance.now())).length,
    async complete(request, signal) {
      const giveUpAt = performance.now() + request.withinMs;
      let last: unknown;
      for (let tried = 0; tried < TRIES; tried += 1) {
        for (const [at, deployment] of deployments.entries()) {
          signal.throwIfAborted();
          const leftMs = giveUpAt - performance.now();
          if (leftMs < LEAST_MS) throw translated(last, settings);
          if (!deployment.breaker.mayAsk(performance.now())) continue;
          // The one that stands in needs time, too.
          const patienceMs = at < deployments.length - 1 ? leftMs * SHARE_BEFORE_FALLBACK : undefined;
          try {
            return await ask(deployment, { client, request, patienceMs }, signal);
          } catch (error) {
            signal.throwIfAborted();
            last = error;
          }
        }
        const pauseMs = faultOf(last ?? {}).waitMs ?? PAUSE_MS * 2 ** tried;
        if (!isWorthWaiting(last) || performance.now() + pauseMs + LEAST_MS > giveUpAt) break;
        // A timer may fire a little early.
        await sleep(pauseMs + 5, undefined, { signal }).catch(() => undefined);
      }
      throw translated(last, settings);
    },
  };
}

interface Asked {
  client: OpenAI;
  request: ModelRequest;
  /** After this the next deployment is asked; undefined when there is none. */
  patienceMs: number | undefined;
}

async function ask(deployment: Deployment, asked: Asked, signal: AbortSignal): Promise<ModelReply> {
  const { client, request, patienceMs } = asked;
  const body = chatRequest(request, deployment);
  const characters = JSON.stringify(body).length;
  const patience =
    patienceMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(patienceMs))]);
  try {
    const reply = await readStream(await client.chat.completions.create(body, { signal: patience }), characters);
    deployment.breaker.succeeded();
    return reply;
  } catch (error) {
    const fault = faultOf(error);
    if (signal.aborted) {
      deployment.breaker.gaveUp();
      throw error;
    }
    if (fault.code === 'content_filter') {
      deployment.breaker.succeeded();
      return { toolCalls: [], none: 'filtered', tokens: estimatedTokens(characters, 0) };
    }
    if (wantsOtherLimit(error, fault) && deployment.limitField === 'max_completion_tokens') {
      deployment.limitField = 'max_tokens';
      deployment.breaker.gaveUp();
      return ask(deployment, asked, signal);
    }
    // A 429 with a time tells exactly how long this deployment is not worth asking.
    deployment.breaker.failed(performance.now(), fault.status === 429 ? fault.waitMs : undefined);
    throw error;
  }
}

/** Older deployments know only `max_tokens`, newer ones only `max_completion_tokens`, and nothing tells which. */
function wantsOtherLimit(error: unknown, { status }: Fault): boolean {
  if (status !== 400 && status !== 422) return false;
  const { message, param } = error as { message?: unknown; param?: unknown };
  return param === 'max_completion_tokens' || String(message).includes('max_completion_tokens');
}

function isWorthWaiting(error: unknown): boolean {
  return error !== undefined && faultOf(error).isPassing;
}

/** Our own words only: what the server says may repeat a key or a text. */
function translated(error: unknown, settings: ModelSettings): ModelUnavailable {
  if (error instanceof ModelUnavailable) return error;
  if (error === undefined)
    return new ModelUnavailable('The model has failed again and again and is left alone for a while.');
  const [key, model, place] =
    settings.kind === 'azure'
      ? ['AZURE_OPENAI_API_KEY or the managed identity', 'AZURE_OPENAI_DEPLOYMENT', 'AZURE_OPENAI_ENDPOINT']
      : ['OPENAI_API_KEY', 'OPENAI_MODEL', 'OPENAI_BASE_URL'];
  const { status, code } = faultOf(error);
  const said = `The model answered ${status}${/^[\w-]{1,40}$/.test(code) ? ` (${code})` : ''}`;
  const unavailable = (message: string): ModelUnavailable => new ModelUnavailable(message, { cause: error, status });
  switch (status) {
    case undefined:
      return unavailable(`The model did not answer: check ${place} and the network.`);
    case 401:
    case 403:
      return unavailable(`${said}: check ${key}, and that it may use ${place}.`);
    case 404:
      return unavailable(`${said}: check ${model} and ${place}.`);
    case 429:
      return unavailable(`${said}: it is asked more than its quota allows; raise the quota or wait.`);
    default:
      return unavailable(
        status >= 500
          ? `${said}: it has a fault of its own; wait.`
          : `${said}: check that ${model} knows tools and structured outputs.`,
      );
  }
}
