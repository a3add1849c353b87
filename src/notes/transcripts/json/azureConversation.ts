import type { RawTranscript, RawUtterance } from '../rawUtterance.ts';
import { endOf, secondsOfTicks } from '../times.ts';
import { listOf, pick, pickText } from './fields.ts';

/** Reads the conversation JSON of Azure AI Language (its input and its stored form); undefined when it is none. */
export function readAzureConversation(json: unknown): RawTranscript | undefined {
  const holder = pick(json, 'analysisInput') ?? json;
  const first = listOf(pick(holder, 'conversations'))[0] ?? pick(holder, 'conversationItem') ?? holder;
  const items = pick(first, 'conversationItems');
  if (!Array.isArray(items)) return undefined;
  const utterances = items.map(readItem).filter((utterance) => utterance !== undefined);
  return { utterances, skipped: items.length - utterances.length };
}

function readItem(item: unknown): RawUtterance | undefined {
  const text = pickText(item, 'text', 'itn', 'maskedItn', 'lexical');
  if (text === undefined) return undefined;
  const timing = pick(item, 'conversationItemLevelTiming');
  const words = listOf(pick(item, 'audioTimings'));
  const start = secondsOfTicks(pick(timing, 'offset')) ?? secondsOfTicks(pick(words[0], 'offset'));
  const last = words.at(-1);
  const end =
    endOf(start, secondsOfTicks(pick(timing, 'duration'))) ??
    endOf(secondsOfTicks(pick(last, 'offset')), secondsOfTicks(pick(last, 'duration')));
  return { label: pickText(item, 'role', 'participantId'), start, end, text };
}
