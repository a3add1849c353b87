import { setTimeout as sleep } from 'node:timers/promises';
import type { CallWatch } from '../calls/watchUtterances.ts';
import { UtteranceLogUnavailable } from '../ports/utteranceLog.ts';
import { followUtterances, forwardUtterances } from '../telephony/utteranceStream.ts';
import { identityOf } from './botAuthentication.ts';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';
import { openLiveLog } from './openLiveLog.ts';

const AGAIN_MS = 5_000;

/** A way to the log of live text. */
interface LiveLog {
  close(): Promise<void>;
}

/** Hears the log of live text where the settings name one; a broker that is away or refuses is asked again, for good. */
export async function followLiveLog(
  { kafka, bot }: Pick<Config, 'kafka' | 'bot'>,
  live: Pick<CallWatch, 'take' | 'save' | 'leaveAll'> | undefined,
  ports: Pick<Ports, 'clock' | 'log'>,
): Promise<LiveLog> {
  if (kafka === undefined || live === undefined) return { close: () => Promise.resolve() };
  const stream = await openLiveLog(kafka, identityOf(bot), ports.log);
  const closing = new AbortController();
  const { signal } = closing;
  const keepTrying = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await followUtterances({ ...ports, stream, live });
      } catch (error) {
        if (!(error instanceof UtteranceLogUnavailable)) throw error;
        ports.log.error({ reason: error.message }, 'live text cannot be heard');
        await sleep(AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  };
  const trying = keepTrying();
  return {
    close: async () => {
      closing.abort();
      await stream.close();
      await trying;
    },
  };
}

/** Hands live text on to the log, for a bot without a worker; undefined where there is none. */
export async function forwardToLiveLog(
  { kafka, bot }: Pick<Config, 'kafka' | 'bot'>,
  ports: Pick<Ports, 'log'>,
): Promise<(Pick<CallWatch, 'take' | 'end' | 'save'> & LiveLog) | undefined> {
  if (kafka === undefined) return undefined;
  const stream = await openLiveLog(kafka, identityOf(bot), ports.log);
  return { ...forwardUtterances(stream), close: () => stream.close() };
}
