/** What somebody who follows a folder knows of its files; without it an ingest reads or compares every one. */
export interface FollowedFiles {
  /** Stamps, by path, of the files that have stopped changing; the others are left for later. */
  atRest: ReadonlyMap<string, string>;
  /** Kept from one ingest to the next. */
  ingested: IngestedFiles;
}

/** Stamp, rights and stored version, by path, as the last ingest left them: what is the same is not even opened. */
export type IngestedFiles = Map<string, string>;
