import { type Refusal, type Wire, wrong } from './wire.ts';

/** One request for vectors that was let through, as it came over the wire. */
export interface EmbeddingsCall {
  model: string;
  input: readonly string[];
}

/** The body of such a request. */
export interface EmbeddingsBody {
  input: string | string[];
  model?: string;
  encoding_format?: string;
}

// https://learn.microsoft.com/azure/ai-services/openai/reference (2024-10-21) and
// https://platform.openai.com/docs/api-reference/embeddings, read on 2026-11-21.
const MOST_TEXTS = 2048;
const MOST_TOKENS = 8192;
/** A token of English has about four characters; three errs on the strict side. */
const CHARACTERS_PER_TOKEN = 3;
const FIELDS = new Set(['input', 'model', 'encoding_format', 'dimensions', 'user', 'input_type']);

/** Why a request for vectors is turned away, if it is. */
export function refusalOfEmbeddings(body: EmbeddingsBody, { kind, models }: Wire): Refusal | undefined {
  if (Object.keys(body).some((field) => !FIELDS.has(field))) return wrong('unknown_field');
  if (kind === 'openai' && !models.includes(body.model ?? '')) return { status: 404, code: 'model_not_found' };
  const texts = typeof body.input === 'string' ? [body.input] : body.input;
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > MOST_TEXTS) return wrong('invalid_input');
  if (texts.some((one) => typeof one !== 'string' || one === '')) return wrong('invalid_input');
  const isTooLong = texts.some((one) => one.length / CHARACTERS_PER_TOKEN > MOST_TOKENS);
  return isTooLong ? wrong('context_length_exceeded') : undefined;
}

/** What a server answers to a request for vectors. */
export function embeddingsReply(
  { input, model, encoding_format }: EmbeddingsBody,
  vectorOf: (text: string) => readonly number[],
): { call: EmbeddingsCall; reply: object } {
  const texts = typeof input === 'string' ? [input] : input;
  // Order is by `index`, not by position.
  const data = texts.map((one, index) => ({
    object: 'embedding',
    index,
    embedding: encoded(vectorOf(one), encoding_format),
  }));
  const reply = { object: 'list', data: data.reverse(), model: model ?? '', usage: {} };
  return { call: { model: model ?? '', input: texts }, reply };
}

function encoded(vector: readonly number[], format: string | undefined): readonly number[] | string {
  return format === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
}
