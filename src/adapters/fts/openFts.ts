import { setTimeout as sleep } from 'node:timers/promises';
import type { RankedPassage } from '../../domain/passage.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';
import { openLexicon } from '../lexicon/openLexicon.ts';
import { type DatabasePlace, openReadOnly } from '../sql/openDatabase.ts';
import { readablePassages } from '../sql/readablePassages.ts';
import { followTruth } from './followTruth.ts';
import { followVectors } from './followVectors.ts';
import { openReadModel } from './readModel.ts';
import { searcherOf } from './searchReadModel.ts';
import { type Intake, intakeOf } from './takeIn.ts';
import { type VectorMemory, vectorMemory } from './vectorMemory.ts';
import { MAY_READ } from './visibleDocuments.ts';

/** What the worker thread does, without the thread. */
export interface Fts {
  search(query: SearchQuery): Promise<RankedPassage[]>;
  countDocuments(groups: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** Between two looks at the database while nobody searches, so that the next search finds little to take in. */
const LOOK_EVERY_MS = 1000;

/** Where the knowledge base is. */
export interface FtsPlace extends DatabasePlace {
  /** Model whose vectors searches are expected to bring, to be read beforehand. */
  vectorModel?: string | undefined;
}

/** Reads the whole knowledge base into memory and follows it from then on. Throws when the database is unavailable. */
export async function openFts(place: FtsPlace): Promise<Fts> {
  const truth = await openReadOnly(place);
  const memory = openReadModel();
  const vectors = vectorMemory();
  const intake = lettingVectorsGo(intakeOf(memory), vectors);
  const follower = followTruth(truth, intake);
  const vectorFollower = followVectors(truth, vectors);
  await follower.catchUpFully();
  if (place.vectorModel !== undefined) {
    await vectorFollower.has(place.vectorModel);
    await vectorFollower.catchUp();
  }
  const find = searcherOf(memory, intake, openLexicon(), vectors);
  const count = memory.prepare(`select count(*) as documents from documents where ${MAY_READ}`);
  const closing = new AbortController();
  const background = keepFollowing(async () => {
    await follower.catchUpFully(closing.signal);
    await vectorFollower.catchUp();
  }, closing.signal);
  return {
    search: async (query) => {
      await follower.catchUp();
      const { vector, ...byWords } = query;
      const hasVectors = vector !== undefined && (await vectorFollower.has(vector.model));
      const found = find(hasVectors ? query : byWords);
      const passageIds = found.map(({ passageId }) => passageId);
      const passages = await truth.read((tables) => readablePassages(tables, { passageIds, groups: query.groups }));
      const current = new Map(passages.map((passage) => [passage.passageId, passage]));
      return found
        .flatMap(({ passageId, ...rest }) => {
          const passage = current.get(passageId);
          return passage === undefined ? [] : [{ ...rest, passage }];
        })
        .map((ranked, position) => ({ rank: position + 1, ...ranked }));
    },
    countDocuments: async (groups) => {
      await follower.catchUp();
      return Number(count.get({ groups: JSON.stringify(groups) })?.documents ?? 0);
    },
    close: async () => {
      closing.abort();
      await background;
      await truth.close();
      memory.close();
    },
  };
}

/** The same intake; vectors of passages that leave the index leave memory with them. */
function lettingVectorsGo(intake: Intake, vectors: VectorMemory): Intake {
  return {
    ...intake,
    takeIn: (changes) => {
      intake.takeIn(changes);
      vectors.keepUpWith(changes);
    },
  };
}

async function keepFollowing(catchUp: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const wait = () => sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  for (await wait(); !signal.aborted; await wait()) {
    // While the database is away the next search says so.
    await catchUp().catch(() => undefined);
  }
}
