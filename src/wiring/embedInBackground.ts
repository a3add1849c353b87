import { keepEmbedding } from '../knowledge/vectors/keepEmbedding.ts';
import type { Ports } from './connectPorts.ts';

/** Embeds passages beside everything else, when an embedder is configured. */
export function embedInBackground({ embedder, ...ports }: Ports): { stop(): Promise<void> } {
  if (embedder === undefined) return { stop: () => Promise.resolve() };
  const stopping = new AbortController();
  const work = keepEmbedding({ ...ports, embedder }, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return work;
    },
  };
}
