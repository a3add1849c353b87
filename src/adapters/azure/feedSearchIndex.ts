import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { KnowledgeChange, KnowledgeStore } from '../../ports/knowledgeStore.ts';
import type { PassageVectors } from '../../ports/passageVectors.ts';
import type { FedUpTo, SearchFeed } from '../../ports/searchFeed.ts';
import { dropLostFuture } from './dropLostFuture.ts';
import { ensureSearchIndex } from './ensureSearchIndex.ts';
import type { SearchConnection } from './searchConnection.ts';
import { indexedPassage, keyOf, type VectorField, vectorFieldOf } from './searchShape.ts';
import { type IndexAction, sendActions } from './sendActions.ts';

/** What feeding needs. */
export interface FeedPorts {
  connection: SearchConnection;
  feed: SearchFeed;
  knowledge: Pick<KnowledgeStore, 'revision' | 'changesSince'>;
  vectors: Pick<PassageVectors, 'savedSince' | 'embedded'>;
  /** Of the embedder; undefined when none is configured. */
  vectorModel: string | undefined;
  clock: Clock;
}

/** What one round came to; 'elsewhere' when another process is at it. */
export type FeedOutcome = { kind: 'elsewhere' } | { kind: 'done'; documents: number; passages: number };

/** Keeps the index abreast of the database. */
export interface SearchFeeder {
  /** Sends what the index lacks. Throws SearchFault, DatabaseUnavailable, and what the signal was aborted with. */
  feed(signal: AbortSignal): Promise<FeedOutcome>;
  /** Revisions that the index is behind. */
  behind(): Promise<number>;
  /** The index is gone, or other than it should be: the next round looks at it first. */
  mistrust(): void;
  /** True when this process has looked at the index and found it as it should be. */
  isTrusted(): boolean;
  /** Where vectors of the present model are; undefined while there are none. */
  vectorField(): VectorField | undefined;
}

const DOCUMENTS_AT_ONCE = 50;
const VECTORS_AT_ONCE = 200;
// Longer than any request may take, so that nobody else begins before the last one has ended.
const HELD_MS = 60_000;

/** Feeds the index by revision: the database is the truth, and what was not noted as arrived is sent again. */
export function searchFeeder(ports: FeedPorts): SearchFeeder {
  return new Feeding(ports);
}

class Feeding implements SearchFeeder {
  readonly #ports: FeedPorts;
  readonly #worker: { target: string; worker: string };
  #isTrusted = false;
  #vectorField: VectorField | undefined;

  constructor(ports: FeedPorts) {
    this.#ports = ports;
    this.#worker = { target: ports.connection.target, worker: randomUUID() };
  }

  isTrusted(): boolean {
    return this.#isTrusted;
  }

  mistrust(): void {
    this.#isTrusted = false;
  }

  vectorField(): VectorField | undefined {
    return this.#vectorField;
  }

