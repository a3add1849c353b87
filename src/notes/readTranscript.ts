import type { Transcript } from '../domain/transcript.ts';
import { decodeText } from '../files/decodeText.ts';
import { UnreadableDocument } from '../files/unreadableDocument.ts';
import { hasCues, readCues } from './transcripts/cues.ts';
import { readJson } from './transcripts/json/readJson.ts';
import { finishTranscript } from './transcripts/finishTranscript.ts';
import { readPlainText } from './transcripts/plainText.ts';
import type { RawTranscript } from './transcripts/rawUtterance.ts';
import { RECORDING } from './transcripts/recordingBytes.ts';
import { readTable, tableDelimiter } from './transcripts/table.ts';
import { refuseTooLarge, refuseTooLong, TRANSCRIPT_LIMITS } from './transcripts/transcriptLimits.ts';
import { wordLines } from './transcripts/wordDocument.ts';

/** First letters of files people take for transcripts. */
const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF/, 'This is a PDF; export the transcript as text, Word or VTT.'],
  [RECORDING, 'This is a recording, not a transcript.'],
  [/^\{\\rtf/, 'This is an RTF file; save it as text or Word.'],
  [/^\s*<(?:!doctype|html|\?xml)/i, 'This is a web page or XML, not a transcript.'],
];

const NO_SPEAKERS =
  'No turns were found; a transcript has a name and a colon before each turn, such as "Agent: Good morning".';

/**
 * Reads a transcript by what it holds, whatever its name: WebVTT, SRT, Teams .vtt and .docx, JSON of Azure, Amazon,
 * Genesys and Google, CSV and plain text, in any common encoding. Throws UnreadableDocument with one clear sentence.
 */
export async function readTranscript(bytes: Uint8Array): Promise<Transcript> {
  refuseTooLarge(bytes.length);
  if (bytes.length === 0) throw new UnreadableDocument('empty', 'The file is empty.');
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03;
  if (!isZip) refuseOtherKinds(bytes);
  const text = isZip ? await wordLines(bytes) : (await decodeText(bytes)).replace(/^\uFEFF/, '');
  return finishTranscript(await readText(text));
}

function refuseOtherKinds(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  // UTF-16 starts with FF FE, which is no frame of MP3.
  const found = OTHER_KINDS.find(([pattern]) => pattern.test(start));
  if (found !== undefined) throw new UnreadableDocument('unknown-kind', found[1]);
}

async function readText(text: string): Promise<RawTranscript> {
  if (text.trim() === '') throw new UnreadableDocument('no-text', 'The file holds no words.');
  if (/^\s*(?:\{|\[\s*[{\]"[])/.test(text)) return readJson(text);
  refuseTooLong(text.length, TRANSCRIPT_LIMITS.plainLetters);
  if (/^\s*WEBVTT/.test(text) || hasCues(text)) return readCues(text);
  const delimiter = tableDelimiter(text);
  if (delimiter !== undefined) return readTable(text, delimiter);
  const turns = readPlainText(text);
  if (turns === undefined) throw new UnreadableDocument('no-text', NO_SPEAKERS);
  return turns;
}
