import type { RawTranscript, RawUtterance } from '../rawUtterance.ts';
import { endOf, secondsOf } from '../times.ts';
import { listOf, pick, pickText } from './fields.ts';

/** Reads the transcript Genesys Cloud hands out, or its live notifications; undefined when it is neither. */
export function readGenesys(json: unknown): RawTranscript | undefined {
  const transcripts = listOf(pick(json, 'transcripts') ?? pick(pick(json, 'eventBody'), 'transcripts'));
  const parts = transcripts.flatMap((transcript) => {
    const phrases = pick(transcript, 'phrases');
    return Array.isArray(phrases) ? phrases.map(readPhrase) : readNotification(transcript);
  });
  const utterances = parts.filter((utterance) => utterance !== undefined);
  return parts.length === 0 ? undefined : { utterances, skipped: parts.length - utterances.length };
}

function readPhrase(phrase: unknown): RawUtterance | undefined {
  const text = pickText(phrase, 'decoratedText', 'text');
  if (text === undefined) return undefined;
  const start =
    secondsOf(pick(phrase, 'startTimeMs'), 1000) ?? secondsOf(pick(pick(phrase, 'offset'), 'milliseconds'), 1000);
  const lasts = pick(phrase, 'duration');
  const seconds = secondsOf(pick(lasts, 'milliseconds'), 1000) ?? secondsOf(pick(phrase, 'durationMs'), 1000);
  return { label: pickText(phrase, 'participantPurpose'), start, end: endOf(start, seconds), text };
}

function readNotification(transcript: unknown): (RawUtterance | undefined)[] {
  const best = listOf(pick(transcript, 'alternatives'))[0];
  if (best === undefined || pick(transcript, 'isFinal') === false) return [];
  const text = pickText(best, 'decoratedTranscript', 'transcript');
  const start = secondsOf(pick(best, 'offsetMs'), 1000);
  const end = endOf(start, secondsOf(pick(best, 'durationMs'), 1000));
  return [text === undefined ? undefined : { label: pickText(transcript, 'channel'), start, end, text }];
}
