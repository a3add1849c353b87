/** The file of an ended call that a call platform named and that is still to be fetched. */
export interface AwaitedFile {
  callId: string;
  kind: 'transcript' | 'recording';
  /** May carry a secret of the platform's; never logged. */
  address: string;
  /** Of a stereo recording, from 0. */
  agentChannel?: number;
  /** When the call ended. */
  at: Date;
  /** How often it was tried before. */
  attempts: number;
  /** When it was first heard of. */
  since: Date;
}

/** What became of it; 'failed' needs a person. */
export type AwaitedState = 'waiting' | 'arrived' | 'failed';

/** Files of calls that wait to be fetched, one a call; several processes take from it. */
export interface AwaitedFiles {
  /** False when the file of this call is waited for, or has arrived; one that failed is waited for again. */
  add(file: Omit<AwaitedFile, 'attempts'>): Promise<boolean>;
  /** Files of a kind that are due, each given to nobody else until `heldUntil`. */
  claim(given: {
    kind: AwaitedFile['kind'];
    worker: string;
    now: Date;
    heldUntil: Date;
    most: number;
  }): Promise<readonly AwaitedFile[]>;
  /** Lets it wait until `dueAt`; only whoever holds it can say so. */
  putOff(callId: string, given: { worker: string; dueAt: Date }): Promise<void>;
  /** Ends the waiting and drops the address; only whoever holds it can say so. */
  settle(callId: string, given: { worker: string; state: 'arrived' | 'failed' }): Promise<void>;
  /** Undefined when no file of this call was ever named. */
  find(callId: string): Promise<{ kind: AwaitedFile['kind']; state: AwaitedState } | undefined>;
  /** Forgets the file of a call, wherever it has come to. */
  forgetCall(callId: string): Promise<void>;
  /** Forgets files first heard of before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
