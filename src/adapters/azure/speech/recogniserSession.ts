import type * as Sdk from 'microsoft-cognitiveservices-speech-sdk';
import { type SpeechPlace, streamingAddress } from './speechPlace.ts';

/** Words from the service; times from the first byte of this session. */
export interface SessionWords {
  text: string;
  startMs: number;
  endMs: number;
}

/** Why a session is over before its audio: worth another one, worth one with a new token, or in vain. */
export type SessionFault = 'lost' | 'unauthorised' | 'busy' | 'refused';

/** Told what a session brings. */
export interface SessionHooks {
  onInterim(words: SessionWords): void;
  onFinal(words: SessionWords): void;
  /** All audio was heard. */
  onEnd(): void;
  onFault: (fault: SessionFault) => void;
}

/** One recogniser of the SDK with one voice going in. */
export interface RecogniserSession {
  /** mu-law, 8,000 samples a second. */
  write(bytes: Uint8Array): void;
  /** No more audio; onEnd follows. */
  finish(): void;
  /** Lets go of it; no hook is called after. */
  close(): void;
}

const TICKS_A_MS = 10_000;
const SAMPLES_A_SECOND = 8_000;

/**
 * Starts a recogniser of the Speech SDK. A socket that drops is opened again by the SDK, which plays what was not final
 * yet once more; only when it gives up a fault is told. What the SDK says of faults can hold the address with the key:
 * it goes nowhere.
 */
export function startRecogniser(sdk: typeof Sdk, place: SpeechPlace, hooks: SessionHooks): RecogniserSession {
  const format = sdk.AudioStreamFormat.getWaveFormat(SAMPLES_A_SECOND, 8, 1, sdk.AudioFormatTag.MuLaw);
  const stream = sdk.AudioInputStream.createPushStream(format);
  const recogniser = recogniserOf(sdk, place, sdk.AudioConfig.fromStreamInput(stream));
  let isOver = false;
  const finishWith = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    tell();
  };
  recogniser.recognizing = (_, { result }) => isOver || hooks.onInterim(wordsOf(result));
  recogniser.recognized = (_, { result }) => {
    if (!isOver && result.reason === sdk.ResultReason.RecognizedSpeech) hooks.onFinal(wordsOf(result));
  };
  // The end of the audio is told as a cancellation.
  recogniser.canceled = (_, { reason, errorCode }) => {
    if (reason === sdk.CancellationReason.EndOfStream) finishWith(() => hooks.onEnd());
    else finishWith(() => hooks.onFault(faultOf(sdk, errorCode)));
  };
  recogniser.sessionStopped = () => finishWith(() => hooks.onEnd());
  recogniser.startContinuousRecognitionAsync(undefined, () => finishWith(() => hooks.onFault('lost')));
  return {
    write: (bytes) => stream.write(bytes.slice().buffer),
    finish: () => stream.close(),
    close: () => {
      isOver = true;
      const letGo = (): void => recogniser.close(undefined, () => undefined);
      recogniser.stopContinuousRecognitionAsync(letGo, letGo);
    },
  };
}

function recogniserOf(sdk: typeof Sdk, place: SpeechPlace, audio: Sdk.AudioConfig): Sdk.SpeechRecognizer {
  const config = configOf(sdk, place);
  const [language = 'en-US', ...more] = place.languages;
  let recogniser: Sdk.SpeechRecognizer;
  if (more.length === 0) {
    config.speechRecognitionLanguage = language;
    recogniser = new sdk.SpeechRecognizer(config, audio);
  } else {
    const languages = sdk.AutoDetectSourceLanguageConfig.fromLanguages([language, ...more]);
    languages.mode = sdk.LanguageIdMode.Continuous;
    recogniser = sdk.SpeechRecognizer.FromConfig(config, languages, audio);
  }
  if (place.phrases.length > 0) sdk.PhraseListGrammar.fromRecognizer(recogniser).addPhrases([...place.phrases]);
  return recogniser;
}

function configOf(sdk: typeof Sdk, place: SpeechPlace): Sdk.SpeechConfig {
  // What is recognised stays here: no telemetry of the SDK's own.
  sdk.Recognizer.enableTelemetry(false);
  const address = streamingAddress(place);
  if (place.key !== undefined) return sdk.SpeechConfig.fromEndpoint(address, place.key);
  const getToken = async () => ({ token: (await place.token?.()) ?? '', expiresOnTimestamp: 0 });
  return sdk.SpeechConfig.fromEndpoint(address, { getToken });
}

function wordsOf({ text, offset, duration }: Sdk.SpeechRecognitionResult): SessionWords {
  const startMs = Math.round(offset / TICKS_A_MS);
  return { text: text.trim(), startMs, endMs: startMs + Math.round(duration / TICKS_A_MS) };
}

function faultOf(sdk: typeof Sdk, code: Sdk.CancellationErrorCode): SessionFault {
  const { AuthenticationFailure, Forbidden, TooManyRequests, BadRequestParameters } = sdk.CancellationErrorCode;
  if (code === AuthenticationFailure || code === Forbidden) return 'unauthorised';
  if (code === TooManyRequests) return 'busy';
  return code === BadRequestParameters ? 'refused' : 'lost';
}
