import type { RankedPassage } from '../../domain/passage.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';

/** What the worker is asked. */
export type FtsTask =
  { kind: 'search'; query: SearchQuery } | { kind: 'countDocuments'; groups: readonly string[] } | { kind: 'close' };

/** A task on its way to the worker. */
export interface FtsRequest {
  id: number;
  task: FtsTask;
  /** Milliseconds since 1970 after which nobody waits for the reply. */
  expiresAtMillis: number;
}

/** What comes back; `ready` once, when the index holds everything that was there when the worker started. */
export type FtsReply =
  | { kind: 'ready' }
  | { kind: 'found'; id: number; passages: readonly RankedPassage[] }
  | { kind: 'counted'; id: number; documents: number }
  | { kind: 'failed'; id: number; reason: string };
