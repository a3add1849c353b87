import { acsMediaTokens } from '../adapters/azure/acsMediaTokens.ts';
import type { SocketRoute } from '../http/webSockets.ts';
import type { AudioSink } from '../ports/audioSink.ts';
import type { MediaEars } from '../telephony/acsMedia/mediaCall.ts';
import { type MediaStreams, receiveMedia } from '../telephony/acsMedia/receiveMedia.ts';
import type { Cloud } from './clouds.ts';
import type { Ports } from './connectPorts.ts';
import type { LiveSource } from './liveSource.ts';

/** Twenty milliseconds of voice take two kilobytes; a sentence at most a few. */
const MESSAGE_BYTES = 64 * 1024;

/** Where streams go. */
interface MediaTargets {
  /** Undefined without speech to text. */
  sink: AudioSink | undefined;
  /** Undefined in a process that watches no live calls, which lets nobody in. */
  ears: MediaEars | undefined;
}

/** `GET /api/media/acs` (WebSocket), and the streams that are open there. */
export function mediaRoute(
  { resourceId, mostCalls, cloud }: { resourceId: string | undefined; mostCalls: number; cloud: Cloud },
  { sink, ears }: MediaTargets,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): { route: SocketRoute; streams: MediaStreams; source: LiveSource | undefined } {
  const configurationUrl = cloud.acsConfigurationUrl;
  const isOpen = resourceId !== undefined && ears !== undefined;
  const tokens = isOpen ? acsMediaTokens({ resourceId, configurationUrl }) : undefined;
  const nobody = { onUtterance: () => undefined, onEnded: () => undefined };
  const streams = receiveMedia({ tokens, sink, ears: ears ?? nobody, mostCalls, clock, log });
  const source: LiveSource = {
    source: 'acs',
    get load() {
      return streams.load;
    },
    drain: () => streams.drain(),
  };
  return {
    streams,
    source: isOpen ? source : undefined,
    route: { path: '/api/media/acs', maxBytes: MESSAGE_BYTES, admit: (asked) => streams.admit(asked) },
  };
}
