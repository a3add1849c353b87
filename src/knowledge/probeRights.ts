import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

interface ProbePorts {
  knowledge: Pick<KnowledgeStore, 'revision' | 'changesSince' | 'readable'>;
  index: Pick<KnowledgeIndex, 'search'>;
  clock: Clock;
}

/** What came of asking for restricted documents without being in any group. */
export interface RightsProbe {
  /** How many were asked for. */
  probed: number;
  /** Files somebody without groups could have read or found; must be empty. */
  open: string[];
}

const AT_ONCE = 200;
const MOST_PROBED = 200;
const WORDS_ASKED = 12;
const TOP = 20;

/**
 * Asks for restricted documents in their own words as somebody without groups: at the database, and at the search that
 * answers people. Throws SearchUnavailable.
 */
export async function probeRights(ports: ProbePorts, signal?: AbortSignal): Promise<RightsProbe> {
  const restricted = await restrictedDocuments(ports.knowledge, signal);
  const restrictedIds = new Set(restricted.map(({ document }) => document.documentId));
  const files = new Map(restricted.map(({ document }) => [document.documentId, document.file]));
  const open = new Set<string>();
  for (const { document, passageIds, words } of restricted.slice(0, MOST_PROBED)) {
    signal?.throwIfAborted();
    const readable = await ports.knowledge.readable(passageIds, []);
    if (readable.length > 0) open.add(document.file);
    const query = { text: `${document.title} ${words}`, groups: [], top: TOP, now: ports.clock.now() };
    for (const { passage } of await ports.index.search(query, signal)) {
      if (restrictedIds.has(passage.documentId)) open.add(files.get(passage.documentId) ?? '');
    }
  }
  return { probed: Math.min(restricted.length, MOST_PROBED), open: [...open].sort() };
}

interface Restricted {
  document: KnowledgeDocument;
  passageIds: string[];
  /** The document's own, for a question that would find it. */
  words: string;
}

/** Restricted documents as they stand in the database, those that nobody may read included. */
async function restrictedDocuments(knowledge: ProbePorts['knowledge'], signal?: AbortSignal): Promise<Restricted[]> {
  const found = new Map<string, Restricted>();
  for (let revision = 0; ;) {
    signal?.throwIfAborted();
    const changes = await knowledge.changesSince(revision, AT_ONCE);
    for (const { documentId, document, passages = [] } of changes) {
      if (document?.groups === null || document === undefined) found.delete(documentId);
      else {
        const words = (passages[0]?.text ?? '').split(/\s+/).slice(0, WORDS_ASKED).join(' ');
        found.set(documentId, { document, passageIds: passages.map(({ passageId }) => passageId), words });
      }
    }
    const last = changes.at(-1)?.revision ?? revision;
    if (last === revision) return [...found.values()];
    revision = last;
  }
}
