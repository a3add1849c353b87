import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbedOutcome, type EmbedPorts, embedKnowledge } from './embedKnowledge.ts';
import { readDecision } from './fusionDecision.ts';

const LOOK_EVERY_MS = 5000;
const ELSEWHERE_MS = 60_000;
const LONGEST_PAUSE_MS = 600_000;

/**
 * Embeds what is new in the knowledge base until the signal is aborted. While the embedder is away it tries more and
 * more rarely, and says so once.
 */
export async function keepEmbedding(ports: EmbedPorts, signal: AbortSignal): Promise<void> {
  const round = roundsOf(ports, signal);
  let failures = 0;
  while (!signal.aborted) {
    let pauseMs = LOOK_EVERY_MS;
    try {
      if ((await round()) === 'elsewhere') pauseMs = ELSEWHERE_MS;
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      pauseMs = Math.min(LONGEST_PAUSE_MS, LOOK_EVERY_MS * 2 ** failures);
      if (failures === 0) {
        const { name, message } = error instanceof Error ? error : { name: typeof error, message: '' };
        ports.log.warn({ kind: name, reason: message }, 'passages could not be embedded, trying again later');
      }
      failures += 1;
    }
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Each call looks whether the knowledge base has changed, and embeds what is new. */
function roundsOf(ports: EmbedPorts, signal: AbortSignal): () => Promise<EmbedOutcome['kind'] | 'nothing new'> {
  const { knowledge, log, clock, marks } = ports;
  const { model } = ports.embedder;
  const worker = randomUUID();
  const startedAt = clock.now().toISOString();
  let done = -1;
  return async () => {
    const revision = await knowledge.revision();
    if (revision === done) return 'nothing new';
    // A process started later has another model in its settings: two that embed against each other would never end.
    const decision = await readDecision(marks);
    if (decision !== undefined && decision.model !== model && decision.decidedAt > startedAt) return 'elsewhere';
    const outcome = await embedKnowledge(ports, { worker, signal });
    if (outcome.kind === 'elsewhere') return 'elsewhere';
    done = revision;
    const { embedded, refused } = outcome;
    if (embedded + refused > 0) log.info({ model, embedded, refused }, 'passages embedded');
    return 'done';
  };
}
