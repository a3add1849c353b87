import type { Clock } from '../../ports/clock.ts';
import { type Embedder, TextNotEmbeddable } from '../../ports/embedder.ts';
import type { QuestionVector } from '../../ports/knowledgeIndex.ts';
import type { Log } from '../../ports/log.ts';
import type { Marks } from '../../ports/marks.ts';
import { type FusionDecision, readDecision } from './fusionDecision.ts';
import { withoutPeople } from './withoutPeople.ts';

/** What making vectors of questions needs. */
export interface QuestionVectorPorts {
  embedder: Embedder;
  marks: Pick<Marks, 'get'>;
  clock: Clock;
  log: Log;
}

/** The caller is waiting: later than this, words must do. */
const PATIENCE_MS = 300;
/** Another process may have decided. */
const DECISION_MS = 5000;
/** After so many failures in a row nobody waits any more, until it is tried again. */
const FAILURES = 3;
const REST_MS = 30_000;
const QUESTIONS_REMEMBERED = 200;
const LONGEST_CHARACTERS = 2000;

/**
 * Makes vectors of questions where the self-check has found that they help; undefined everywhere else, and whenever the
 * embedder does not answer at once: an outage is logged when it begins and when it ends.
 */
export function questionVectors(ports: QuestionVectorPorts): (text: string) => Promise<QuestionVector | undefined> {
  const decisionNow = remembered(ports);
  const breaker = breakerOf(ports);
  const known = new Map<string, Promise<Float32Array | undefined>>();
  return async (text) => {
    const decision = await decisionNow();
    if (decision?.isOn !== true || decision.model !== ports.embedder.model) return undefined;
    const asked = withoutPeople(text.toWellFormed()).slice(0, LONGEST_CHARACTERS);
    if (asked === '') return undefined;
    const values = await (known.get(asked) ??
      remember(
        asked,
        breaker(() => embedNow(asked, ports.embedder)),
        known,
      ));
    return values && { model: decision.model, values, weight: decision.weight };
  };
}

/** One question is searched for several times: for everyone and for the asker. Failures are not remembered. */
function remember(
  text: string,
  making: Promise<Float32Array | undefined>,
  known: Map<string, Promise<Float32Array | undefined>>,
): Promise<Float32Array | undefined> {
  if (known.size >= QUESTIONS_REMEMBERED) known.delete(known.keys().next().value ?? '');
  known.set(text, making);
  void making.then((values) => {
    if (values === undefined) known.delete(text);
  });
  return making;
}

function remembered({ marks, clock }: QuestionVectorPorts): () => Promise<FusionDecision | undefined> {
  let decision: Promise<FusionDecision | undefined> = Promise.resolve(undefined);
  let readAt = -Infinity;
  return () => {
    const now = clock.now().getTime();
    if (Math.abs(now - readAt) >= DECISION_MS) {
      readAt = now;
      // Without the database the search itself says what is wrong.
      decision = readDecision(marks).catch(() => undefined);
    }
    return decision;
  };
}

/** Undefined when the embedder will not take this text. */
async function embedNow(text: string, embedder: Embedder): Promise<Float32Array | undefined> {
  const giveUp = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new Error(`The embedder did not answer within ${PATIENCE_MS} ms.`);
    giveUp.abort(reason);
    late.reject(reason);
  }, PATIENCE_MS);
  try {
    const [vector] = await Promise.race([embedder.embed([text], giveUp.signal), late.promise]);
    return vector;
  } catch (error) {
    if (error instanceof TextNotEmbeddable) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs what may fail; after failures in a row it fails at once for a while, and then one try tells. */
function breakerOf({ clock, log, embedder }: QuestionVectorPorts) {
  let failures = 0;
  let restsUntil = -Infinity;
  return async <Result>(work: () => Promise<Result>): Promise<Result | undefined> => {
    const now = clock.now().getTime();
    if (failures >= FAILURES) {
      if (now < restsUntil) return undefined;
      restsUntil = now + REST_MS;
    }
    try {
      const result = await work();
      if (failures > 0) log.info({ model: embedder.model }, 'embedder answers again');
      failures = 0;
      return result;
    } catch (error) {
      if (failures === 0) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ model: embedder.model, reason }, 'embedder away, searching by words alone');
      }
      failures += 1;
      restsUntil = now + REST_MS;
      return undefined;
    }
  };
}
