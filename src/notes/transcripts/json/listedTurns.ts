import type { RawTranscript, RawUtterance } from '../rawUtterance.ts';
import { secondsOf } from '../times.ts';
import { listOf, pick, pickText } from './fields.ts';

const HOLDERS = ['utterances', 'turns', 'messages', 'segments', 'conversation', 'transcript', 'dialogue', 'items'];
const TEXTS = ['text', 'content', 'utterance', 'message', 'transcript', 'display', 'value', 'body'];
const SPEAKERS = [
  'speaker',
  'role',
  'track',
  'participant',
  'speakerName',
  'from',
  'author',
  'userId',
  'channel',
  'speaker_label',
];

/** Reads our own utterances, and anyone's list of objects that hold a text and perhaps who said it and when. */
export function readListedTurns(json: unknown): RawTranscript | undefined {
  const turns = findTurns(json, 3);
  if (turns === undefined) return undefined;
  const isOutbound = [json, ...turns].some((event) => pickText(event, 'direction') === 'outbound');
  return { utterances: turns.map((turn) => readTurn(turn, isOutbound)).filter((utterance) => utterance !== undefined) };
}

function findTurns(json: unknown, depth: number): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json.some((turn) => pickText(turn, ...TEXTS) !== undefined) ? json : undefined;
  if (depth === 0) return undefined;
  for (const holder of HOLDERS) {
    const held = pick(json, holder);
    if (typeof held !== 'object') continue;
    const turns = findTurns(held, depth - 1);
    if (turns !== undefined) return turns;
  }
  return undefined;
}

function readTurn(turn: unknown, isOutbound: boolean): RawUtterance | undefined {
  const text = pickText(turn, ...TEXTS);
  if (text === undefined) return undefined;
  const speaker = pickText(turn, ...SPEAKERS) ?? pickText(listOf(pick(turn, 'speakers'))[0], 'name');
  const track = pickText(turn, 'track');
  return {
    label: track !== undefined && isOutbound ? (track === 'caller' ? 'agent' : 'customer') : speaker,
    start: secondsOf(pick(turn, 'start', 'startTime', 'start_time', 'begin', 'at', 'offset', 'timestamp')),
    end: secondsOf(pick(turn, 'end', 'endTime', 'end_time')),
    text,
  };
}
