import type { NoteOutput } from '../../src/notes/model/noteOutput.ts';

/** A note in the form a model gives it; what is left out is empty. */
export function aNoteOutput(over: Partial<NoteOutput> = {}): NoteOutput {
  return {
    ...{ issues: [], actions: [], details: [], topic: '', disposition: '' },
    sentiment: { overall: 'unclear', start: 'unclear', end: 'unclear', trend: 'flat', lines: [] },
    ...over,
  };
}

/** How many sentences a request asks to be judged; 0 where it asks for something else. */
export function sentencesToJudge(request: object): number {
  const text = JSON.stringify(request);
  return text.includes('note_verdicts') ? (text.match(/ sentence \d+\\n/g) ?? []).length : 0;
}

/** The same verdict on every one of so many sentences. */
export function verdicts(count: number, verdict: 'supported' | 'contradicted' | 'not-said' = 'supported'): object {
  return { verdicts: Array.from({ length: count }, (_, at) => ({ sentence: at + 1, verdict })) };
}
