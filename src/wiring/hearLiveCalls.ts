import { warnOfTestCall } from '../alerts/sms/warnSubscriber.ts';
import { type CallEars, listenToCalls } from '../calls/listenToCalls.ts';
import { callFacts } from '../calls/callFacts.ts';
import type { SpeechToText } from '../ports/speechToText.ts';
import type { RecordedCall } from '../telephony/siprec/dialogs/recordedCall.ts';
import { type RunningSiprec, type SiprecSettings, startSiprec } from '../telephony/siprec/startSiprec.ts';
import type { Ports } from './connectPorts.ts';
import { countCall } from './countCall.ts';
import type { LiveSource } from './liveSource.ts';
import { NO_SPEECH } from './openSpeech.ts';
import type { SubscriberNumbers } from './subscriberNumbers.ts';
import type { LiveTextWatch } from './watchLiveText.ts';

/** Between two looks at whether speech to text keeps up. */
const LOOK_EVERY_MS = 10_000;

/** Where what is heard goes. */
export interface LiveCallsTold {
  /** Undefined where another process watches: then no audio comes in here. */
  live: LiveTextWatch | undefined;
  numbers: SubscriberNumbers;
}

/** Live calls of an SBC; no source where none can come in. */
export interface LiveCalls extends Pick<RunningSiprec, 'close'> {
  source?: LiveSource;
}

/**
 * Starts the recording server where settings ask for one: what it hears becomes words, and words go to the detector.
 * Without speech to text it refuses every call by 503, and the SBC goes to another recording server. Logs count; they
 * hold no number, no name and no word.
 */
export async function hearLiveCalls(
  settings: SiprecSettings | undefined,
  { live, numbers }: LiveCallsTold,
  ports: Ports,
): Promise<LiveCalls> {
  if (settings === undefined || live === undefined) return { close: () => Promise.resolve() };
  const { clock, log, speech, telemetry } = ports;
  const onFault = (error: unknown): void =>
    log.error({ kind: error instanceof Error ? error.name : typeof error }, 'live call failed');
  const server = await startSiprec(settings, {
    sink: speech && listenToCalls(earsOf(live, ports), { speech, clock, telemetry }),
    clock,
    onCallStarted: (call) => {
      log.debug({ calls: server.load.calls }, 'live call began');
      const step = () => begin(call, numbers, ports);
      telemetry.step('call.began', step).catch(onFault);
    },
    onCallChanged: (call) => void begin(call, numbers, ports).catch(onFault),
    onCallEnded: (_call, { why, streams }) => {
      countCall({ why, streams }, telemetry);
      log.info({ why, streams }, 'live call over');
    },
    onFault,
  });
  const source: LiveSource = {
    source: 'siprec',
    get load() {
      return server.load;
    },
    drain: () => server.drain(),
  };
  if (speech === undefined) {
    log.warn({}, `SIPREC listens and refuses every call. ${NO_SPEECH}`);
    return { source, close: (atMostMs) => server.close(atMostMs) };
  }
  // The first call need not wait for the models.
  speech.ready().catch((error: unknown) => log.error({ reason: messageOf(error) }, 'speech to text does not work'));
  const looking = setInterval(() => tellLoad(speech, ports), LOOK_EVERY_MS).unref();
  return {
    source,
    close: (atMostMs) => {
      clearInterval(looking);
      return server.close(atMostMs);
    },
  };
}

/** An operator's SBC records its subscribers: whoever is signed up is one, else whoever is called. */
async function begin(call: RecordedCall, numbers: SubscriberNumbers, ports: Ports): Promise<void> {
  const { callId, startedAt } = call;
  ports.telemetry.correlate(callId);
  const [caller, called] = [call.caller?.aor, call.called?.aor];
  const isOutbound = (await numbers.isSubscriber(caller)) && !(await numbers.isSubscriber(called));
  const direction = isOutbound ? 'outbound' : 'inbound';
  const [subscriber, other] = isOutbound ? [caller, called] : [called, caller];
  numbers.remember(callId, subscriber);
  const started = { type: 'call.started', callId, at: startedAt, setting: 'subscriber', direction } as const;
  const named = { ...(other === undefined ? {} : { phone: other }), ...(called === undefined ? {} : { called }) };
  await ports.watched.note(callId, callFacts({ ...started, ...named }, ports.keyedHash), ports.clock.now());
  await warnOfTestCall({ callId, caller, called }, ports);
}

/** What is heard is watched like live text from anywhere else. */
export function earsOf(live: LiveTextWatch, { watched, alerts, clock, log, telemetry }: Ports): CallEars {
  const onFault = (error: unknown): void =>
    log.warn({ reason: messageOf(error) }, 'part of a live call was not understood');
  const end = async (callId: string): Promise<void> => {
    telemetry.correlate(callId);
    await live.end(callId);
    await watched.end(callId, clock.now());
    await alerts.callEnded(callId, clock.now());
  };
  return {
    onUtterance: (utterance) => void live.take(utterance).catch(onFault),
    onEnded: (callId) => void telemetry.step('call.ended', () => end(callId)).catch(onFault),
    onFault,
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
