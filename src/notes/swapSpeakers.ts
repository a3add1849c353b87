import type { Transcript } from '../domain/transcript.ts';

/** The transcript with agent and customer the other way round, for when they were guessed wrongly; unknown stays. */
export function swapSpeakers(transcript: Transcript): Transcript {
  const other = { agent: 'customer', customer: 'agent', unknown: 'unknown' } as const;
  const utterances = transcript.utterances.map((utterance) => ({ ...utterance, speaker: other[utterance.speaker] }));
  return { utterances, warnings: transcript.warnings.filter((warning) => warning !== 'speakers-guessed') };
}
