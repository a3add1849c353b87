import type { RankedPassage } from '../domain/passage.ts';

/** What a question means, beside its words. */
export interface QuestionVector {
  /** Model that made it; only passages with a vector of the same model are compared. */
  model: string;
  /** Of length 1. */
  values: Float32Array;
  /** How much it counts beside the words: a share of the best score that words alone can give. */
  weight: number;
}

/** What to look for and on whose behalf. */
export interface SearchQuery {
  text: string;
  /** Groups of every reader of the answer; restricted documents outside them are never candidates. */
  groups: readonly string[];
  /** How many passages at most. */
  top: number;
  /** Documents effective after this moment do not count yet. */
  now: Date;
  /** Left out when nothing is known but the words. */
  vector?: QuestionVector;
}

/** Finds passages; rights are part of the query, never a filter on its result. */
export interface KnowledgeIndex {
  /** Best first. Throws SearchUnavailable. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<readonly RankedPassage[]>;
  /** How many documents somebody with these groups can find. */
  countDocuments(groups: readonly string[]): Promise<number>;
  /** Resolves when everything stored so far can be found. Throws SearchUnavailable. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The index did not answer; say so, never pretend that nothing was found. */
export class SearchUnavailable extends Error {
  override name = 'SearchUnavailable';
}
