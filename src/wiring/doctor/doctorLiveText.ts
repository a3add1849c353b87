import type { Log } from '../../ports/log.ts';
import { UtteranceLogUnavailable } from '../../ports/utteranceLog.ts';
import type { Check } from '../../domain/check.ts';
import type { LiveLogPlace } from '../kafkaSettings.ts';
import { openLiveLog } from '../openLiveLog.ts';

/** Whether the brokers of live text let us in, and what we show them. */
export async function liveText(
  place: LiveLogPlace | undefined,
  identity: string | undefined,
  log: Log,
): Promise<Check> {
  const check = 'live text';
  if (place === undefined) {
    const fix = 'set KAFKA_BROKERS to hear it from Kafka or Event Hubs';
    return { check, state: 'off', detail: 'comes by call events over HTTP alone', fix };
  }
  const stream = await openLiveLog(place, identity, log);
  try {
    const parts = await stream.countParts();
    return { check, state: 'ok', detail: `topic ${place.topic} in ${parts} parts, entered ${shown(place, identity)}` };
  } catch (error) {
    if (!(error instanceof UtteranceLogUnavailable)) throw error;
    return { check, state: 'fail', detail: error.message };
  } finally {
    await stream.close();
  }
}

function shown({ proof }: LiveLogPlace, identity: string | undefined): string {
  if (proof === undefined) return 'without showing anything';
  if (proof.mechanism !== 'oauthbearer') return 'by a password';
  return identity === undefined ? 'as whoever this machine is signed in as' : 'as the managed identity';
}
