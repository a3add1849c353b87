import type { CallNote, NoteSentence } from '../../src/domain/callNote.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { Utterance } from '../../src/domain/transcript.ts';
import { writeNumbers } from '../../src/notes/draft/writeNumbers.ts';
import { draftNote } from '../../src/notes/draftNote.ts';

/** What there is to draft from. */
export interface DraftCall {
  utterances: readonly Utterance[];
  dispositions: readonly string[];
  customer: Customer | undefined;
}

/** What a drafter gives back; baselines have sentences only. */
export interface Drafted {
  sentences: readonly NoteSentence[];
  note?: CallNote;
  mismatches?: readonly string[];
}

export type Drafter = (call: DraftCall) => Drafted;

/** Earpiece itself, without a model. */
export const earpieceDraft: Drafter = ({ utterances, dispositions, customer }) => {
  const { note, checks } = draftNote({ utterances, warnings: [] }, { dispositions, customer });
  const sentences = note.sentences.filter(({ field }) => !['topic', 'disposition', 'sentiment'].includes(field));
  return { sentences, note, mismatches: checks.map(({ field }) => field) };
};

/** The first three utterances of the customer that say more than a greeting. */
export const leadThree: Drafter = ({ utterances }) => ({
  sentences: utterances
    .map((utterance, index) => ({ ...utterance, index }))
    .filter(({ speaker, text }) => speaker === 'customer' && text.split(' ').length >= 4)
    .slice(0, 3)
    .map(asSentence),
});

/** From the first utterance on as many words as Earpiece's draft has: what length alone brings. */
export const leadOfSameLength: Drafter = (call) => {
  const words = countWords(earpieceDraft(call).sentences);
  const sentences: NoteSentence[] = [];
  for (const [index, { text }] of call.utterances.entries()) {
    if (countWords(sentences) >= words) break;
    sentences.push(asSentence({ text, index }));
  }
  return { sentences };
};

function asSentence({ text, index }: { text: string; index: number }): NoteSentence {
  return { field: 'detail', text: writeNumbers(text), evidence: [index] };
}

/** Words of these sentences together. */
export function countWords(sentences: readonly NoteSentence[]): number {
  return sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
}
