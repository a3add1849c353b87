import type { DatabaseSync } from 'node:sqlite';
import { fuse } from '../../domain/fusion.ts';
import { closenessTo } from '../../domain/vectors.ts';
import type { QuestionVector } from '../../ports/knowledgeIndex.ts';
import type { VectorMemory } from './vectorMemory.ts';
import { IN_FORCE, MAY_READ } from './visibleDocuments.ts';

/** A passage that may be ranked. */
export interface CandidateRow {
  passage_key: number;
  passage_id: string;
  document_id: string;
}

/** Who asks (a JSON list of groups), and the day that counts. */
interface Asker {
  groups: string;
  day: string;
}

interface Ranked {
  documentId: string;
  passageId: string;
  score: number;
}

/** What a question's vector adds to a search by words. */
export interface NearPassages {
  /** The passages closest to the question that the asker may read, behind those that words found. */
  join(found: readonly CandidateRow[]): readonly CandidateRow[];
  /** Adds closeness to the scores; best first. */
  fuse<Found extends Ranked>(ranked: readonly Found[]): readonly Found[];
}

const CANDIDATES = 50;

// The same conditions as those of the search by words: what the asker may not see is not even compared.
const VISIBLE = `select document_id from documents where ${IN_FORCE} and ${MAY_READ}`;
const PASSAGES = `
  select passages.passage_key, passages.passage_id, documents.document_id
  from json_each(:near) as wanted
  join documents on documents.document_id = wanted.value ->> 0
  join passages on passages.document_key = documents.document_key and passages.passage_id = wanted.value ->> 1
  where ${IN_FORCE} and ${MAY_READ}
  order by wanted.key`;

/** Compares a question's vector with every passage that the asker may read; without a vector it adds nothing. */
export function nearPassagesOf(
  memory: DatabaseSync,
  vectors: VectorMemory,
): (vector: QuestionVector | undefined, asker: Asker) => NearPassages {
  const visible = memory.prepare(VISIBLE);
  const rowsOf = memory.prepare(PASSAGES);
  return (vector, { groups, day }) => {
    if (vector === undefined) return NOTHING_NEAR;
    const documentIds = visible.all({ groups, day }).map((row) => String(row.document_id));
    const closeness = closenessTo(vector.values, vectors.of(documentIds), CANDIDATES);
    const ids = closeness.nearest.map(({ documentId, passageId }) => [documentId, passageId]);
    const near = rowsOf.all({ near: JSON.stringify(ids), groups, day }) as unknown as CandidateRow[];
    return {
      join: (found) => {
        const known = new Set(found.map(({ passage_key }) => passage_key));
        return [...found, ...near.filter(({ passage_key }) => !known.has(passage_key))];
      },
      fuse: (ranked) => {
        const closenessOf = ({ documentId, passageId }: Ranked): number | undefined => {
          const own = vectors.find(documentId, passageId);
          return own?.length === vector.values.length ? closeness.of(own) : undefined;
        };
        return fuse(ranked, closenessOf, vector.weight);
      },
    };
  };
}

const NOTHING_NEAR: NearPassages = { join: (found) => found, fuse: (ranked) => ranked };
