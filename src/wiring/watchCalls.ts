import { setTimeout as sleep } from 'node:timers/promises';
import type { CallTeller } from '../teams/callTeller.ts';
import { emptyForgotten, emptyLostNotes } from '../teams/emptyMessages.ts';
import { settleCallMessages, showCall } from '../teams/showCalls.ts';
import type { TurnRunner } from '../teams/turnRunner.ts';
import type { Ports } from './connectPorts.ts';
import type { NoteWriter } from './writeNotes.ts';

const HALF_A_MINUTE_MS = 30_000;
/** Looks at the messages of calls between two looks at everybody in whose chat a note stands. */
const LOOKS = 10;

/** Keeps the messages of calls up to date. */
interface CallWatch {
  /** Shows what is new of these calls, in the background. */
  changed: (callIds: readonly string[]) => void;
  stop(): Promise<void>;
}

/** Shows calls to their agents as events come in, and takes customers off the messages when the wrap-up is over. */
export function watchCalls(
  { runner, ...teller }: CallTeller & { runner: Pick<TurnRunner, 'start'> },
  ports: Ports & Pick<NoteWriter, 'isWriting' | 'redraft'>,
  everyMs = HALF_A_MINUTE_MS,
): CallWatch {
  const closing = new AbortController();
  const { signal } = closing;
  /** What is told of one call is shown in turn, or an older state could arrive last. */
  const busy = new Map<string, Promise<void>>();

  const show = (callId: string): Promise<void> => {
    const shown = (busy.get(callId) ?? Promise.resolve()).then(() => showCall(callId, teller, ports));
    const settled = shown.catch(() => undefined);
    busy.set(callId, settled);
    void settled.then(() => busy.get(callId) === settled && busy.delete(callId));
    return shown;
  };
  const failed =
    (what: string) =>
    (error: unknown): void =>
      ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, what);
  const wait = () => sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  const keepClosing = async (): Promise<void> => {
    await wait();
    for (let look = 1; !signal.aborted; look += 1) {
      await settleCallMessages(teller, ports).catch(failed('could not settle the messages of calls'));
      await emptyForgotten(teller, ports).catch(failed('could not empty messages of forgotten customers'));
      if (look % LOOKS === 0) await emptyLostNotes(teller, ports).catch(failed('could not empty notes'));
      await wait();
    }
  };
  const looking = keepClosing();
  return {
    changed: (callIds) => callIds.forEach((callId) => runner.start(() => show(callId))),
    stop: () => {
      closing.abort();
      return looking;
    },
  };
}
