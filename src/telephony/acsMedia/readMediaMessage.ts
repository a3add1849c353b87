import { z } from 'zod';

/** One message of a media stream, as far as it concerns us. */
export type MediaMessage =
  | { kind: 'audio-format'; sampleRate: 16_000 | 24_000 }
  /** `participant` is missing when voices are mixed. */
  | { kind: 'audio'; participant: string | undefined; at: Date; samples: Int16Array }
  | { kind: 'sentence'; participant: string | undefined; text: string }
  /** Tones, unfinished sentences, beginnings of transcription: nothing that is kept or heard. */
  | { kind: 'other' };

const participant = z.string().max(300).nullish();
const format = z.object({
  encoding: z.string().regex(/^PCM$/i),
  sampleRate: z.union([z.literal(16_000), z.literal(24_000)]),
  channels: z.literal(1),
});
const audio = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  participantRawID: participant,
  data: z.string().max(20_000),
  silent: z.boolean().nullish(),
});
const sentence = z.object({
  text: z.string().max(10_000),
  participantRawID: participant,
  resultStatus: z.string().max(40).nullish(),
});
const message = z.looseObject({ kind: z.string() });

/**
 * Reads a message of Azure Communication Services' audio streaming or real-time transcription; undefined for what is
 * none. Older versions of the service write the names of parts in another case.
 * https://learn.microsoft.com/azure/communication-services/how-tos/call-automation/audio-streaming-quickstart
 */
export function readMediaMessage(text: string): MediaMessage | undefined {
  const read = message.safeParse(parsed(text));
  if (!read.success) return undefined;
  const part = (name: string): unknown => {
    const key = Object.keys(read.data).find((one) => one.toLowerCase() === name);
    return key === undefined ? undefined : read.data[key];
  };
  switch (read.data.kind.toLowerCase()) {
    case 'audiometadata':
      return formatOf(part('audiometadata'));
    case 'audiodata':
      return audioOf(part('audiodata'));
    case 'transcriptiondata':
      return sentenceOf(part('transcriptiondata'));
    default:
      return { kind: 'other' };
  }
}

function formatOf(given: unknown): MediaMessage | undefined {
  const { success, data } = format.safeParse(given);
  return success ? { kind: 'audio-format', sampleRate: data.sampleRate } : undefined;
}

function audioOf(given: unknown): MediaMessage | undefined {
  const read = audio.safeParse(given);
  if (!read.success) return undefined;
  const { timestamp, participantRawID, data, silent } = read.data;
  const bytes = Buffer.from(data, 'base64');
  const samples = new Int16Array(bytes.length >> 1);
  // What is called silent is heard as silence, whatever it holds.
  if (silent !== true) for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readInt16LE(at * 2);
  return { kind: 'audio', participant: participantRawID ?? undefined, at: new Date(timestamp), samples };
}

function sentenceOf(given: unknown): MediaMessage | undefined {
  const read = sentence.safeParse(given);
  if (!read.success) return undefined;
  const { text, participantRawID, resultStatus } = read.data;
  if (resultStatus?.toLowerCase() !== 'final' || text.trim() === '') return { kind: 'other' };
  return { kind: 'sentence', participant: participantRawID ?? undefined, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
