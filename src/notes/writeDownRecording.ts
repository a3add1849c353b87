import type { Transcript } from '../domain/transcript.ts';
import { UnreadableDocument } from '../files/unreadableDocument.ts';
import { type RecordedUtterance, RecordingUnreadable, type SpeechToText } from '../ports/speechToText.ts';
import { finishTranscript } from './transcripts/finishTranscript.ts';
import type { RawUtterance } from './transcripts/rawUtterance.ts';

/** A recorded call as it came. */
export interface RecordedCall {
  bytes: Uint8Array;
  /** Which channel is the agent's, from 0, where the platform tells. */
  agentChannel?: number | undefined;
  /** Told now and then how much is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined;
}

/**
 * Puts a recording into words, or says in one sentence for people why it cannot be. Two channels are two speakers, and
 * so are two voices that the supplier tells apart; else nobody is named. Throws SpeechUnavailable and what the signal
 * was aborted with.
 */
export async function writeDownRecording(
  { bytes, agentChannel, onProgress }: RecordedCall,
  speech: Pick<SpeechToText, 'transcribe'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Transcript | { problem: string }> {
  try {
    const { channels, utterances } = await speech.transcribe({ bytes, onProgress }, signal);
    const labelled = utterances.map((utterance) => rawOf(utterance, { channels, agentChannel }));
    return finishTranscript({ utterances: labelled });
  } catch (error) {
    if (error instanceof RecordingUnreadable) return { problem: error.message };
    if (error instanceof UnreadableDocument) {
      return { problem: error.reason === 'no-text' ? 'The recording holds no words.' : error.message };
    }
    throw error;
  }
}

function rawOf(
  { channel, voice, startMs, endMs, text }: RecordedUtterance,
  { channels, agentChannel }: { channels: number; agentChannel: number | undefined },
): RawUtterance {
  const label = channels > 1 ? channelLabel(channel, agentChannel) : voice && `Voice ${voice}`;
  return { label, start: startMs / 1_000, end: endMs / 1_000, text };
}

/** The role where it is told, which is believed; else the channel, whose role is told from what is said. */
function channelLabel(channel: number, agentChannel: number | undefined): string {
  if (agentChannel === undefined) return `Channel ${channel + 1}`;
  return channel === agentChannel ? 'Agent' : 'Customer';
}
