import { setTimeout as sleep } from 'node:timers/promises';
import type { CallWatch } from '../calls/watchUtterances.ts';
import { followUtterances, forwardUtterances } from '../telephony/utteranceStream.ts';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';

const AGAIN_MS = 5_000;

/** A way to the log of live text. */
interface LiveLog {
  close(): Promise<void>;
}

/** Hears the log of live text where the settings name one; a broker that is away is asked again, for good. */
export async function followLiveLog(
  { kafka }: Pick<Config, 'kafka'>,
  live: Pick<CallWatch, 'take' | 'save' | 'leaveAll'> | undefined,
  ports: Pick<Ports, 'clock' | 'log'>,
): Promise<LiveLog> {
  if (kafka === undefined || live === undefined) return { close: () => Promise.resolve() };
  // The client is loaded only where it is used.
  const { kafkaLog } = await import('../adapters/kafka/kafkaLog.ts');
  const stream = kafkaLog(kafka, ports.log);
  const closing = new AbortController();
  const { signal } = closing;
  const keepTrying = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await followUtterances({ ...ports, stream, live });
        ports.log.info({ topic: kafka.topic, group: kafka.group }, 'live text is heard');
        return;
      } catch (error) {
        ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'live text cannot be heard');
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
  { kafka }: Pick<Config, 'kafka'>,
  ports: Pick<Ports, 'log'>,
): Promise<(Pick<CallWatch, 'take' | 'end' | 'save'> & LiveLog) | undefined> {
  if (kafka === undefined) return undefined;
  const { kafkaLog } = await import('../adapters/kafka/kafkaLog.ts');
  const stream = kafkaLog(kafka, ports.log);
  return { ...forwardUtterances(stream), close: () => stream.close() };
}
