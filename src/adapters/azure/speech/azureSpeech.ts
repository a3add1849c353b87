import type { Track } from '../../../ports/audioSink.ts';
import type { Clock } from '../../../ports/clock.ts';
import {
  type ListenedCall,
  type LiveSpeech,
  type SpeechLoad,
  type SpeechToText,
  SpeechUnavailable,
} from '../../../ports/speechToText.ts';
import { AzureVoice } from './azureVoice.ts';
import { type SessionFault, startRecogniser } from './recogniserSession.ts';
import type { SpeechPlace } from './speechPlace.ts';
import { whyLost } from './whyLost.ts';
import { transcribeFast } from './transcribeFast.ts';

/** How Azure is asked. */
export interface AzureSpeechSettings extends SpeechPlace {
  /** Before a lost session is opened again; half a second when left out. */
  firstPauseMs?: number;
}

/** A service that had no room for a call is not asked for a new one until then. */
const NO_ROOM_MS = 30_000;

const ADVICE: Readonly<Record<SessionFault, string>> = {
  lost: 'Azure Speech cannot be reached, or broke off: check the network and AZURE_SPEECH_ENDPOINT or AZURE_SPEECH_REGION.',
  unauthorised: 'Azure Speech does not let us in: check AZURE_SPEECH_KEY, or the role of the managed identity.',
  busy: 'Azure Speech has no room for more calls: raise the quota of the resource.',
  refused: 'Azure Speech refuses what it was asked: check SPEECH_LANGUAGES and SPEECH_PHRASES.',
};

/** Speech to text by Azure: the Speech SDK for live calls, fast transcription for recordings. Loads the SDK. */
export async function azureSpeech(settings: AzureSpeechSettings, { clock }: { clock: Clock }): Promise<SpeechToText> {
  const { default: sdk } = (await import('microsoft-cognitiveservices-speech-sdk')) as unknown as {
    default: Parameters<typeof startRecogniser>[0];
  };
  const counts = { calls: 0, finals: 0, interims: 0, interimsDropped: 0, faults: 0 };
  const open = new Set<AzureVoice>();
  let noRoomUntil = 0;
  const voiceOf = (call: ListenedCall, track: Track, startMs: number): AzureVoice =>
    new AzureVoice({
      firstPauseMs: settings.firstPauseMs ?? 500,
      start: (hooks) =>
        startRecogniser(sdk, settings, {
          ...hooks,
          onFault: (fault) => void (fault === 'lost' ? whyLost(settings) : Promise.resolve(fault)).then(hooks.onFault),
        }),
      onWords: (words, isFinal) => {
        counts[isFinal ? 'finals' : 'interims'] += 1;
        call.onUtterance({ ...words, track, isFinal, startMs: words.startMs + startMs, endMs: words.endMs + startMs });
      },
      onFault: (fault) => {
        counts.faults += 1;
        if (fault === 'busy') noRoomUntil = clock.now().getTime() + NO_ROOM_MS;
        call.onFault(new SpeechUnavailable(ADVICE[fault]));
      },
    });
  const listen = (call: ListenedCall): LiveSpeech | undefined => {
    const openedAt = clock.now().getTime();
    if (openedAt < noRoomUntil) return undefined;
    counts.calls += 1;
    const voices = new Map<Track, AzureVoice>();
    let ending: Promise<void> | undefined;
    const end = async (): Promise<void> => {
      await Promise.all([...voices.values()].map((voice) => voice.end()));
      for (const voice of voices.values()) open.delete(voice);
      counts.calls -= 1;
    };
    return {
      hear: ({ track, samples }) => {
        if (ending !== undefined) return;
        const voice = voices.get(track) ?? voiceOf(call, track, clock.now().getTime() - openedAt);
        voices.set(track, voice);
        open.add(voice);
        voice.hear(samples);
      },
      end: () => (ending ??= end()),
    };
  };
  return {
    supplier: `Azure Speech (${settings.languages.join(', ')})`,
    ready: async () => undefined,
    listen,
    transcribe: (recording, signal) => transcribeFast(recording, settings, signal),
    get load(): SpeechLoad {
      return { ...counts, behindMs: 0 };
    },
    close: async () => {
      await Promise.all([...open].map((voice) => voice.end()));
    },
  };
}
