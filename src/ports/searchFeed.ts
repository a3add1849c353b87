/** How far an index outside this house has followed the knowledge base. */
export interface FedUpTo {
  /** Revision of the knowledge base up to which everything was sent; 0 before the first. */
  revision: number;
  /** The same for the vectors of passages. */
  vectorRevision: number;
}

/** Who feeds which index. */
export interface Feeder {
  /** Names the index. */
  target: string;
  /** Names the process among those that may feed it. */
  worker: string;
}

/**
 * What an index outside this house was sent, kept in the database so that nothing is lost when the index is away or the
 * process ends half-way: it follows by revision.
 */
export interface SearchFeed {
  /** Zeros for an index that nobody has fed yet. */
  fedUpTo(target: string): Promise<FedUpTo>;
  /**
   * True when the worker may feed the index until `until`: nobody else does at `now`. Asking again makes it longer; a
   * time in the past gives it back.
   */
  claim(feeder: Feeder, now: Date, until: Date): Promise<boolean>;
  /** How many passages of each of these documents the index may hold; documents it was never sent are left out. */
  passagesOf(target: string, documentIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Notes that the index may hold so many passages of these documents from now on; it never takes back a higher number. */
  sending(target: string, passages: ReadonlyMap<string, number>): Promise<void>;
  /** Notes what has arrived; 0 passages for a document that is gone. False, and nothing noted, when another worker feeds it now. */
  arrived(feeder: Feeder, upTo: FedUpTo, passages: ReadonlyMap<string, number>): Promise<boolean>;
}
