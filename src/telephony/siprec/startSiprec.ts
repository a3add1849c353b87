import type { AudioSink } from '../../ports/audioSink.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CallHooks } from './dialogs/recordedCall.ts';
import { RecordingServer } from './dialogs/recordingServer.ts';
import { type PortRange, rtpPorts } from './media/rtpPorts.ts';
import { type Address, type Heard, type Listener, listenDatagrams } from './transport/listenDatagrams.ts';
import { listenStreams, type TlsIdentity } from './transport/listenStreams.ts';
import { allowList } from './transport/allowList.ts';
import { processTimers, type Timers } from './timers.ts';

/** How an SBC reaches the recording server. */
export interface SiprecSettings {
  /** UDP and TCP; undefined for TLS only. */
  listen: Address | undefined;
  tls: { listen: Address; identity: TlsIdentity } | undefined;
  /** Addresses and networks of the SBCs; nobody else gets an answer. */
  allow: readonly string[];
  /** Address that is told to the SBC, for SIP and RTP. */
  address: string;
  rtpPorts: PortRange;
  /** From here on new calls are refused by 503. */
  mostCalls: number;
}

/** What the recording server hands calls to. */
export interface SiprecPorts extends CallHooks {
  /** Undefined: nobody hears, so every call is refused by 503 and health says so. */
  sink: AudioSink | undefined;
  clock: Clock;
  timers?: Timers;
}

/** A running recording server. */
export interface RunningSiprec {
  /** Ports that it listens on; undefined where it does not. */
  port: number | undefined;
  tlsPort: number | undefined;
  /** Calls being heard, and whether there is room for one more. */
  readonly load: { calls: number; hasRoom: boolean };
  /** What was turned away at the door, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Refuses new calls; those under way go on. */
  drain(): void;
  /** Refuses new calls, says BYE to the others, for at most as long as given, and closes. */
  close(atMostMs?: number): Promise<void>;
}

const GOODBYE_MS = 2_000;

/**
 * Starts a session recording server for SIPREC (RFC 7866) over UDP, TCP and TLS. Nothing it hears is stored: audio goes
 * to the sink, frame by frame, and facts about calls to the hooks. Rejects when a port is taken.
 */
export async function startSiprec(settings: SiprecSettings, ports: SiprecPorts): Promise<RunningSiprec> {
  const { listen, tls } = settings;
  const refused: Record<string, number> = {};
  const opened: Record<'udp' | 'tcp' | 'tls', number> = { udp: 0, tcp: 0, tls: 0 };
  const server = new RecordingServer({
    ...ports,
    hooks: ports,
    timers: ports.timers ?? processTimers,
    address: settings.address,
    mostCalls: settings.mostCalls,
    rtpPorts: rtpPorts((listen ?? tls?.listen)?.host ?? settings.address, settings.rtpPorts),
    portOf: (transport) => opened[transport],
  });
  const heard: Heard = {
    isAllowed: allowList(settings.allow),
    onMessage: (message, flow) => {
      try {
        server.receive(message, flow);
      } catch (error) {
        // One message that breaks something must not end the calls of all others.
        ports.onFault(error);
      }
    },
    onRefused: (why) => {
      refused[why] = (refused[why] ?? 0) + 1;
    },
  };
  const listeners = await listenAll({ listen, tls }, heard, opened);
  const shut = async (atMostMs: number): Promise<void> => {
    const tooLong = new Promise<void>((resolve) => void setTimeout(resolve, atMostMs).unref());
    await Promise.race([server.stop(), tooLong]);
    server.forget();
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  let closing: Promise<void> | undefined;
  return {
    port: listen && opened.udp,
    tlsPort: tls && opened.tls,
    get load() {
      return { calls: server.calls, hasRoom: server.hasRoom };
    },
    refused,
    drain: () => server.refuseNew(),
    close: (atMostMs = GOODBYE_MS) => (closing ??= shut(atMostMs)),
  };
}

/** Opens what is asked for; when one port is taken, none stays open. */
async function listenAll(
  { listen, tls }: Pick<SiprecSettings, 'listen' | 'tls'>,
  heard: Heard,
  opened: Record<'udp' | 'tcp' | 'tls', number>,
): Promise<Listener[]> {
  const listeners: Listener[] = [];
  const open = async (transport: 'udp' | 'tcp' | 'tls', opening: Promise<Listener>): Promise<void> => {
    const listener = await opening;
    listeners.push(listener);
    opened[transport] = listener.port;
  };
  try {
    if (listen !== undefined) {
      await open('udp', listenDatagrams(listen, heard));
      // An SBC that falls back from UDP to TCP keeps to the port.
      await open('tcp', listenStreams({ ...listen, port: opened.udp }, heard));
    }
    if (tls !== undefined) await open('tls', listenStreams(tls.listen, heard, tls.identity));
    return listeners;
  } catch (error) {
    await Promise.all(listeners.map((listener) => listener.close()));
    throw error;
  }
}
