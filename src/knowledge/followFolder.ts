import { setTimeout as sleep } from 'node:timers/promises';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Log } from '../ports/log.ts';
import { Bell } from './bell.ts';
import { areEqual, filesAtRest, type Files, shapeOf } from './compareLooks.ts';
import { FolderEvents } from './folderEvents.ts';
import type { IngestedFiles } from './followedFiles.ts';
import type { IngestRequest, IngestTotal, IngestWatch } from './ingestDocuments.ts';
import { type FolderLook, lookAtFolder } from './lookAtFolder.ts';
import { absolutePath, isBelow } from './posixPath.ts';
import { withdrawDocuments } from './withdrawDocuments.ts';

/** Which folder, and how patiently. */
export interface FollowSettings {
  folder: string;
  /** A file that nobody has touched between two looks so far apart is complete. */
  restMillis?: number;
  /** Between looks when the system announces no change, as on network shares. */
  pollMillis?: number;
}

export interface FollowPorts {
  knowledge: KnowledgeStore;
  log: Log;
  ingest(request: Omit<IngestRequest, 'origin'>, watch: IngestWatch): Promise<IngestTotal>;
}

type Seen = Extract<FolderLook, { kind: 'seen' }>;

/** Looks that differ in which files there are and what knowledge.json says, before they are taken as they stand. */
const PATIENT_LOOKS = 3;
/** Looking for a folder that is not there costs next to nothing. */
const AWAY_MILLIS = 3000;
/** Pauses between looks at a very large or slow folder, in lengths of a look: while nothing changes, and while something does. */
const PAUSE_PER_LOOK = { calm: 20, restless: 5 };

/**
 * Keeps the knowledge base abreast of a folder until it is stopped: reads files that have stopped changing, one ingest
 * at a time, and takes away what is gone or withdrawn, also while one is under way. Starts at once in the background.
 */
export class FolderFollower {
  readonly #folder: string;
  readonly #restMillis: number;
  readonly #pollMillis: number;
  readonly #ports: FollowPorts;
  readonly #stopping = new AbortController();
  readonly #bell = new Bell();
  readonly #events: FolderEvents;
  readonly #ingested: IngestedFiles = new Map();
  readonly #ended: Promise<void>;
  #before: Files | undefined;
  #restlessLooks = 0;
  #withdrawnFor: string | undefined;
  #ingestedFor: Files | undefined;
  #ingesting: Promise<void> | undefined;
  #volume: number | undefined;
  #trouble: string | undefined;
  #warnings: readonly string[] = [];

