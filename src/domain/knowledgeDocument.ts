import type { Passage } from './passage.ts';

/** A document of the knowledge base with its rights and dates; the text lives in its passages. */
export interface KnowledgeDocument {
  /** Stable while the file stays at its path. */
  documentId: string;
  /** Absolute POSIX path it was read from; tells what `--prune` may remove. Of a source: its id and the item's. */
  path: string;
  /** POSIX path relative to the ingested folder; what people see. */
  file: string;
  title: string;
  /** Groups that may read it; null means every signed-in agent, an empty list nobody. */
  groups: readonly string[] | null;
  /** ISO date from which the document holds. */
  effectiveDate?: string;
  /** Name shared by versions of one document. */
  series?: string;
  sensitivity?: string;
  url?: string;
  /** Hash over content, knowledge.json entry and reader version: equal means nothing to do. */
  fingerprint: string;
  /** 'sample' documents leave with the first own ingest. */
  origin: 'sample' | 'ingest';
}

/** A document together with what can be found in it. */
export interface ReadDocument {
  document: KnowledgeDocument;
  passages: readonly Passage[];
}
