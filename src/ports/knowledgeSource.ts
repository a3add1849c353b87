/** Who may read a document of a source. */
export interface SourceRights {
  /** Names of our groups; null means every signed-in agent, an empty list nobody. */
  groups: readonly string[] | null;
  /** Sentence for the admin about what could not be taken over, such as a sharing link. */
  notice?: string;
}

/** A document as its source lists it. */
export interface SourceItem extends SourceRights {
  /** Stable while the document is there, also when it is renamed or moved, where the source can tell. */
  itemId: string;
  /** POSIX path inside the source; what people see. */
  file: string;
  /** Another one whenever the content is another. */
  version: string;
  bytes: number;
  /** Where people open it. */
  url?: string;
}

/** A part of what has changed. */
export interface SourcePage {
  changed: readonly SourceItem[];
  /** Ids of documents that are gone; ids nobody knows may be among them. */
  gone: readonly string[];
  /** True when the pages of this look list everything, so that what is in none of them is gone. */
  isWhole: boolean;
  /** On the last page: where the next look goes on. */
  cursor?: string;
}

/** A place outside this house whose documents are followed. It has a name for each document and knows its readers. */
export interface KnowledgeSource {
  /** The same for every process and after every restart; also the beginning of its documents' paths. */
  sourceId: string;
  /** For people. */
  name: string;
  /**
   * What has changed since the cursor, everything without one. Throws SourceUnavailable and CursorExpired; what the
   * pages said so far holds all the same.
   */
  look(cursor: string | undefined, signal: AbortSignal): AsyncIterable<SourcePage>;
  /**
   * Rights of these documents at this moment; who is left out is gone. Only for sources whose look does not tell every
   * change of rights.
   */
  rightsOf?(itemIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SourceRights>>;
  /**
   * The content of this version or a later one, at most `mostBytes` long. Throws SourceUnavailable, ItemGone, and
   * ItemRefused.
   */
  open(item: Pick<SourceItem, 'itemId' | 'version'>, mostBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Throws SourceUnavailable unless the source answers and lets us in. */
  check(signal: AbortSignal): Promise<void>;
}

/** The source did not do what it was asked; the message says what to check and holds nothing the source said. */
export class SourceUnavailable extends Error {
  override name = 'SourceUnavailable';
  /** How long it asks to be left alone. */
  readonly waitMs: number | undefined;
  constructor(message: string, { waitMs, ...options }: ErrorOptions & { waitMs?: number | undefined } = {}) {
    super(message, options);
    this.waitMs = waitMs;
  }
}

/** The source does not remember the cursor any more; look again without one. */
export class CursorExpired extends Error {
  override name = 'CursorExpired';
}

/** The document is not there any more, or another one by now; the next look tells. */
export class ItemGone extends Error {
  override name = 'ItemGone';
}

/** This document will not be fetched until it changes; the message is one sentence for people. */
export class ItemRefused extends Error {
  override name = 'ItemRefused';
}
