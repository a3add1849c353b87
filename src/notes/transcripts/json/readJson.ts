import { UnreadableDocument } from '../../../files/unreadableDocument.ts';
import { readPlainText } from '../plainText.ts';
import type { RawTranscript } from '../rawUtterance.ts';
import { refuseTooMany } from '../transcriptLimits.ts';
import { readAmazonTranscribe, readContactLens } from './amazon.ts';
import { readAzureConversation } from './azureConversation.ts';
import { readAzureBatch, readAzureFast } from './azureSpeech.ts';
import { pick } from './fields.ts';
import { readGenesys } from './genesys.ts';
import { readGoogleInsights, readGoogleSpeech } from './google.ts';
import { readListedTurns } from './listedTurns.ts';

/** Each looks for what only its supplier writes; the one that takes any list of turns comes last. */
const READERS: readonly ((json: unknown) => RawTranscript | undefined)[] = [
  readAzureBatch,
  readAzureFast,
  readAzureConversation,
  readContactLens,
  readAmazonTranscribe,
  readGenesys,
  readGoogleInsights,
  readGoogleSpeech,
  readListedTurns,
  readWrittenCall,
];

/** Reads a transcript in JSON, or in JSON lines. Throws UnreadableDocument when the JSON is broken or holds no transcript. */
export function readJson(text: string): RawTranscript {
  const json = parseJson(text);
  for (const read of READERS) {
    const transcript = read(json);
    if (transcript !== undefined) return transcript;
  }
  throw new UnreadableDocument('unknown-kind', 'The JSON holds no transcript in a form Earpiece knows.');
}

/** JSON around a call that is written out as text, as conversation mining samples have it. */
function readWrittenCall(json: unknown): RawTranscript | undefined {
  const text = pick(json, 'content', 'transcript', 'text', 'conversation');
  return typeof text === 'string' ? readPlainText(text) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const lines = jsonLines(text);
    if (lines !== undefined) return lines;
    throw new UnreadableDocument('damaged', 'The JSON is broken or cut off; export the transcript again.', {
      cause: error,
    });
  }
}

function jsonLines(text: string): unknown[] | undefined {
  const objects: unknown[] = [];
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() === '') continue;
    refuseTooMany(objects.length);
    try {
      objects.push(JSON.parse(line) as unknown);
    } catch {
      return undefined;
    }
  }
  return objects.length > 1 ? objects : undefined;
}
