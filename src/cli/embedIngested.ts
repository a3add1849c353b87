import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { decisionText } from '../knowledge/vectors/fusionDecision.ts';
import { embedKnowledge } from '../knowledge/vectors/embedKnowledge.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { progressBar } from './progressBar.ts';

/** Makes vectors of what was read, when an embedder is configured; without it search goes on by words alone. */
export async function embedIngested({ embedder, ...ports }: Ports): Promise<void> {
  if (embedder === undefined) return;
  const bar = progressBar(process.stderr);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Error('it was stopped.'));
  process.once('SIGINT', stop);
  try {
    const outcome = await embedKnowledge(
      { ...ports, embedder },
      {
        worker: randomUUID(),
        onProgress: ({ embedded, passages }) => bar.show(embedded, passages, 'vectors'),
        signal: stopping.signal,
      },
    );
    bar.clear();
    process.stderr.write(`vectors: ${outcomeText(outcome)}\n`);
  } catch (error) {
    bar.clear();
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`vectors: not all made, the bot or the next ingest goes on with them: ${reason}\n`);
  } finally {
    process.off('SIGINT', stop);
  }
}

function outcomeText(outcome: Awaited<ReturnType<typeof embedKnowledge>>): string {
  switch (outcome.kind) {
    case 'elsewhere':
      return 'another process is making them';
    case 'done': {
      const refused = outcome.refused === 0 ? '' : `, ${outcome.refused} passages refused by the embedder`;
      const decided = outcome.decision === undefined ? 'not decided' : decisionText(outcome.decision);
      return `${outcome.embedded} made${refused}; ${decided}`;
    }
  }
}
