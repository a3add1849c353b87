import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import type { Connection } from '../sql/database.ts';
import { newestVector, vectorsSince } from '../sql/vectorHistory.ts';
import { shareNext } from './followTruth.ts';
import type { VectorMemory } from './vectorMemory.ts';

// A piece of 1536 numbers each takes a few milliseconds; searches get through in between.
const VECTORS_AT_ONCE = 200;
/** How long a search may wait for vectors. */
const PATIENCE_MS = 300;

/** Keeps vectors of one model in memory abreast of the database. */
export interface VectorFollower {
  /**
   * False while the vectors of this model are being read for the first time; else what was saved before the call is in
   * memory, unless it is so much that it takes longer than 300 ms.
   */
  has(model: string): Promise<boolean>;
  /** Takes in what is new of the model asked for last. */
  catchUp(): Promise<void>;
}

/** Follows the vectors of whichever model is asked for. Its methods throw when the database is unavailable. */
export function followVectors(truth: Connection, memory: VectorMemory): VectorFollower {
  let followed = { model: '', revision: 0 };
  /** Model of which everything was in memory at least once. */
  let known = '';

  async function follow(): Promise<void> {
    const { model } = followed;
    const newest = await truth.read(newestVector);
    // Somebody restored an older database.
    if (newest < followed.revision) startOver(model);
    while (followed.model === model && followed.revision < newest) {
      const after = followed.revision;
      const vectors = await truth.read((tables) => vectorsSince(tables, { model, after, limit: VECTORS_AT_ONCE }));
      // Another model may have been asked for meanwhile.
      if (followed.model !== model) return;
      memory.put(vectors);
      followed = { model, revision: vectors.at(-1)?.revision ?? newest };
      await nextLoopTurn();
    }
  }

  function startOver(model: string): void {
    memory.clear();
    known = '';
    followed = { model, revision: 0 };
  }

  const catchUp = shareNext(follow);
  return {
    catchUp: async () => {
      if (followed.model !== '') await catchUp();
    },
    has: async (model) => {
      if (followed.model !== model) startOver(model);
      const isHere = await Promise.race([catchUp().then(() => true), after(PATIENCE_MS)]);
      if (isHere && followed.model === model) known = model;
      return known === model;
    },
  };
}

function after(millis: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, millis, false).unref());
}
