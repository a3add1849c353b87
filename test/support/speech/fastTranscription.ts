import { SAID } from './twoVoices.ts';

/** A fault to answer with; 'hang' answers nothing, 'cut' ends the connection. */
export type TranscriptionFault =
  'hang' | 'cut' | { status: number; code: string; message?: string; headers?: Record<string, string> };

/** What a client asked for. */
export interface TranscriptionCall {
  definition: Definition;
  bytes: number;
}

interface Definition {
  locales?: string[];
  channels?: number[];
  diarization?: { enabled: boolean; maxSpeakers: number };
  phraseList?: { phrases: string[] };
  profanityFilterMode?: string;
}

const KNOWN = new Set(['locales', 'channels', 'diarization', 'phraseList', 'profanityFilterMode']);
/**
 * Answers as documented (version 2025-10-15): phrases of one channel after the other, times in milliseconds.
 * https://learn.microsoft.com/azure/ai-services/speech-service/fast-transcription-create, read on 2026-11-21.
 */
export async function answerTranscription({
  type,
  body,
}: {
  type: string;
  body: Buffer;
}): Promise<{ call: TranscriptionCall; reply: object } | { status: number; code: string; message?: string }> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  const audio = form?.get('audio');
  const told = form?.get('definition');
  if (!(audio instanceof Blob) || typeof told !== 'string') return wrong('InvalidPayload', 'parts are missing');
  const definition = JSON.parse(told) as Definition;
  const unknown = Object.keys(definition).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return wrong('InvalidRequest', `unknown ${unknown}`);
  if (definition.channels !== undefined && definition.diarization?.enabled === true) {
    return wrong('InvalidRequest', 'channels and diarization together');
  }
  if (definition.locales?.some((locale) => !/^[a-z]{2,3}-[A-Z]{2}$/.test(locale)) !== false) {
    return wrong('InvalidLocale', 'locales');
  }
  const bytes = Buffer.from(await audio.arrayBuffer());
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') return { status: 422, code: 'InvalidAudioFormat' };
  const call = { definition, bytes: bytes.length };
  return { call, reply: replyTo(definition, (bytes.length - 58) / 16_000) };
}

function wrong(code: string, message: string) {
  return { status: 400, code, message };
}

function replyTo({ channels }: Definition, seconds: number): object {
  const phrases = SAID.map(({ channel, startMs, endMs, text }) => ({
    ...(channels === undefined ? { channel: 0, speaker: channel + 1 } : { channel }),
    offsetMilliseconds: startMs,
    durationMilliseconds: endMs - startMs,
    text,
    words: [],
    locale: 'en-US',
    confidence: 0.9,
  }));
  return {
    durationMilliseconds: Math.round(seconds * 1_000),
    combinedPhrases: [],
    phrases: phrases.toSorted((one, other) => one.channel - other.channel),
  };
}
