import type { Transcript } from '../domain/transcript.ts';
import { UnreadableDocument } from '../files/unreadableDocument.ts';
import { readTranscript } from './readTranscript.ts';

/** The transcript these bytes hold, or one sentence for people why there is none. */
export async function tryTranscript(bytes: Uint8Array): Promise<Transcript | { problem: string }> {
  try {
    return await readTranscript(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { problem: error.message };
  }
}
