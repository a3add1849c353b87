import type { Passage } from '../domain/passage.ts';

/** A passage with the vector of what it says. */
export interface EmbeddedPassage {
  passage: Passage;
  /** Of length 1. */
  vector: Float32Array;
}

/** A vector as it was saved, with the place of its passage. */
export interface SavedVector {
  /** Counts up with every vector saved. */
  revision: number;
  documentId: string;
  /** 0-based position of the passage in its document. */
  ordinal: number;
  passageId: string;
  vector: Float32Array;
}

/** How far embedding the knowledge base has come. */
export interface VectorProgress {
  passages: number;
  /** Of them, those with a vector of the model asked for. */
  embedded: number;
}

/** Vectors of passages, kept beside them and gone with them. Only one process at a time should write them. */
export interface PassageVectors {
  /** Passages without a vector of this model whose id comes after `afterId`, in the order of their ids, at most `limit`. */
  missing(model: string, afterId: string, limit: number): Promise<readonly Passage[]>;
  /** Puts a vector of this model beside each of these passages; passages that are gone by now are left out. */
  save(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
  progress(model: string): Promise<VectorProgress>;
  /** Ids of all passages with a vector of this model, in no order. */
  embeddedIds(model: string): Promise<readonly string[]>;
  /** Those of these passages that have a vector of this model, in the order asked for, whoever may read them. */
  embedded(model: string, passageIds: readonly string[]): Promise<readonly EmbeddedPassage[]>;
  /** Vectors of this model saved after a revision, oldest first, at most `limit`. */
  savedSince(model: string, revision: number, limit: number): Promise<readonly SavedVector[]>;
  /** Forgets all vectors of this model. */
  forget(model: string): Promise<void>;
  /** Forgets the vectors of all models but this one. */
  forgetOthers(model: string): Promise<void>;
  /**
   * True when `worker` may write vectors until `until`: nobody else does at `now`. Asking again makes it longer; a time
   * in the past gives it back.
   */
  claim(worker: string, now: Date, until: Date): Promise<boolean>;
}
