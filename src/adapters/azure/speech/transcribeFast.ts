import { setTimeout as sleep } from 'node:timers/promises';
import {
  type RecordedUtterance,
  type Recording,
  RecordingUnreadable,
  SpeechUnavailable,
  type TranscribedRecording,
} from '../../../ports/speechToText.ts';
import { channelsOf } from './channelsOf.ts';
import { credentialHeader, type SpeechPlace, transcriptionAddress } from './speechPlace.ts';

/** Limits of fast transcription. */
const MOST_BYTES = 500 * 1024 * 1024;
const MOST_TRIES = 4;
const LONGEST_PAUSE_MS = 20_000;
/** It takes a minute for an hour of talk; ten for what is cut off on the way. */
const DEADLINE_MS = 10 * 60_000;

/**
 * Writes down a recording by fast transcription (REST, 2025-10-15): WAV, MP3, Ogg, FLAC and more, as the file is. Two
 * channels are two voices; in one channel the service tells the voices apart. Throws RecordingUnreadable,
 * SpeechUnavailable, and what the signal was aborted with.
 */
export async function transcribeFast(
  { bytes, onProgress }: Recording,
  place: SpeechPlace,
  signal: AbortSignal,
): Promise<TranscribedRecording> {
  signal.throwIfAborted();
  if (bytes.length === 0) throw new RecordingUnreadable('The recording is empty.');
  if (bytes.length > MOST_BYTES) throw new RecordingUnreadable('The recording is larger than 500 MB; it was not sent.');
  const channels = channelsOf(bytes);
  if (channels === undefined)
    throw new RecordingUnreadable('This is no recording: neither WAV, MP3, Ogg, FLAC nor MP4.');
  onProgress?.(0);
  const reply = await ask({ bytes, definition: definitionOf(place, channels) }, place, signal);
  onProgress?.(1);
  return { seconds: reply.durationMilliseconds / 1_000, channels, utterances: utterancesOf(reply.phrases) };
}

function definitionOf({ languages, phrases }: SpeechPlace, channels: number): object {
  return {
    locales: languages,
    ...(channels === 2 ? { channels: [0, 1] } : { diarization: { enabled: true, maxSpeakers: 2 } }),
    profanityFilterMode: 'None',
    ...(phrases.length === 0 ? {} : { phraseList: { phrases } }),
  };
}

interface Phrase {
  channel?: number;
  speaker?: number;
  offsetMilliseconds: number;
  durationMilliseconds: number;
  text: string;
}

interface Reply {
  durationMilliseconds: number;
  phrases: readonly Phrase[];
}

function utterancesOf(phrases: readonly Phrase[]): RecordedUtterance[] {
  return phrases
    .filter(({ text }) => text.trim() !== '')
    .map(({ channel = 0, speaker, offsetMilliseconds: startMs, durationMilliseconds, text }) => ({
      channel,
      ...(speaker === undefined ? {} : { voice: String(speaker) }),
      startMs,
      endMs: startMs + durationMilliseconds,
      text: text.trim(),
    }))
    .sort((one, other) => one.startMs - other.startMs || one.channel - other.channel);
}

/** Asks until there is an answer: a busy service as late as it asks for, with a new token each time. */
async function ask(
  sent: { bytes: Uint8Array; definition: object },
  place: SpeechPlace,
  signal: AbortSignal,
): Promise<Reply> {
  for (let tried = 1; ; tried += 1) {
    const response = await send(sent, place, signal);
    if (response?.ok === true) return readReply(response);
    const isPassing = response === undefined || response.status === 429 || response.status >= 500;
    const why = await reasonOf(response);
    if (!isPassing || tried === MOST_TRIES) throw why;
    await sleep(pauseAfter(response, tried), undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** The response; undefined when nobody answered. */
async function send(
  { bytes, definition }: { bytes: Uint8Array; definition: object },
  place: SpeechPlace,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const body = new FormData();
  body.set('definition', JSON.stringify(definition));
  body.set('audio', new Blob([new Uint8Array(bytes)]), 'recording');
  const headers = await credentialHeader(place);
  const either = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
  try {
    return await fetch(transcriptionAddress(place), {
      method: 'POST',
      headers,
      body,
      signal: either,
      redirect: 'error',
    });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function readReply(response: Response): Promise<Reply> {
  const body: unknown = await response.json().catch(() => undefined);
  const { durationMilliseconds, phrases } = (body ?? {}) as Partial<Reply>;
  const isPhrase = (one: Partial<Phrase> | null): boolean =>
    typeof one?.text === 'string' &&
    Number.isFinite(one.offsetMilliseconds) &&
    Number.isFinite(one.durationMilliseconds);
  if (typeof durationMilliseconds !== 'number' || !Array.isArray(phrases) || !phrases.every(isPhrase)) {
    throw new SpeechUnavailable('Azure Speech answered in a form that is not known here.');
  }
  return { durationMilliseconds, phrases: phrases as readonly Phrase[] };
}

/** Our own words: what the service says may repeat what was sent. */
async function reasonOf(response: Response | undefined): Promise<Error> {
  if (response === undefined) {
    return new SpeechUnavailable(
      'Azure Speech did not answer: check AZURE_SPEECH_ENDPOINT or AZURE_SPEECH_REGION, and the network.',
    );
  }
  const code = codeIn(await response.json().catch(() => undefined));
  switch (response.status) {
    case 400:
    case 415:
    case 422:
      return /audio|media|channel/i.test(code)
        ? new RecordingUnreadable(
            'Azure Speech cannot read this recording: it is damaged, or in a form it does not take.',
          )
        : new SpeechUnavailable(
            `Azure Speech refuses what it was asked (${code}): check SPEECH_LANGUAGES and SPEECH_PHRASES.`,
          );
    case 413:
      return new RecordingUnreadable('The recording is longer or larger than Azure Speech takes.');
    case 401:
    case 403:
      return new SpeechUnavailable(
        'Azure Speech does not let us in: check AZURE_SPEECH_KEY, or the role of the managed identity.',
      );
    case 404:
      return new SpeechUnavailable('Azure Speech has no fast transcription there: check the region of the resource.');
    case 429:
      return new SpeechUnavailable('Azure Speech is asked more than its quota allows; raise the quota or wait.');
    default:
      return new SpeechUnavailable(`Azure Speech answered ${response.status}: it has a fault of its own; wait.`);
  }
}

/** The innermost error code, when it is one. */
function codeIn(body: unknown): string {
  const { code, innerError } = (body ?? {}) as { code?: unknown; innerError?: { code?: unknown } };
  const told = innerError?.code ?? code;
  return typeof told === 'string' && /^[\w-]{1,60}$/.test(told) ? told : 'no code';
}

/** `Retry-After` in seconds (RFC 9110, 10.2.3), else longer each time. */
function pauseAfter(response: Response | undefined, tried: number): number {
  const asked = Number(response?.headers.get('retry-after') ?? Number.NaN);
  const pauseMs = Number.isFinite(asked) ? asked * 1_000 : 500 * 2 ** tried;
  return Math.min(LONGEST_PAUSE_MS, pauseMs);
}