  async behind(): Promise<number> {
    const newest = await this.#ports.knowledge.revision();
    return Math.max(0, newest - (await this.#upTo()).revision);
  }

  async feed(signal: AbortSignal): Promise<FeedOutcome> {
    const counted = { documents: 0, passages: 0 };
    if (this.#isTrusted && !(await this.#lacksAnything())) return { kind: 'done', ...counted };
    if (!(await this.#mayGoOn())) return { kind: 'elsewhere' };
    try {
      if (!this.#isTrusted) await this.#lookAtIndex(signal);
      for (;;) {
        signal.throwIfAborted();
        const sent = (await this.#sendDocuments(signal)) ?? (await this.#sendVectors(signal));
        if (sent === 'elsewhere') return { kind: 'elsewhere' };
        if (sent === undefined) return { kind: 'done', ...counted };
        counted.documents += sent.documents;
        counted.passages += sent.passages;
      }
    } finally {
      const { clock, feed } = this.#ports;
      await feed.claim(this.#worker, clock.now(), clock.now());
    }
  }

  #upTo(): Promise<FedUpTo> {
    return this.#ports.feed.fedUpTo(this.#worker.target);
  }

  #mayGoOn(): Promise<boolean> {
    const now = this.#ports.clock.now();
    return this.#ports.feed.claim(this.#worker, now, new Date(now.getTime() + HELD_MS));
  }

  async #lacksAnything(): Promise<boolean> {
    const upTo = await this.#upTo();
    if (upTo.revision < (await this.#ports.knowledge.revision())) return true;
    return (await this.#newVectors(upTo, 1)).length > 0;
  }

  async #newVectors({ vectorRevision }: FedUpTo, limit: number) {
    const { vectorModel, vectors } = this.#ports;
    return vectorModel === undefined ? [] : vectors.savedSince(vectorModel, vectorRevision, limit);
  }

  /** An index that was made anew, or is ahead of a restored database, is sent everything. */
  async #lookAtIndex(signal: AbortSignal): Promise<void> {
    const { connection, knowledge, feed } = this.#ports;
    const found = await ensureSearchIndex(connection, undefined, signal);
    const going = { mayGoOn: () => this.#mayGoOn(), signal };
    if (found === 'made' || (await dropLostFuture(connection, () => knowledge.revision(), going))) {
      await feed.arrived(this.#worker, { revision: 0, vectorRevision: 0 }, new Map());
    }
    const [someVector] = await this.#newVectors({ revision: 0, vectorRevision: 0 }, 1);
    if (someVector !== undefined) await this.#provideField(someVector.vector.length, signal);
    this.#isTrusted = true;
  }

  async #provideField(dimensions: number, signal: AbortSignal): Promise<VectorField> {
    const field = vectorFieldOf(this.#ports.vectorModel ?? '', dimensions);
    if (this.#vectorField?.name !== field.name) await ensureSearchIndex(this.#ports.connection, field, signal);
    this.#vectorField = field;
    return field;
  }

  /** Undefined when there is nothing to send. */
  async #sendDocuments(
    signal: AbortSignal,
  ): Promise<{ documents: number; passages: number } | 'elsewhere' | undefined> {
    const { feed, knowledge } = this.#ports;
    const { target } = this.#worker;
    const upTo = await this.#upTo();
    const changes = await knowledge.changesSince(upTo.revision, DOCUMENTS_AT_ONCE);
    const last = changes.at(-1);
    if (last === undefined) return undefined;
    const known = await feed.passagesOf(
      target,
      changes.map(({ documentId }) => documentId),
    );
    const counts = new Map(changes.map(({ documentId, passages }) => [documentId, passages?.length ?? 0]));
    await feed.sending(target, counts);
    const actions = [...(await this.#uploads(changes)), ...leftovers(counts, known)];
    if (!(await this.#send(actions, signal))) return 'elsewhere';
    const arrived = await feed.arrived(this.#worker, { ...upTo, revision: last.revision }, counts);
    if (!arrived) return 'elsewhere';
    return { documents: changes.length, passages: [...counts.values()].reduce((sum, count) => sum + count, 0) };
  }

  async #uploads(changes: readonly KnowledgeChange[]): Promise<IndexAction[]> {
    const ids = changes.flatMap(({ passages }) => passages?.map(({ passageId }) => passageId) ?? []);
    const vectors = await this.#vectorsOf(ids);
    return changes.flatMap(({ document, passages, revision }) =>
      document === undefined
        ? []
        : (passages ?? []).map((passage, ordinal) => ({
            __actionType: 'upload' as const,
            ...indexedPassage({ passage, ordinal }, document, revision),
            ...vectors.get(passage.passageId),
          })),
    );
  }

  /** An upload replaces the whole entry: vectors made earlier must come with it. */
  async #vectorsOf(passageIds: readonly string[]): Promise<Map<string, Record<string, number[]>>> {
    const { vectorModel, vectors } = this.#ports;
    const field = this.#vectorField;
    if (vectorModel === undefined || field === undefined) return new Map();
    const embedded = await vectors.embedded(vectorModel, passageIds);
    return new Map(
      embedded
        .filter(({ vector }) => vector.length === field.dimensions)
        .map(({ passage, vector }) => [passage.passageId, { [field.name]: [...vector] }]),
    );
  }

  /** Undefined when there is nothing to send. */
  async #sendVectors(signal: AbortSignal): Promise<{ documents: number; passages: number } | 'elsewhere' | undefined> {
    const upTo = await this.#upTo();
    const saved = await this.#newVectors(upTo, VECTORS_AT_ONCE);
    const last = saved.at(-1);
    if (last === undefined) return undefined;
    const field = await this.#provideField(last.vector.length, signal);
    const merges = saved
      .filter(({ vector }) => vector.length === field.dimensions)
      .map(({ documentId, ordinal, vector }) => ({
        __actionType: 'merge' as const,
        key: keyOf(documentId, ordinal),
        [field.name]: [...vector],
      }));
    if (!(await this.#send(merges, signal))) return 'elsewhere';
    const arrived = await this.#ports.feed.arrived(this.#worker, { ...upTo, vectorRevision: last.revision }, new Map());
    return arrived ? { documents: 0, passages: 0 } : 'elsewhere';
  }

  #send(actions: readonly IndexAction[], signal: AbortSignal): Promise<boolean> {
    return sendActions(actions, this.#ports.connection, { mayGoOn: () => this.#mayGoOn(), signal });
  }
}

/** Entries that a shorter or removed document leaves behind. */
function leftovers(counts: ReadonlyMap<string, number>, known: ReadonlyMap<string, number>): IndexAction[] {
  return [...counts].flatMap(([documentId, count]) =>
    Array.from({ length: Math.max(0, (known.get(documentId) ?? 0) - count) }, (_, more) => ({
      __actionType: 'delete' as const,
      key: keyOf(documentId, count + more),
    })),
  );
}
