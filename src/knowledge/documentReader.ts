import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ReadDocument } from '../domain/knowledgeDocument.ts';
import type { Passage } from '../domain/passage.ts';
import { watchMemory } from './watchMemory.ts';
import type { ReadJob, ReadReply } from './readJob.ts';
import { READ_LIMITS } from './readLimits.ts';
import type { UnreadableReason } from '../files/unreadableDocument.ts';
import { appendAll } from './appendAll.ts';

/** What became of one document. */
export type ReadOutcome =
  | { kind: 'read'; read: ReadDocument; warnings: readonly string[] }
  | { kind: 'unchanged' }
  | { kind: 'unreadable'; reason: UnreadableReason; sentence: string; fault?: string };

/** How much time and memory one document may take. */
export interface ReaderLimits {
  documentSeconds: number;
  heapMegabytes: number;
  processMegabytes: number;
}

/**
 * Reads documents one after another in a process of its own, which is replaced when a document breaks it. Not a thread:
 * one that runs out of memory can take the whole process with it.
 */
export class DocumentReader {
  readonly #limits: ReaderLimits;
  #process: ChildProcess | undefined;

  constructor(limits: ReaderLimits = READ_LIMITS) {
    this.#limits = limits;
  }

  /** Passages of one document, or why there are none. Rejects only when `signal` aborts. Not for parallel calls. */
  async read(job: ReadJob, signal?: AbortSignal): Promise<ReadOutcome> {
    signal?.throwIfAborted();
    this.#process ??= this.#start();
    const { outcome, isBroken } = await this.#ask(this.#process, job, signal);
    if (isBroken) await this.close();
    signal?.throwIfAborted();
    return outcome;
  }

  /** Ends the process, whatever it does. */
  async close(): Promise<void> {
    const ended = this.#process;
    this.#process = undefined;
    if (ended === undefined || ended.exitCode !== null || ended.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      ended.once('exit', () => resolve());
      ended.kill('SIGKILL');
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./readWorker.ts', import.meta.url)), {
      // It may read files and nothing else: no writing, no other programs, none of our settings.
      execArgv: [`--max-old-space-size=${this.#limits.heapMegabytes}`, '--permission', '--allow-fs-read=*'],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    givePrecedenceToOthers(child.pid);
    // A process that is being replaced may still report how it ended.
    child.on('error', () => undefined);
    return child;
  }

  #ask(child: ChildProcess, job: ReadJob, signal?: AbortSignal): Promise<{ outcome: ReadOutcome; isBroken: boolean }> {
    return new Promise((resolve) => {
      const passages: Passage[] = [];
      const over = new AbortController();
      const finish = (outcome: ReadOutcome, isBroken = false): void => {
        over.abort();
        clearTimeout(timer);
        child.off('message', hear).off('exit', end).off('error', end);
        resolve({ outcome, isBroken });
      };
      const hear = (message: unknown): void => {
        const reply = message as ReadReply;
        if (reply.kind === 'passages') appendAll(passages, reply.passages);
        else if (reply.kind === 'read') {
          finish({ kind: 'read', read: { document: reply.document, passages }, warnings: reply.warnings });
        } else finish(reply);
      };
      const end = (): void => finish(broken(child), true);
      const timer = setTimeout(() => finish(tooSlow(this.#limits), true), this.#limits.documentSeconds * 1000);
      watchMemory(child.pid, this.#limits.processMegabytes, over.signal, () => finish(tooBig('memory'), true));
      child.on('message', hear).once('exit', end).once('error', end);
      signal?.addEventListener('abort', () => finish({ kind: 'unchanged' }, true), { signal: over.signal });
      child.send(job);
    });
  }
}

/** Agents wait for answers, nobody for a document: it is read with what processor time the others leave. */
function givePrecedenceToOthers(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where the system does not allow it, all are equal.
  }
}

function tooSlow({ documentSeconds }: ReaderLimits): ReadOutcome {
  const sentence = `Reading the file takes longer than ${documentSeconds} seconds, so it was given up.`;
  return { kind: 'unreadable', reason: 'too-slow', sentence };
}

function tooBig(fault: string): ReadOutcome {
  const sentence = 'Reading the file needs too much memory, so it was given up; split it.';
  return { kind: 'unreadable', reason: 'unsafe', sentence, fault };
}

/** Node ends itself with SIGABRT (code 134 in a shell) when its heap is full. */
function broken({ exitCode, signalCode }: ChildProcess): ReadOutcome {
  const fault = signalCode ?? `exit ${exitCode}`;
  if (signalCode === 'SIGABRT' || signalCode === 'SIGKILL' || exitCode === 134) return tooBig(fault);
  const sentence = 'The file is built in a way that cannot be read; save it again.';
  return { kind: 'unreadable', reason: 'damaged', sentence, fault };
}