  constructor({ folder, restMillis = 1000, pollMillis = 15_000 }: FollowSettings, ports: FollowPorts) {
    this.#folder = absolutePath(folder);
    this.#restMillis = restMillis;
    this.#pollMillis = pollMillis;
    this.#ports = ports;
    this.#events = new FolderEvents(
      () => this.#bell.ring(),
      (reason) => ports.log.warn({ folder, reason }, 'changes in the folder are not announced; looking regularly'),
    );
    this.#ended = this.#follow();
  }

  /** Resolves when nothing goes on any more; the document being read is given up. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#bell.ring();
    this.#events.close();
    await this.#ended;
  }

  async #follow(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const startedAt = performance.now();
      const isRestless = await this.#look().catch((error: unknown) => this.#suffer(sentenceOf(error)));
      const lookMillis = performance.now() - startedAt;
      if (isRestless) await this.#rest(Math.max(this.#restMillis, lookMillis * PAUSE_PER_LOOK.restless));
      else await this.#bell.wait(Math.max(this.#calmMillis(), lookMillis * PAUSE_PER_LOOK.calm));
    }
    await this.#ingesting;
  }

  #calmMillis(): number {
    return this.#trouble === undefined ? this.#pollMillis : Math.min(this.#pollMillis, AWAY_MILLIS);
  }

  /** Waits although the bell may ring: whoever writes a file rings all the time. */
  async #rest(millis: number): Promise<void> {
    await sleep(millis, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }

  /** Returns true when something is changing, so that it is worth looking again soon. */
  async #look(): Promise<boolean> {
    const look = await lookAtFolder(this.#folder);
    if (this.#stopping.signal.aborted) return false;
    const hasNewFolders = this.#events.watch(look.kind === 'seen' ? look.folders : new Map());
    const problem = look.kind === 'away' ? look.reason : await this.#suspicion(look);
    if (look.kind === 'away' || problem !== undefined) return this.#suffer(problem ?? '');
    const { files } = look;
    const before = this.#before;
    this.#before = files;
    const shape = shapeOf(files);
    this.#restlessLooks = before === undefined || shape === shapeOf(before) ? 0 : this.#restlessLooks + 1;
    if (this.#restlessLooks === 0 || this.#restlessLooks >= PATIENT_LOOKS) {
      await this.#withdraw(shape, before !== undefined);
      if (before !== undefined) this.#startIngest(filesAtRest(files, before));
    }
    this.#recover();
    return hasNewFolders || before === undefined || !areEqual(files, before);
  }

  /** An empty folder may be one whose volume is not mounted; deleted by hand, files go one volume's own way. */
  async #suspicion({ documents, volume }: Seen): Promise<string | undefined> {
    if (documents > 0) this.#volume = volume;
    if (documents > 0 || volume === this.#volume) return undefined;
    const known = await this.#ports.knowledge.listDocuments();
    return known.some(({ path }) => isBelow(path, this.#folder))
      ? 'it is empty and was not before; is it mounted'
      : undefined;
  }

  /** Rights at once; what is gone only after a second look, because a folder may be on its way back. */
  async #withdraw(shape: string, prune: boolean): Promise<void> {
    if (shape === this.#withdrawnFor) return;
    await withdrawDocuments({ paths: [this.#folder], prune, origin: 'ingest' }, this.#ports.knowledge);
    if (prune) this.#withdrawnFor = shape;
  }

  #startIngest(atRest: Files): void {
    const isSame = this.#ingestedFor !== undefined && areEqual(atRest, this.#ingestedFor);
    if (this.#ingesting !== undefined || isSame || this.#stopping.signal.aborted) return;
    this.#ingestedFor = atRest;
    for (const path of this.#ingested.keys()) if (!atRest.has(path)) this.#ingested.delete(path);
    const request = { paths: [this.#folder], prune: true, followed: { atRest, ingested: this.#ingested } };
    this.#ingesting = this.#ports
      .ingest(request, { signal: this.#stopping.signal })
      .then(
        (total) => {
          this.#tellNew(total.warnings);
          // What has changed meanwhile waits for this.
          this.#bell.ring();
        },
        (error: unknown) => {
          this.#ingestedFor = undefined;
          if (this.#stopping.signal.aborted) return;
          this.#ports.log.error({ reason: sentenceOf(error) }, 'the watched folder was not read; trying again soon');
        },
      )
      .finally(() => (this.#ingesting = undefined));
  }

  #tellNew(warnings: readonly string[]): void {
    for (const sentence of warnings)
      if (!this.#warnings.includes(sentence)) this.#ports.log.warn({ sentence }, 'watched folder');
    this.#warnings = warnings;
  }

  /** Says once what is wrong; it goes on by itself as soon as that is over. */
  #suffer(reason: string): boolean {
    // What stood there before may be another folder's by the time it comes back.
    this.#before = undefined;
    if (reason !== this.#trouble)
      this.#ports.log.warn(
        { folder: this.#folder, reason },
        'the watched folder cannot be followed now; what was read from it stays until it can be again',
      );
    this.#trouble = reason;
    return false;
  }

  #recover(): void {
    if (this.#trouble !== undefined)
      this.#ports.log.info({ folder: this.#folder }, 'the watched folder is followed again');
    this.#trouble = undefined;
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
