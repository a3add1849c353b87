import { UnreadableDocument } from './unreadableDocument.ts';

/** Text of a file in any common encoding: by its byte-order mark, else as UTF-8 where valid, else by its statistics. */
export async function decodeText(bytes: Uint8Array, declared?: string): Promise<string> {
  const text = await decode(bytes, declared);
  const start = text.slice(0, 4000);
  const controls = start.match(/[^\P{Cc}\s]|\uFFFE/gu)?.length ?? 0;
  if (controls > start.length * 0.02)
    throw new UnreadableDocument('damaged', 'The file is not text: it holds binary data.');
  return text;
}

async function decode(bytes: Uint8Array, declared: string | undefined): Promise<string> {
  const marked = encodingByMark(bytes) ?? encodingByZeros(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(declared ?? (await guessEncoding(bytes)), bytes);
  }
}

function encodingByMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: Western text has a zero in every second byte. */
function encodingByZeros(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4000);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) even++;
    else if (byte === 0) odd++;
  });
  const enough = sample.length * 0.2;
  if (odd > enough && even === 0) return 'utf-16le';
  if (even > enough && odd === 0) return 'utf-16be';
  return undefined;
}

/** Windows-1252 unless the statistics clearly speak for another alphabet: short Western texts fool them. */
async function guessEncoding(bytes: Uint8Array): Promise<string> {
  const { analyse } = await import('chardet');
  const guesses = analyse(bytes.subarray(0, 100_000));
  const best = guesses.find((guess) => !/^(UTF-8|ASCII)$/i.test(guess.name));
  const western = guesses.find((guess) => /^(ISO-8859-1|windows-1252)$/i.test(guess.name));
  if (best === undefined || best.confidence < 30) return 'windows-1252';
  return western !== undefined && best.confidence - western.confidence < 20 ? 'windows-1252' : best.name;
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
