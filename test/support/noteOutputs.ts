import type { NoteOutput } from '../../src/notes/model/noteOutput.ts';

/** A note in the form a model gives it; what is left out is empty. */
export function aNoteOutput(over: Partial<NoteOutput> = {}): NoteOutput {
  return {
    ...{ issues: [], actions: [], details: [], topic: '', disposition: '' },
    sentiment: { overall: 'unclear', start: 'unclear', end: 'unclear', trend: 'flat', lines: [] },
    ...over,
  };
}
