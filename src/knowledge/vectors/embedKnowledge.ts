import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import type { Passage } from '../../domain/passage.ts';
import { cosine } from '../../domain/vectors.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Embedder, EmbedderUnavailable, TextNotEmbeddable } from '../../ports/embedder.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import type { Log } from '../../ports/log.ts';
import type { Marks } from '../../ports/marks.ts';
import type { PassageVectors, VectorProgress } from '../../ports/passageVectors.ts';
import type { SearchTrial } from '../../ports/searchTrial.ts';
import { embeddedText } from './embeddedText.ts';
import { type FusionDecision, keepDecision, readDecision, withdrawDecision } from './fusionDecision.ts';
import { selfCheckVectors } from './selfCheckVectors.ts';

/** What embedding needs. */
export interface EmbedPorts {
  embedder: Embedder;
  vectors: PassageVectors;
  trial: SearchTrial;
  knowledge: Pick<KnowledgeStore, 'revision' | 'listDocuments'>;
  marks: Marks;
  clock: Clock;
  log: Log;
}

/** Whose turn it is, who is told, and when to stop. */
export interface EmbedWatch {
  /** Names this process among those that may embed the same knowledge base. */
  worker: string;
  onProgress?: (progress: VectorProgress) => void;
  signal: AbortSignal;
}

/** What one round came to; 'elsewhere' when another process is at it. */
export type EmbedOutcome =
  { kind: 'elsewhere' } | { kind: 'done'; embedded: number; refused: number; decision: FusionDecision | undefined };

// What one answer of the embedder holds is read on the thread that answers people: at 1536 numbers each, in 5 ms.
const PASSAGES_AT_ONCE = 32;
const HELD_MS = 180_000;
/** Then it is not the texts. */
const REFUSED_IN_A_ROW = 5;
/** The same text again; models on graphics cards are not exact to the last digit. */
const SAME_TEXT = 0.98;
/** A decision holds until so many documents, or this share of all, have changed. */
const CHANGES = 5;
const CHANGED_SHARE = 0.2;

/**
 * Makes vectors of all passages that have none of the present model, forgets those of other models, and decides by
 * trial whether they count. Stopped half-way, it goes on there next time. Throws EmbedderUnavailable and what the
 * signal was aborted with.
 */
export async function embedKnowledge(ports: EmbedPorts, watch: EmbedWatch): Promise<EmbedOutcome> {
  if (!(await claim(ports, watch))) return { kind: 'elsewhere' };
  try {
    await forgetExchangedModel(ports, watch.signal);
    const counted = await embedMissing(ports, watch);
    if (counted === undefined) return { kind: 'elsewhere' };
    await ports.vectors.forgetOthers(ports.embedder.model);
    const decision = await decideWhenDue(ports, watch.signal);
    return { kind: 'done', ...counted, decision };
  } finally {
    const now = ports.clock.now();
    await ports.vectors.claim(watch.worker, now, now);
  }
}

function claim({ vectors, clock }: EmbedPorts, { worker }: EmbedWatch): Promise<boolean> {
  const now = clock.now();
  return vectors.claim(worker, now, new Date(now.getTime() + HELD_MS));
}

/** Behind one name there may be another model than yesterday; then every vector is of no use. */
async function forgetExchangedModel({ embedder, vectors, marks, log }: EmbedPorts, signal: AbortSignal): Promise<void> {
  const [someId] = await vectors.embeddedIds(embedder.model);
  const [known] = someId === undefined ? [] : await vectors.embedded(embedder.model, [someId]);
  if (known === undefined) return;
  const [again] = await embedder.embed([embeddedText(known.passage)], signal);
  if (again?.length === known.vector.length && cosine(again, known.vector) >= SAME_TEXT) return;
  log.warn({ model: embedder.model }, 'another model answers under this name, all passages are embedded again');
  await withdrawDecision(marks);
  await vectors.forget(embedder.model);
}

/** Undefined when another process took over. */
async function embedMissing(
  ports: EmbedPorts,
  watch: EmbedWatch,
): Promise<{ embedded: number; refused: number } | undefined> {
  const { embedder, vectors } = ports;
  const counted = { embedded: 0, refused: 0 };
  // Ids rise, so that a passage the embedder refuses is met once in a round.
  for (let afterId = ''; ; await nextLoopTurn()) {
    watch.signal.throwIfAborted();
    const passages = await vectors.missing(embedder.model, afterId, PASSAGES_AT_ONCE);
    const last = passages.at(-1);
    if (last === undefined) return counted;
    if (!(await claim(ports, watch))) return undefined;
    const made = await embedPassages(passages, ports, watch.signal);
    await vectors.save(embedder.model, made);
    counted.embedded += made.size;
    counted.refused += passages.length - made.size;
    if (watch.onProgress !== undefined) watch.onProgress(await vectors.progress(embedder.model));
    afterId = last.passageId;
  }
}

/** When the embedder refuses one of several texts, each is tried by itself. */
async function embedPassages(
  passages: readonly Passage[],
  { embedder, log }: Pick<EmbedPorts, 'embedder' | 'log'>,
  signal: AbortSignal,
): Promise<Map<string, Float32Array>> {
  const together = await embedTogether(passages, embedder, signal);
  if (together !== undefined) return together;
  const made = new Map<string, Float32Array>();
  for (const [tried, passage] of passages.entries()) {
    const alone = await embedTogether([passage], embedder, signal);
    for (const [passageId, vector] of alone ?? []) made.set(passageId, vector);
    if (alone === undefined) log.warn({ passageId: passage.passageId }, 'passage refused by the embedder');
    if (tried + 1 === REFUSED_IN_A_ROW && made.size === 0) {
      throw new EmbedderUnavailable('The embedder refuses whatever it is given: check the model.');
    }
  }
  return made;
}

/** Undefined when it refuses one of them. */
async function embedTogether(
  passages: readonly Passage[],
  embedder: Embedder,
  signal: AbortSignal,
): Promise<Map<string, Float32Array> | undefined> {
  try {
    const vectors = await embedder.embed(passages.map(embeddedText), signal);
    return new Map(vectors.map((vector, position) => [passages[position]?.passageId ?? '', vector]));
  } catch (error) {
    if (error instanceof TextNotEmbeddable) return undefined;
    throw error;
  }
}

/** The decision that holds now, made anew when the model or much of the knowledge base is another. */
async function decideWhenDue(ports: EmbedPorts, signal: AbortSignal): Promise<FusionDecision | undefined> {
  const { embedder, knowledge, marks, log } = ports;
  const held = await readDecision(marks);
  const changes = (await knowledge.revision()) - (held?.revision ?? 0);
  if (held?.model === embedder.model) {
    const documents = (await knowledge.listDocuments()).length;
    if (Math.abs(changes) <= Math.max(CHANGES, documents * CHANGED_SHARE)) return held;
  }
  const decision = await selfCheckVectors(ports, signal);
  await keepDecision(decision, marks);
  log.info({ ...decision }, 'decided whether vectors count');
  return decision;
}
