import { decisionText, readDecision } from '../../knowledge/vectors/fusionDecision.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

const ANSWER_MS = 5000;

/** Whether the embedder answers, and whether its vectors count. */
export async function vectors({ embedder, ...ports }: Ports): Promise<Check[]> {
  if (embedder === undefined) {
    const fix = 'set AZURE_OPENAI_EMBEDDING_DEPLOYMENT or OPENAI_EMBEDDING_MODEL to compare by meaning too';
    return [{ check: 'vectors', state: 'off', detail: 'no embedder is configured, search goes by words alone', fix }];
  }
  return [await answers(embedder), await decided(embedder.model, ports)];
}

async function answers(embedder: Embedder): Promise<Check> {
  const check = 'embedder';
  try {
    const [vector] = await embedder.embed(['Does it answer?'], AbortSignal.timeout(ANSWER_MS));
    return { check, state: 'ok', detail: `${embedder.model}, ${vector?.length} numbers per passage` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      check,
      state: 'warn',
      detail: `${embedder.model}: ${reason}`,
      fix: 'until then search goes by words alone',
    };
  }
}

async function decided(model: string, { vectors, marks }: Pick<Ports, 'vectors' | 'marks'>): Promise<Check> {
  const check = 'vectors';
  const { passages, embedded } = await vectors.progress(model);
  const decision = await readDecision(marks);
  const missing = embedded < passages ? `; ${passages - embedded} of ${passages} passages have no vector yet` : '';
  if (decision?.model !== model) {
    const fix = 'run "earpiece ingest <folder>", or let the bot run';
    return { check, state: 'off', detail: `not tried yet: ${embedded} of ${passages} passages have one`, fix };
  }
  return { check, state: decision.isOn ? 'ok' : 'off', detail: `${decisionText(decision)}${missing}` };
}
