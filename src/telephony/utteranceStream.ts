import type { CallWatch } from '../calls/watchUtterances.ts';
import type { CallUtterance } from '../domain/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { UtteranceLog } from '../ports/utteranceLog.ts';
import { readCallEvent } from './readCallEvent.ts';

interface StreamPorts {
  stream: UtteranceLog;
  live: Pick<CallWatch, 'take' | 'save' | 'leaveAll'>;
  clock: Clock;
  log: Log;
}

/** Nobody can be warned any more of what was said longer ago. */
const OLDEST_MS = 3_600_000;

/**
 * Hears the sentences of a log: a batch counts as heard once everything in it is judged, people have been told, and how
 * far each call has come is saved, so that the worker after this one goes on there. Bad entries are counted and skipped.
 * Resolves once the log is closed; rejects with UtteranceLogUnavailable.
 */
export async function followUtterances({ stream, live, clock, log }: StreamPorts): Promise<void> {
  const hear = async (values: readonly Buffer[]): Promise<void> => {
    const utterances = values.map((value) => utteranceIn(value, clock.now()));
    const good = utterances.filter((one) => one !== undefined);
    const skipped = values.length - good.length;
    if (skipped > 0) log.warn({ skipped }, 'entries of the live log are no utterances, or too old');
    const settled: Promise<unknown>[] = [];
    for (const utterance of good) settled.push((await live.take(utterance)).settled);
    await Promise.all(settled);
    await live.save();
  };
  const onOwnersChanged = (): Promise<void> => {
    log.info({}, 'live text is heard');
    return live.leaveAll();
  };
  await stream.follow(hear, { onOwnersChanged });
}

/** Hands sentences on to the log, where a worker hears them. */
export function forwardUtterances(stream: Pick<UtteranceLog, 'append'>): Pick<CallWatch, 'take' | 'end' | 'save'> {
  return {
    take: async (utterance) => {
      await stream.append([{ callId: utterance.callId, value: JSON.stringify(utterance) }]);
      return { settled: Promise.resolve('heard') };
    },
    end: () => Promise.resolve(),
    save: () => Promise.resolve(),
  };
}

function utteranceIn(value: Buffer, now: Date): CallUtterance | undefined {
  try {
    const read = readCallEvent(JSON.parse(value.toString('utf8')), now);
    if ('problem' in read || read.type !== 'call.utterance') return undefined;
    return now.getTime() - read.at.getTime() > OLDEST_MS ? undefined : read;
  } catch {
    // Not JSON: counted with what is no utterance.
    return undefined;
  }
}
