import type { Transcript } from '../domain/transcript.ts';

/** A recorded call as it came. */
export interface Recording {
  bytes: Uint8Array;
  /** Which channel is the agent's, from 0, where the platform tells. */
  agentChannel?: number | undefined;
}

/** Puts a recording into words, or says in one sentence for people why it cannot. */
export type TranscribeRecording = (
  recording: Recording,
  signal?: AbortSignal,
) => Promise<Transcript | { problem: string }>;
