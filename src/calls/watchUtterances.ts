import type { CallUtterance } from '../domain/call.ts';
import type { ScamVerdict } from '../domain/verdict.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { CallFacts, WatchedCalls } from '../ports/watchedCalls.ts';
import { type LiveCall, liveCall } from './liveCall.ts';
import { oneAfterAnother } from './oneAfterAnother.ts';
import type { Heard } from './orderUtterances.ts';

/** A verdict with what is known of its call; no word of it. */
export interface CallVerdict extends CallFacts {
  callId: string;
  verdict: ScamVerdict;
}

/** What watching needs. */
export interface WatchPorts {
  watched: WatchedCalls;
  /**
   * Told of a new level, and of further reasons from `warn` up. When it rejects it is told again later, and the call is
   * not saved before: a worker that ends meanwhile leaves it to the next one.
   */
  onVerdict: (news: CallVerdict) => Promise<void>;
  clock: Clock;
  log: Log;
}

/** Utterances told so far, by what became of them. */
export interface WatchCounts {
  heard: number;
  repeated: number;
  late: number;
  /** Calls in memory. */
  calls: number;
}

/** Watches live calls for scams: the place where live text, from wherever it comes, meets the detector. */
export interface CallWatch {
  /**
   * Takes one sentence of a call: heard when it is its turn, else kept in memory while a missing one before it is waited
   * for, 1.5 s at most. `settled` tells what became of it once it counts. Rejects when the database is away.
   */
  take(utterance: CallUtterance): Promise<{ settled: Promise<Heard> }>;
  /** The line is closed: what still waits for a missing sentence is heard. Late sentences may follow all the same. */
  end(callId: string): Promise<void>;
  /** To be called several times a second: gives gaps up, tells again what could not be told. */
  look(): Promise<void>;
  /** Saves how far every call has come. Rejects when the database is away. */
  save(): Promise<void>;
  /** Saves every call that waits for nothing and leaves it: its next sentence is heard from what is saved. */
  leaveAll(): Promise<void>;
  counts(): WatchCounts;
}

/** Memory of one process is bounded: the call that was silent longest is saved and left. */
const MOST_CALLS = 5_000;
/** Silent for so long, a call leaves the memory; should it go on, it is read again from where it was saved. */
const LEFT_AFTER_MS = 10 * 60_000;
/**
 * Whoever hears a call late, long after its end, still hears it from one memory: what is saved is rounded, and taking a call
 * up again at every sentence lets its score creep.
 */
const LEFT_AFTER_END_MS = 60_000;

interface Watched {
  call: LiveCall;
  /** Not told yet, the latest only: it carries everything before it. */
  untold?: ScamVerdict | undefined;
  telling?: Promise<void> | undefined;
  isOver: boolean;
  facts: CallFacts;
  /** Promises to whoever told of a sentence, by its number. */
  waiting: Map<number, (heard: Heard) => void>;
}

/** Calls in memory; each is opened once, however many sentences of it arrive meanwhile. */
interface Calls {
  opening: Map<string, Promise<Watched>>;
  open: Map<string, Watched>;
  /** Heard of since they were saved. */
  dirty: Set<Watched>;
}

/** Starts watching. Nothing runs by itself: `look` and `save` are called from outside. */
export function watchUtterances(ports: WatchPorts): CallWatch {
  const calls: Calls = { opening: new Map(), open: new Map(), dirty: new Set() };
  const counts = { heard: 0, repeated: 0, late: 0 };
  const saveAll = oneAfterAnother(() => save(calls, ports));
  const count = (outcome: Heard): Heard => {
    counts[outcome === 'repeat' ? 'repeated' : outcome] += 1;
    return outcome;
  };
  const hear = async (watched: Watched, now?: Date): Promise<void> => {
    await listen(watched, ports, now);
    if (watched.call.isDirty) calls.dirty.add(watched);
  };
  return {
    async take(utterance) {
      const watched = calls.open.get(utterance.callId) ?? (await open(utterance.callId, calls, ports));
      const taken = watched.call.take(utterance, ports.clock.now());
      if (taken === 'repeat' || taken === 'late') return { settled: Promise.resolve(count(taken)) };
      const heard = new Promise<Heard>((resolve) => watched.waiting.set(utterance.seq, resolve));
      await hear(watched);
      return { settled: heard.then(count) };
    },
    async end(callId) {
      const watched = calls.open.get(callId);
      if (watched === undefined) return;
      await hear(watched, new Date(ports.clock.now().getTime() + LEFT_AFTER_MS));
      watched.isOver = true;
    },
    async look() {
      for (const watched of calls.open.values()) {
        if (watched.call.isWaiting() || watched.untold !== undefined) await hear(watched);
      }
      await leave(silentCalls(calls, ports), calls, saveAll);
    },
    save: saveAll,
    leaveAll: () => leave([...calls.open.values()].filter(isAtRest), calls, saveAll),
    counts: () => ({ ...counts, calls: calls.open.size }),
  };
}

