import { setTimeout as sleep } from 'node:timers/promises';
import type { RankedPassage } from '../../domain/passage.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';
import { openLexicon } from '../lexicon/openLexicon.ts';
import { type DatabasePlace, openReadOnly } from '../sql/openDatabase.ts';
import { readablePassages } from '../sql/readablePassages.ts';
import { type Follower, followTruth } from './followTruth.ts';
import { openReadModel } from './readModel.ts';
import { searcherOf } from './searchReadModel.ts';
import { intakeOf } from './takeIn.ts';
import { MAY_READ } from './visibleDocuments.ts';

/** What the worker thread does, without the thread. */
export interface Fts {
  search(query: SearchQuery): Promise<RankedPassage[]>;
  countDocuments(groups: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** Between two looks at the database while nobody searches, so that the next search finds little to take in. */
const LOOK_EVERY_MS = 1000;

/** Reads the whole knowledge base into memory and follows it from then on. Throws when the database is unavailable. */
export async function openFts(place: DatabasePlace): Promise<Fts> {
  const truth = await openReadOnly(place);
  const memory = openReadModel();
  const intake = intakeOf(memory);
  const follower = followTruth(truth, intake);
  await follower.catchUpFully();
  const find = searcherOf(memory, intake, openLexicon());
  const count = memory.prepare(`select count(*) as documents from documents where ${MAY_READ}`);
  const closing = new AbortController();
  const background = keepFollowing(follower, closing.signal);
  return {
    search: async (query) => {
      await follower.catchUp();
      const found = find(query);
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

async function keepFollowing(follower: Follower, signal: AbortSignal): Promise<void> {
  const wait = () => sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  for (await wait(); !signal.aborted; await wait()) {
    // While the database is away the next search says so.
    await follower.catchUpFully(signal).catch(() => undefined);
  }
}
