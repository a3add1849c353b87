import { type CallEars, listenToCalls } from '../calls/listenToCalls.ts';
import { screenCalls } from '../calls/screenCalls.ts';
import type { SpeechToText } from '../ports/speechToText.ts';
import { type RunningSiprec, type SiprecSettings, startSiprec } from '../telephony/siprec/startSiprec.ts';
import type { Ports } from './connectPorts.ts';
import { NO_SPEECH } from './openSpeech.ts';

/** Between two looks at whether speech to text keeps up. */
const LOOK_EVERY_MS = 10_000;

/**
 * Starts the recording server where settings ask for one. Without speech to text it refuses every call by 503, and the
 * SBC goes to another recording server. Logs count; they hold no number, no name and no word.
 */
export async function hearLiveCalls(
  settings: SiprecSettings | undefined,
  ports: Pick<Ports, 'clock' | 'log' | 'speech'>,
): Promise<Pick<RunningSiprec, 'close'>> {
  if (settings === undefined) return { close: () => Promise.resolve() };
  const { clock, log, speech } = ports;
  const server = await startSiprec(settings, {
    sink: speech && listenToCalls(earsOf(ports), { speech, clock }),
    clock,
    onCallStarted: () => log.debug({ calls: server.load.calls }, 'live call began'),
    onCallChanged: () => undefined,
    onCallEnded: (_call, { why, streams }) => log.info({ why, streams }, 'live call over'),
    onFault: (error) => log.error({ kind: error instanceof Error ? error.name : typeof error }, 'live call failed'),
  });
  if (speech === undefined) {
    log.warn({}, `SIPREC listens and refuses every call. ${NO_SPEECH}`);
    return server;
  }
  // The first call need not wait for the models.
  speech.ready().catch((error: unknown) => log.error({ reason: messageOf(error) }, 'speech to text does not work'));
  const looking = setInterval(() => tellLoad(speech, ports), LOOK_EVERY_MS).unref();
  return {
    close: (atMostMs) => {
      clearInterval(looking);
      return server.close(atMostMs);
    },
  };
}

/** What is heard goes to the detector; whatever raises alerts takes its place with the same two words. */
function earsOf({ log }: Pick<Ports, 'log'>): CallEars {
  const screen = screenCalls((callId, { level, score, turn, signals }) =>
    log.info({ callId, level, score, turn, signals: signals.map((signal) => signal.name) }, 'live call judged'),
  );
  return {
    onUtterance: (utterance) => screen.take(utterance),
    onEnded: (callId) => screen.end(callId),
    onFault: (error) => log.warn({ reason: error.message }, 'part of a live call was not understood'),
  };
}

/** Says when recognition is behind time, or left something out. */
function tellLoad(speech: SpeechToText, { log }: Pick<Ports, 'log'>): void {
  const { load } = speech;
  if (load.calls > 0 || load.behindMs > 0) log.debug({ ...load }, 'speech to text');
  if (load.behindMs > 1_000) log.warn({ ...load }, 'speech to text is behind time');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : typeof error;
}