function open(callId: string, { opening, open: known }: Calls, ports: WatchPorts): Promise<Watched> {
  const begun = opening.get(callId);
  if (begun !== undefined) return begun;
  const found = ports.watched.find(callId).then((kept): Watched => {
    const call = liveCall(callId, kept, ports.clock.now());
    const watched = { call, facts: kept ?? {}, isOver: false, waiting: new Map() };
    known.set(callId, watched);
    return watched;
  });
  opening.set(callId, found);
  const done = (): void => void opening.delete(callId);
  found.then(done, done);
  return found;
}

/** Judges what is ready, tells of it and keeps the promises of those who told us. */
async function listen(watched: Watched, ports: WatchPorts, now = ports.clock.now()): Promise<void> {
  const { call, waiting } = watched;
  const news = call.listen(now);
  watched.untold = news.at(-1) ?? watched.untold;
  if (watched.untold !== undefined) {
    watched.telling ??= tell(watched, ports).finally(() => (watched.telling = undefined));
    await watched.telling;
  }
  if (watched.untold !== undefined) return;
  for (const [seq, resolve] of waiting) {
    if (seq >= call.nextSeq) continue;
    waiting.delete(seq);
    resolve('heard');
  }
}

/** One after the other: what is told last must be what is true. */
async function tell(watched: Watched, ports: WatchPorts): Promise<void> {
  const { callId } = watched.call;
  try {
    for (let verdict = watched.untold; verdict !== undefined; verdict = watched.untold) {
      await ports.onVerdict({ ...watched.facts, callId, verdict });
      if (watched.untold === verdict) watched.untold = undefined;
    }
  } catch (error) {
    ports.log.error({ callId, kind: error instanceof Error ? error.name : typeof error }, 'verdict not told yet');
  }
}

/** What nobody was told of yet is not saved: whoever goes on with the call must tell it. */
async function save({ dirty }: Calls, ports: WatchPorts): Promise<void> {
  const some = [...dirty].filter(({ untold }) => untold === undefined);
  if (some.length === 0) return;
  for (const watched of some) dirty.delete(watched);
  const byId = new Map(some.map((watched) => [watched.call.callId, watched]));
  try {
    for (const row of await ports.watched.save(some.map(({ call }) => call.state()))) {
      const watched = byId.get(row.callId);
      if (watched === undefined) continue;
      watched.facts = row;
      watched.call.learn(row);
      watched.isOver ||= row.endedAt !== undefined;
      if (watched.call.isDirty) dirty.add(watched);
    }
  } catch (error) {
    for (const watched of some) {
      watched.call.unsaved();
      dirty.add(watched);
    }
    throw error;
  }
}

/** Nothing of the call is in memory alone. */
function isAtRest({ call, untold }: Watched): boolean {
  return !call.isWaiting() && untold === undefined;
}

/** Calls of which nothing was heard for long, and the most silent ones where there are too many. */
function silentCalls({ open: known }: Calls, { clock }: WatchPorts): Watched[] {
  const now = clock.now().getTime();
  const old: Watched[] = [];
  const rest: Watched[] = [];
  for (const watched of known.values()) {
    if (!isAtRest(watched)) continue;
    const isOld = now - watched.call.heardAt.getTime() > (watched.isOver ? LEFT_AFTER_END_MS : LEFT_AFTER_MS);
    (isOld ? old : rest).push(watched);
  }
  const tooMany = known.size - old.length - MOST_CALLS;
  if (tooMany <= 0) return old;
  const bySilence = rest.sort((one, other) => one.call.heardAt.getTime() - other.call.heardAt.getTime());
  return [...old, ...bySilence.slice(0, tooMany)];
}

async function leave(some: readonly Watched[], calls: Calls, saveAll: () => Promise<void>): Promise<void> {
  if (some.length === 0) return;
  await saveAll();
  // A sentence may have come meanwhile.
  for (const watched of some)
    if (isAtRest(watched) && !calls.dirty.has(watched)) calls.open.delete(watched.call.callId);
}
