import { acsMediaTokens } from '../adapters/azure/acsMediaTokens.ts';
import type { CallUtterance } from '../domain/call.ts';
import type { SocketRoute } from '../http/webSockets.ts';
import type { AudioSink } from '../ports/audioSink.ts';
import { type MediaStreams, receiveMedia } from '../telephony/acsMedia/receiveMedia.ts';
import type { Cloud } from './clouds.ts';
import type { Ports } from './connectPorts.ts';

/** Twenty milliseconds of voice take two kilobytes; a sentence at most a few. */
const MESSAGE_BYTES = 64 * 1024;

/** Where streams go. */
interface MediaTargets {
  /** Undefined while there is no speech to text. */
  sink: AudioSink | undefined;
  /** What watches live text; undefined in a process without a worker, which lets nobody in. */
  live: { take(utterance: CallUtterance): Promise<unknown>; end(callId: string): Promise<void> } | undefined;
}

/** `GET /api/media/acs` (WebSocket), and the streams that are open there. */
export function mediaRoute(
  { resourceId, mostCalls, cloud }: { resourceId: string | undefined; mostCalls: number; cloud: Cloud },
  { sink, live }: MediaTargets,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): { route: SocketRoute; streams: MediaStreams } {
  const configurationUrl = cloud.acsConfigurationUrl;
  const isOpen = resourceId !== undefined && live !== undefined;
  const tokens = isOpen ? acsMediaTokens({ resourceId, configurationUrl }) : undefined;
  const lost = (error: unknown): void =>
    log.error({ kind: error instanceof Error ? error.name : typeof error }, 'a sentence of a media stream is lost');
  const ears = {
    onUtterance: (utterance: CallUtterance) => void live?.take(utterance).catch(lost),
    onEnded: (callId: string) => void live?.end(callId).catch(lost),
  };
  const streams = receiveMedia({ tokens, sink, ears, mostCalls, clock, log });
  return {
    streams,
    route: { path: '/api/media/acs', maxBytes: MESSAGE_BYTES, admit: (asked) => streams.admit(asked) },
  };
}
