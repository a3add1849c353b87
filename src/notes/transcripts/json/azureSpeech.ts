import type { RawTranscript, RawUtterance } from '../rawUtterance.ts';
import { endOf, secondsOf, secondsOfTicks } from '../times.ts';
import { listOf, pick, pickText } from './fields.ts';

/** Reads a result of Azure batch transcription (REST 3.x and 2024-11-15); undefined when it is none. */
export function readAzureBatch(json: unknown): RawTranscript | undefined {
  const phrases = pick(json, 'recognizedPhrases');
  return Array.isArray(phrases) ? readPhrases(phrases, batchPhrase) : undefined;
}

/** Reads a result of Azure fast transcription; undefined when it is none. */
export function readAzureFast(json: unknown): RawTranscript | undefined {
  const phrases = pick(json, 'phrases');
  const isFast =
    Array.isArray(phrases) &&
    (pick(json, 'combinedPhrases') !== undefined || pick(json, 'durationMilliseconds') !== undefined);
  return isFast ? readPhrases(phrases, fastPhrase) : undefined;
}

function readPhrases(phrases: readonly unknown[], read: (phrase: unknown) => RawUtterance | undefined): RawTranscript {
  const utterances = phrases.map(read).filter((utterance) => utterance !== undefined);
  const channels = new Set(phrases.map((phrase) => pickText(phrase, 'channel')));
  const label = labelBy(channels.size > 1);
  return {
    utterances: utterances.map((utterance) => ({ ...utterance, label: label(utterance.label ?? '') })),
    skipped: phrases.length - utterances.length,
  };
}

/** Two channels tell speakers apart better than a diariser; in one channel only the diariser does. */
function labelBy(isStereo: boolean): (both: string) => string | undefined {
  return (both) => {
    const [channel = '', speaker = ''] = both.split('/');
    if (isStereo && channel !== '') return `channel ${channel}`;
    return speaker === '' ? undefined : `speaker ${speaker}`;
  };
}

function bothLabels(phrase: unknown, speaker: string | undefined): string {
  return `${pickText(phrase, 'channel') ?? ''}/${speaker ?? ''}`;
}

function batchPhrase(phrase: unknown): RawUtterance | undefined {
  if ((pickText(phrase, 'recognitionStatus') ?? 'Success') !== 'Success') return undefined;
  const best = listOf(pick(phrase, 'nBest'))[0];
  const text = pickText(best, 'display', 'itn', 'maskedITN', 'lexical');
  if (text === undefined) return undefined;
  const start =
    secondsOfTicks(pick(phrase, 'offsetInTicks')) ??
    millis(phrase, 'offsetMilliseconds') ??
    secondsOf(pick(phrase, 'offset'));
  const lasts =
    secondsOfTicks(pick(phrase, 'durationInTicks')) ??
    millis(phrase, 'durationMilliseconds') ??
    secondsOf(pick(phrase, 'duration'));
  const speaker = pickText(phrase, 'speaker') ?? pickText(best, 'speaker');
  return { label: bothLabels(phrase, speaker), start, end: endOf(start, lasts), text };
}

function fastPhrase(phrase: unknown): RawUtterance | undefined {
  const text = pickText(phrase, 'text');
  if (text === undefined) return undefined;
  // The 2024-05-15 preview wrote "offset" and "duration", in milliseconds as well.
  const start = millis(phrase, 'offsetMilliseconds') ?? millis(phrase, 'offset');
  const lasts = millis(phrase, 'durationMilliseconds') ?? millis(phrase, 'duration');
  return { label: bothLabels(phrase, pickText(phrase, 'speaker')), start, end: endOf(start, lasts), text };
}

function millis(phrase: unknown, field: string): number | undefined {
  return secondsOf(pick(phrase, field), 1000);
}
