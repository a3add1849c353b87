import type { RawTranscript, RawUtterance } from '../rawUtterance.ts';
import { secondsOf } from '../times.ts';
import { listOf, pick, pickText } from './fields.ts';
import { joinWords, type TimedWord } from './joinWords.ts';

/** Reads Amazon Transcribe Call Analytics and Contact Lens (post-call and real-time); undefined when it is neither. */
export function readContactLens(json: unknown): RawTranscript | undefined {
  const segments = listOf(pick(json, 'segments')).map((segment) => pick(segment, 'transcript', 'utterance'));
  const listed = pick(json, 'transcript');
  const turns = Array.isArray(listed) ? listed : segments.filter((turn) => turn !== undefined);
  if (!turns.some((turn) => pick(turn, 'participantRole', 'participantId') !== undefined)) return undefined;
  const roles = new Map(
    listOf(pick(json, 'participants')).map((one) => [pickText(one, 'participantId'), pickText(one, 'participantRole')]),
  );
  const utterances = turns.map((turn) => readTurn(turn, roles)).filter((utterance) => utterance !== undefined);
  return { utterances, skipped: turns.length - utterances.length };
}

function readTurn(turn: unknown, roles: ReadonlyMap<string | undefined, string | undefined>): RawUtterance | undefined {
  const text = pickText(turn, 'content', 'partialContent');
  if (text === undefined) return undefined;
  const id = pickText(turn, 'participantId');
  return {
    label: pickText(turn, 'participantRole') ?? roles.get(id) ?? id,
    start: secondsOf(pick(turn, 'beginOffsetMillis'), 1000),
    end: secondsOf(pick(turn, 'endOffsetMillis'), 1000),
    text,
  };
}

/** Reads an Amazon Transcribe job result, by channel or by diarised speaker; undefined when it is none. */
export function readAmazonTranscribe(json: unknown): RawTranscript | undefined {
  const results = pick(json, 'results');
  if (!Array.isArray(pick(results, 'items')) || !Array.isArray(pick(results, 'transcripts'))) return undefined;
  const segments = listOf(pick(results, 'audio_segments'));
  if (segments.some((segment) => pickText(segment, 'speaker_label', 'channel_label') !== undefined)) {
    const utterances = segments.map(readSegment).filter((utterance) => utterance !== undefined);
    return { utterances, skipped: segments.length - utterances.length };
  }
  const channels = listOf(pick(pick(results, 'channel_labels'), 'channels'));
  if (channels.length > 0) {
    const utterances = channels.flatMap((channel) =>
      joinWords(listOf(pick(channel, 'items')).map((item) => readItem(item, pickText(channel, 'channel_label')))),
    );
    return { utterances };
  }
  const speakers = speakersByStart(results);
  const words = listOf(pick(results, 'items')).map((item) =>
    readItem(item, pickText(item, 'speaker_label') ?? speakers.get(pickText(item, 'start_time'))),
  );
  return { utterances: joinWords(words) };
}

function readSegment(segment: unknown): RawUtterance | undefined {
  const text = pickText(segment, 'transcript');
  if (text === undefined) return undefined;
  const start = secondsOf(Number(pickText(segment, 'start_time')));
  const end = secondsOf(Number(pickText(segment, 'end_time')));
  return { label: pickText(segment, 'speaker_label', 'channel_label'), start, end, text };
}

function readItem(item: unknown, label: string | undefined): TimedWord {
  return {
    label,
    start: secondsOf(Number(pickText(item, 'start_time'))),
    end: secondsOf(Number(pickText(item, 'end_time'))),
    text: pickText(listOf(pick(item, 'alternatives'))[0], 'content') ?? '',
    isPunctuation: pickText(item, 'type') === 'punctuation',
  };
}

/** Older results name the speaker of a word only in a list beside the words, by the time it starts. */
function speakersByStart(results: unknown): ReadonlyMap<string | undefined, string | undefined> {
  const segments = listOf(pick(pick(results, 'speaker_labels'), 'segments'));
  return new Map(
    segments.flatMap((segment) =>
      listOf(pick(segment, 'items')).map((item) => [
        pickText(item, 'start_time'),
        pickText(item, 'speaker_label') ?? pickText(segment, 'speaker_label'),
      ]),
    ),
  );
}
