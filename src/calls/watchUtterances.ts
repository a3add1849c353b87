import type { CallUtterance } from '../domain/call.ts';
import type { ScamVerdict } from '../domain/verdict.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { CallFacts, WatchedCalls } from '../ports/watchedCalls.ts';
import { type LiveCall, liveCall } from './liveCall.ts';
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

/** Starts watching. Nothing runs by itself: `look` and `save` are called from outside. */
export function watchUtterances(ports: WatchPorts): CallWatch {
  const calls = new Map<string, Promise<Watched>>();
  const counts = { heard: 0, repeated: 0, late: 0 };

  const open = (callId: string): Promise<Watched> => {
    const known = calls.get(callId);
    if (known !== undefined) return known;
    const opening = ports.watched.find(callId).then((kept): Watched => {
      const call = liveCall(callId, kept, ports.clock.now());
      return { call, facts: kept ?? {}, isOver: false, waiting: new Map() };
    });
    calls.set(callId, opening);
    opening.catch(() => calls.delete(callId));
    return opening;
  };
  const count = (outcome: Heard): Heard => {
    counts[outcome === 'repeat' ? 'repeated' : outcome] += 1;
    return outcome;
  };
  const saveAll = async (some: readonly Watched[]): Promise<void> => {
    const dirty = some.filter(({ call, untold }) => call.isDirty && untold === undefined);
    await saveCalls(dirty, ports);
  };
  return {
    async take(utterance) {
      const watched = await open(utterance.callId);
      const taken = watched.call.take(utterance, ports.clock.now());
      if (taken === 'repeat' || taken === 'late') return { settled: Promise.resolve(count(taken)) };
      const heard = new Promise<Heard>((resolve) => watched.waiting.set(utterance.seq, resolve));
      await listen(watched, ports);
      return { settled: heard.then(count) };
    },
    async end(callId) {
      const known = calls.get(callId);
      if (known === undefined) return;
      const watched = await known;
      await listen(watched, ports, new Date(ports.clock.now().getTime() + LEFT_AFTER_MS));
      watched.isOver = true;
    },
    async look() {
      for (const watched of await settled(calls)) {
        if (watched.call.isWaiting() || watched.untold !== undefined) await listen(watched, ports);
      }
      await leave(calls, ports, saveAll);
    },
    save: async () => saveAll(await settled(calls)),
    async leaveAll() {
      const all = (await settled(calls)).filter(({ call, untold }) => !call.isWaiting() && untold === undefined);
      await saveAll(all);
      for (const { call } of all) calls.delete(call.callId);
    },
    counts: () => ({ ...counts, calls: calls.size }),
  };
}

async function settled(calls: ReadonlyMap<string, Promise<Watched>>): Promise<Watched[]> {
  const all = await Promise.allSettled(calls.values());
  return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
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

async function saveCalls(dirty: readonly Watched[], ports: WatchPorts): Promise<void> {
  if (dirty.length === 0) return;
  const byId = new Map(dirty.map((watched) => [watched.call.callId, watched]));
  try {
    const kept = await ports.watched.save(dirty.map(({ call }) => call.state()));
    for (const row of kept) {
      const watched = byId.get(row.callId);
      if (watched === undefined) continue;
      watched.facts = row;
      watched.call.learn(row);
      watched.isOver ||= row.endedAt !== undefined;
    }
  } catch (error) {
    for (const { call } of dirty) call.unsaved();
    throw error;
  }
}

/** Calls that are over or silent leave the memory, and the most silent ones where there are too many. */
async function leave(
  calls: Map<string, Promise<Watched>>,
  ports: WatchPorts,
  saveAll: (some: readonly Watched[]) => Promise<void>,
): Promise<void> {
  const silentSince = ports.clock.now().getTime() - LEFT_AFTER_MS;
  const all = (await settled(calls)).filter(({ call, untold }) => !call.isWaiting() && untold === undefined);
  const old = all.filter(({ call, isOver }) => isOver || call.heardAt.getTime() < silentSince);
  const tooMany = calls.size - old.length - MOST_CALLS;
  if (tooMany > 0) {
    const rest = all.filter((watched) => !old.includes(watched));
    old.push(...rest.sort((one, other) => Number(one.call.heardAt) - Number(other.call.heardAt)).slice(0, tooMany));
  }
  if (old.length === 0) return;
  await saveAll(old);
  for (const { call } of old) calls.delete(call.callId);
}
