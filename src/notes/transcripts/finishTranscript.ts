import type { Transcript, TranscriptWarning, Utterance } from '../../domain/transcript.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { looksLikeCall } from './looksLikeCall.ts';
import { nameSpeakers } from './nameSpeakers.ts';
import { orderInTime } from './orderInTime.ts';
import type { RawTranscript, RawUtterance } from './rawUtterance.ts';
import { refuseTooLong, refuseTooMany, TRANSCRIPT_LIMITS } from './transcriptLimits.ts';

/** Puts what was read in order, within limits, and says who spoke. Throws UnreadableDocument when there are no words. */
export function finishTranscript(raw: RawTranscript): Transcript {
  refuseTooMany(raw.utterances.length);
  const { ordered, damaged } = orderInTime(raw.utterances.map(tidy).filter(({ text }) => text !== ''));
  if (ordered.length === 0) throw new UnreadableDocument('no-text', 'The transcript holds no words.');
  const letters = ordered.reduce((sum, { text }) => sum + text.length, 0);
  refuseTooLong(letters, TRANSCRIPT_LIMITS.letters);
  const { speakers, warning } = nameSpeakers(ordered);
  const isCut = raw.utterances.some(({ text }) => text.length > TRANSCRIPT_LIMITS.utteranceLetters);
  const warnings: (TranscriptWarning | undefined)[] = [
    looksLikeCall(ordered) ? undefined : 'no-call',
    warning,
    (raw.skipped ?? 0) > 0 ? 'phrases-skipped' : undefined,
    damaged > 0 ? 'times-damaged' : undefined,
    isCut ? 'text-cut' : undefined,
  ];
  return {
    utterances: ordered.map((utterance, index) => spoken(utterance, speakers[index] ?? 'unknown')),
    warnings: warnings.filter((found) => found !== undefined),
  };
}

function tidy({ label, start, end, text }: RawUtterance): RawUtterance {
  const cut = text.slice(0, TRANSCRIPT_LIMITS.utteranceLetters);
  const plain = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return { label: label === undefined ? undefined : plain(label.slice(0, 200)), start, end, text: plain(cut) };
}

function spoken({ start, end, text }: RawUtterance, speaker: Utterance['speaker']): Utterance {
  const times = {
    ...(start === undefined ? {} : { start: round(start) }),
    ...(end === undefined ? {} : { end: round(end) }),
  };
  return { speaker, ...times, text };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
