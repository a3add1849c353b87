/** What work is for, the most urgent first. */
const RANKS = ['hear', 'final', 'interim', 'file'] as const;

export type Rank = (typeof RANKS)[number];

interface Job {
  since: number;
  start: () => Promise<void>;
}

/** A job that waits. */
export interface WaitingJob<T> {
  done: Promise<T>;
  /** Takes it back; false when it has begun. What `done` promises never comes then. */
  drop(): boolean;
}

/** One job at a time, the most urgent rank first: a worker has one core, and its models take all of it. */
export class WorkQueue {
  readonly #jobs: Record<Rank, Job[]> = { hear: [], final: [], interim: [], file: [] };
  readonly #now: () => number;
  #isWorking = false;
  #isStopped = false;
  #atRest = Promise.withResolvers<void>();
  #lateUntil = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Does a job when its turn comes. */
  add<T>(rank: Rank, job: () => Promise<T>): WaitingJob<T> {
    const { promise: done, resolve, reject } = Promise.withResolvers<T>();
    const waiting: Job = { since: this.#now(), start: () => job().then(resolve, reject) };
    this.#jobs[rank].push(waiting);
    void this.#work();
    const drop = (): boolean => {
      const place = this.#jobs[rank].indexOf(waiting);
      if (place >= 0) this.#jobs[rank].splice(place, 1);
      return place >= 0;
    };
    return { done, drop };
  }

  /** Begins nothing more; resolves when what was begun is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#isWorking) await this.#atRest.promise;
  }

  /** How long the final utterance that waits longest has waited. */
  get behindMs(): number {
    const [first] = this.#jobs.final;
    return first === undefined ? 0 : this.#now() - first.since;
  }

  /** Whether final utterances had to wait a moment ago, so that nothing else should be begun. */
  get isLate(): boolean {
    return this.behindMs > LATE_MS || this.#now() < this.#lateUntil;
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    // Let what comes at the same moment in, so that the most urgent of it goes first.
    await Promise.resolve();
    for (let job = this.#next(); job !== undefined; job = this.#next()) await job.start();
    this.#isWorking = false;
    if (this.#isStopped) this.#atRest.resolve();
  }

  #next(): Job | undefined {
    if (this.#isStopped) return undefined;
    const rank = RANKS.find((one) => this.#jobs[one].length > 0);
    const job = rank && this.#jobs[rank].shift();
    if (job !== undefined && rank === 'final' && this.#now() - job.since > LATE_MS) {
      this.#lateUntil = this.#now() + CAUTIOUS_MS;
    }
    return job;
  }
}

/** A final utterance that waits longer for its turn makes the supplier late. */
const LATE_MS = 250;
/** How long after that nothing but finals is begun. */
const CAUTIOUS_MS = 3_000;
