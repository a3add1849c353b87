import type { Clock } from '../../ports/clock.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import type { PassageVectors } from '../../ports/passageVectors.ts';
import type { SearchTrial, TrialQuestion } from '../../ports/searchTrial.ts';
import { compare, decideFusion, type FusionVerdict, LEAST_QUESTIONS } from './decideFusion.ts';
import { embeddedText } from './embeddedText.ts';
import type { FusionDecision } from './fusionDecision.ts';
import { type HeldOut, holdOut, shuffled } from './trialQuestions.ts';

/** What the self-check needs. */
export interface SelfCheckPorts {
  embedder: Embedder;
  vectors: Pick<PassageVectors, 'embeddedIds' | 'embedded'>;
  trial: SearchTrial;
  knowledge: Pick<KnowledgeStore, 'revision'>;
  clock: Clock;
}

const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
const QUESTIONS = 200;
/** Passages looked at for questions, before giving up on finding more. */
const LOOKED_AT = 2000;
const LOOKED_AT_ONCE = 100;
/** Passages among which the right one is looked for; more cost memory and tell little more. */
const AMONG = 5000;
const DEPTH = 10;

/**
 * Tries the search on questions made of the knowledge base itself, with and without vectors, and says whether vectors
 * help here. Throws EmbedderUnavailable, SearchUnavailable, and what the signal was aborted with.
 */
export async function selfCheckVectors(ports: SelfCheckPorts, signal: AbortSignal): Promise<FusionDecision> {
  const { embedder, vectors, knowledge, clock } = ports;
  const { model } = embedder;
  const revision = await knowledge.revision();
  const ids = shuffled(await vectors.embeddedIds(model));
  const heldOut = await findQuestions(ids, ports);
  const verdict = await judge({ model, heldOut, among: ids.slice(0, AMONG) }, ports, signal);
  return { model, ...verdict, questions: heldOut.length, revision, decidedAt: clock.now().toISOString() };
}

interface Material {
  model: string;
  heldOut: readonly HeldOut[];
  among: readonly string[];
}

async function judge(
  { heldOut, ...rest }: Material,
  ports: SelfCheckPorts,
  signal: AbortSignal,
): Promise<FusionVerdict> {
  if (heldOut.length < LEAST_QUESTIONS) return decideFusion(WEIGHTS, []);
  const questions = await embedQuestions(heldOut, ports.embedder, signal);
  const request = { ...rest, questions, depth: DEPTH };
  const places = await ports.trial.places({ ...request, weights: WEIGHTS }, signal);
  const verdict = decideFusion(WEIGHTS, places);
  if (!verdict.isOn) return verdict;
  // Where words find nothing, any passage is better than none: vectors must beat those of other questions too.
  const strange = questions.map((question, at) => ({ ...question, vector: (questions.at(at - 1) ?? question).vector }));
  const weights = [verdict.weight];
  const [byChance = []] = await ports.trial.places({ ...request, questions: strange, weights }, signal);
  const fused = places[WEIGHTS.indexOf(verdict.weight)] ?? [];
  return { ...verdict, isOn: compare(fused, byChance).isClear };
}

async function findQuestions(ids: readonly string[], { embedder, vectors }: SelfCheckPorts): Promise<HeldOut[]> {
  const found: HeldOut[] = [];
  for (let start = 0; start < Math.min(ids.length, LOOKED_AT) && found.length < QUESTIONS; start += LOOKED_AT_ONCE) {
    const some = await vectors.embedded(embedder.model, ids.slice(start, start + LOOKED_AT_ONCE));
    found.push(...some.flatMap(({ passage }) => holdOut(passage) ?? []));
  }
  return found.slice(0, QUESTIONS);
}

async function embedQuestions(
  heldOut: readonly HeldOut[],
  embedder: Embedder,
  signal: AbortSignal,
): Promise<TrialQuestion[]> {
  const asked = await embedder.embed(
    heldOut.map(({ question }) => question),
    signal,
  );
  const rests = await embedder.embed(
    heldOut.map(({ passage, rest }) => embeddedText({ ...passage, text: rest })),
    signal,
  );
  return heldOut.flatMap(({ passage, question, rest }, position) => {
    const [vector, restVector] = [asked[position], rests[position]];
    if (vector === undefined || restVector === undefined) return [];
    return { passageId: passage.passageId, text: question, vector, rest: { text: rest, vector: restVector } };
  });
}
