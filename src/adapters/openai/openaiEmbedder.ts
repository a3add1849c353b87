import type { OpenAI } from 'openai';
import { unitVector } from '../../domain/vectors.ts';
import { type Embedder, EmbedderUnavailable } from '../../ports/embedder.ts';
import { type AzureSettings, type CompatibleSettings, connectOpenai } from './connectOpenai.ts';
import { retrying } from './retrying.ts';

/** Where vectors come from. */
export type EmbedderSettings = (AzureSettings & { deployment: string }) | (CompatibleSettings & { model: string });

// Both bounds are far below what servers take (2,048 texts and 300,000 tokens), so that one answer stays small.
const TEXTS_AT_ONCE = 32;
const CHARACTERS_AT_ONCE = 100_000;

/**
 * Vectors from Azure OpenAI, OpenAI, or any server that speaks its embeddings interface. Loads the SDK; asks nothing
 * before the first text.
 */
export async function openaiEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  const client = await connectOpenai(settings);
  const model = settings.kind === 'azure' ? settings.deployment : settings.model;
  const advice =
    settings.kind === 'azure'
      ? { key: 'AZURE_OPENAI_API_KEY', model: 'AZURE_OPENAI_EMBEDDING_DEPLOYMENT', place: 'AZURE_OPENAI_ENDPOINT' }
      : { key: 'OPENAI_API_KEY', model: 'OPENAI_EMBEDDING_MODEL', place: 'OPENAI_BASE_URL' };
  let dimensions: number | undefined;
  return {
    model,
    get dimensions() {
      return dimensions;
    },
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (const batch of batchesOf(texts)) {
        const made = await retrying((once) => askFor(batch, { client, model }, once), advice, signal);
        vectors.push(...made);
        dimensions = made[0]?.length ?? dimensions;
      }
      if (vectors.some((vector) => vector.length !== dimensions)) throw unfit('vectors of different sizes');
      return vectors;
    },
  };
}

async function askFor(
  input: string[],
  { client, model }: { client: OpenAI; model: string },
  signal: AbortSignal,
): Promise<Float32Array[]> {
  // Not every compatible server knows base64, which the SDK would ask for by itself.
  const answer = await client.embeddings.create({ model, input, encoding_format: 'float' }, { signal });
  const data = Array.isArray(answer.data) ? answer.data : [];
  if (data.length !== input.length) throw unfit(`${data.length} vectors for ${input.length} texts`);
  return [...data]
    .sort((one, other) => one.index - other.index)
    .map(({ embedding }) => {
      const vector = Array.isArray(embedding) ? unitVector(embedding) : undefined;
      if (vector === undefined) throw unfit('something that is no vector');
      return vector;
    });
}

function unfit(what: string): EmbedderUnavailable {
  return new EmbedderUnavailable(`The embedder sent ${what}: check that the model makes embeddings.`);
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let characters = Infinity;
  for (const text of texts) {
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === TEXTS_AT_ONCE || characters + text.length > CHARACTERS_AT_ONCE) {
      batches.push([text]);
      characters = text.length;
    } else {
      batch.push(text);
      characters += text.length;
    }
  }
  return batches;
}
