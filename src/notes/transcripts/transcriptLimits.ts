import { UnreadableDocument } from '../../files/unreadableDocument.ts';

const MEGABYTE = 1024 * 1024;

/** What one transcript may cost. An hour of talk is about 9,000 words; word times in JSON make that 15 MB at most. */
export const TRANSCRIPT_LIMITS = {
  fileBytes: 32 * MEGABYTE,
  utterances: 20_000,
  /** Letters of one utterance; what is longer is cut. */
  utteranceLetters: 10_000,
  /** Letters of a file that is no JSON, with its labels, times and tags. */
  plainLetters: 8_000_000,
  /** Letters of all utterances together. */
  letters: 1_000_000,
  /** Different speakers in one call. */
  speakers: 50,
} as const;

/** Throws UnreadableDocument when a file holds more bytes than one call in words. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > TRANSCRIPT_LIMITS.fileBytes) {
    throw new UnreadableDocument(
      'too-large',
      'The file is larger than 32 MB, more than one call in words; it was not read.',
    );
  }
}

/** Throws UnreadableDocument when a text holds more letters than one call; `letters` counts them. */
export function refuseTooLong(letters: number, most: number): void {
  if (letters > most) {
    throw new UnreadableDocument('too-large', 'The transcript holds more words than one call; it was not read.');
  }
}

/** Throws UnreadableDocument when there are more utterances than any call has. */
export function refuseTooMany(count: number): void {
  if (count > TRANSCRIPT_LIMITS.utterances) {
    throw new UnreadableDocument(
      'too-large',
      `The transcript holds more than ${TRANSCRIPT_LIMITS.utterances} utterances, more than one call; it was not read.`,
    );
  }
}
