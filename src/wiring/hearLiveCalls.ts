import { warnOfTestCall } from '../alerts/sms/warnSubscriber.ts';
import type { RecordedCall } from '../telephony/siprec/dialogs/recordedCall.ts';
import { type RunningSiprec, type SiprecSettings, startSiprec } from '../telephony/siprec/startSiprec.ts';
import type { Ports } from './connectPorts.ts';

/**
 * Starts the recording server where settings ask for one. There is no speech-to-text yet, so nobody hears: it refuses
 * every call by 503, and the SBC goes to another recording server. Logs count; they hold no number and no name.
 */
export async function hearLiveCalls(
  settings: SiprecSettings | undefined,
  ports: Pick<Ports, 'subscribers' | 'smsOutbox' | 'smsSettings' | 'clock' | 'log'>,
): Promise<Pick<RunningSiprec, 'close'>> {
  const { clock, log } = ports;
  if (settings === undefined) return { close: () => Promise.resolve() };
  const onFault = (error: unknown): void =>
    log.error({ kind: error instanceof Error ? error.name : typeof error }, 'live call failed');
  const testCall = async ({ callId, caller, called }: RecordedCall): Promise<void> => {
    await warnOfTestCall({ callId, caller: caller?.aor, called: called?.aor }, ports);
  };
  const server = await startSiprec(settings, {
    sink: undefined,
    clock,
    onCallStarted: (call) => {
      log.debug({ calls: server.load.calls }, 'live call began');
      testCall(call).catch(onFault);
    },
    onCallChanged: () => undefined,
    onCallEnded: (_call, { why, streams }) => log.info({ why, streams }, 'live call over'),
    onFault,
  });
  log.warn({}, 'SIPREC listens and refuses every call: there is no speech-to-text to hear them');
  return server;
}
