import { type RunningSiprec, type SiprecSettings, startSiprec } from '../telephony/siprec/startSiprec.ts';
import type { Ports } from './connectPorts.ts';

/**
 * Starts the recording server where settings ask for one. There is no speech-to-text yet, so nobody hears: it refuses
 * every call by 503, and the SBC goes to another recording server. Logs count; they hold no number and no name.
 */
export async function hearLiveCalls(
  settings: SiprecSettings | undefined,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): Promise<Pick<RunningSiprec, 'close'>> {
  if (settings === undefined) return { close: () => Promise.resolve() };
  const server = await startSiprec(settings, {
    sink: undefined,
    clock,
    onCallStarted: () => log.debug({ calls: server.load.calls }, 'live call began'),
    onCallChanged: () => undefined,
    onCallEnded: (_call, { why, streams }) => log.info({ why, streams }, 'live call over'),
    onFault: (error) => log.error({ kind: error instanceof Error ? error.name : typeof error }, 'live call failed'),
  });
  log.warn({}, 'SIPREC listens and refuses every call: there is no speech-to-text to hear them');
  return server;
}
