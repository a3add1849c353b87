import type { RawTranscript, RawUtterance } from '../rawUtterance.ts';
import { secondsOf } from '../times.ts';
import { listOf, pick, pickText } from './fields.ts';
import { joinWords, type TimedWord } from './joinWords.ts';

/** Reads conversation JSON of Google's contact-centre insights, uploaded or exported; undefined when it is neither. */
export function readGoogleInsights(json: unknown): RawTranscript | undefined {
  const exported = pick(pick(json, 'transcript') ?? json, 'transcriptSegments', 'transcript_segments');
  const entries = Array.isArray(exported) ? exported : pick(json, 'entries');
  if (!Array.isArray(entries)) return undefined;
  const utterances = entries.map(readEntry).filter((utterance) => utterance !== undefined);
  return { utterances, skipped: entries.length - utterances.length };
}

function readEntry(entry: unknown): RawUtterance | undefined {
  const text = pickText(entry, 'text');
  if (text === undefined) return undefined;
  const words = listOf(pick(entry, 'words'));
  const who = pick(entry, 'segmentParticipant', 'segment_participant');
  const start =
    secondsOf(pick(entry, 'start_timestamp_usec', 'startTimestampUsec'), 1_000_000) ??
    wordTime(words[0], 'start') ??
    secondsOf(pick(entry, 'messageTime', 'message_time'));
  return {
    label: pickText(entry, 'role') ?? pickText(who, 'role') ?? pickText(entry, 'channelTag', 'user_id', 'userId'),
    start,
    end: wordTime(words.at(-1), 'end'),
    text,
  };
}

/** Reads a Google Speech-to-Text response (v1 and v2), by channel or by diarised speaker; undefined when it is none. */
export function readGoogleSpeech(json: unknown): RawTranscript | undefined {
  const results = pick(pick(json, 'response') ?? json, 'results');
  if (!Array.isArray(results) || !results.some((result) => Array.isArray(pick(result, 'alternatives'))))
    return undefined;
  const spoken = results.map((result) => wordsOfResult(result));
  if (spoken.some((words) => words.some(({ label }) => label !== undefined))) {
    return { utterances: joinWords(diarisedWords(spoken)) };
  }
  const utterances = results.map(readResult).filter((utterance) => utterance !== undefined);
  return { utterances, skipped: results.length - utterances.length };
}

/** With version 1 the last result repeats all words, now with their speakers; with version 2 each has its own. */
function diarisedWords(spoken: readonly (readonly TimedWord[])[]): readonly TimedWord[] {
  const last = spoken.at(-1) ?? [];
  const before = spoken.slice(0, -1).reduce((sum, words) => sum + words.length, 0);
  return before > 0 && last.length < before ? spoken.flat() : last;
}

function readResult(result: unknown): RawUtterance | undefined {
  const best = listOf(pick(result, 'alternatives'))[0];
  const text = pickText(best, 'transcript');
  if (text === undefined) return undefined;
  const words = listOf(pick(best, 'words'));
  const channel = pickText(result, 'channelTag', 'channel_tag');
  return {
    label: channel === undefined ? undefined : `channel ${channel}`,
    start: wordTime(words[0], 'start'),
    end: wordTime(words.at(-1), 'end') ?? secondsOf(pick(result, 'resultEndTime', 'resultEndOffset')),
    text,
  };
}

function wordsOfResult(result: unknown): TimedWord[] {
  const best = listOf(pick(result, 'alternatives'))[0];
  return listOf(pick(best, 'words')).map((word) => {
    const speaker = pickText(word, 'speakerLabel', 'speakerTag', 'speaker_tag');
    return {
      label: speaker === undefined || speaker === '0' ? undefined : `speaker ${speaker}`,
      start: wordTime(word, 'start'),
      end: wordTime(word, 'end'),
      text: pickText(word, 'word') ?? '',
    };
  });
}

function wordTime(word: unknown, edge: 'start' | 'end'): number | undefined {
  const value = pick(word, `${edge}Time`, `${edge}Offset`, `${edge}_time`, `${edge}_offset`);
  const seconds = secondsOf(pick(value, 'seconds'));
  const nanos = secondsOf(pick(value, 'nanos'), 1_000_000_000);
  return seconds === undefined && nanos === undefined ? secondsOf(value) : (seconds ?? 0) + (nanos ?? 0);
}
