import type { DraftNote } from '../../src/domain/callNote.ts';
import type { DraftContent, NoteDraft, WrittenNote } from '../../src/domain/noteDraft.ts';
import { aDraft } from './drafts.ts';

const said = [
  'My bill is eight pounds too high this month.',
  'That was a roaming charge we took by mistake. I have credited eight pounds to your account.',
  'Thank you, that is great.',
];

const drafted: DraftNote = {
  note: {
    ...{ issue: 'Bill is £8 too high this month.', resolution: 'Credited £8 for a roaming charge taken by mistake.' },
    issues: [],
    actions: [{ who: 'agent', what: 'Call back to make sure it arrived', due: 'Monday', evidence: [1] }],
    ...{ topic: 'Billing', disposition: 'Billing corrected' },
    sentiment: { overall: 'mixed', start: 'negative', end: 'positive', trend: 'improving', points: [] },
    sentences: [
      { field: 'issue', text: 'Bill is £8 too high this month.', evidence: [0] },
      { field: 'resolution', text: 'Credited £8 for a roaming charge taken by mistake.', evidence: [1] },
      { field: 'sentiment', text: 'Customer started upset, ended pleased.', evidence: [0, 2] },
    ],
  },
  mode: 'extractive',
  warnings: ['speakers-guessed', 'figure-corrected'],
  checks: [{ field: 'phone', crm: '+44 7700 900101', said: '07700 900110', evidence: [0] }],
  mandatory: [{ sentence: 'This call may be recorded.', state: 'not-said', evidence: [] }],
};

const written: WrittenNote = {
  issue: drafted.note.issue,
  resolution: drafted.note.resolution,
  actions: ['Agent: Call back to make sure it arrived (Monday)'],
  disposition: 'Billing corrected',
};

/** The note of an ordinary call. */
export function aSampleDraft(over: Partial<DraftContent> = {}): NoteDraft {
  return aDraft({
    draftId: '0f6b6a5cf0b34e5f8a3c2f6f5f0f8f11',
    nonce: '6f1c0a52-7f0e-4a53-9c55-3f3c3a0f8f11',
    content: { customerName: 'Margaret Hale', drafted, written, ...over },
    transcript: {
      utterances: said.map((text, at) => ({ speaker: at === 1 ? 'agent' : 'customer', text })),
      warnings: [],
    },
  });
}

/** As much as a note can hold. */
export function endlessDraft(): NoteDraft {
  const long = 'Bill too high again and again. '.repeat(120);
  const { note } = drafted;
  const sentences = Array.from({ length: 200 }, () => ({ field: 'detail' as const, text: long, evidence: [0, 1, 2] }));
  return aSampleDraft({
    drafted: { ...drafted, note: { ...note, sentences }, checks: Array(20).fill({ ...drafted.checks[0], said: long }) },
    written: { issue: long, resolution: long, actions: Array(30).fill(long.slice(0, 400)), disposition: 'Complaint' },
  });
}

/** A note made of words that would do harm if they were obeyed. */
export function hostileDraft(hostile: string): NoteDraft {
  const sentences = [{ field: 'issue' as const, text: hostile, evidence: [0] }];
  const checks = [{ field: hostile, crm: hostile, said: hostile, evidence: [0] }];
  return {
    ...aSampleDraft({
      customerName: hostile,
      drafted: { ...drafted, note: { ...drafted.note, sentences }, checks },
      written: { issue: hostile, resolution: hostile, actions: [hostile], disposition: hostile },
    }),
    transcript: { utterances: [{ speaker: 'customer', text: hostile }], warnings: [] },
  };
}

/** A note that said something else before; `editDistance` once its agent approved it so. */
export function editedDraft(editDistance?: number): NoteDraft {
  const before = { ...written, issue: 'Bill is too high this month.', actions: [] };
  return aSampleDraft({
    earlier: [{ version: 1, by: 'extractive', written: before }],
    ...(editDistance === undefined ? {} : { editDistance }),
  });
}

/** A note of a model whose sentences nothing judged, with an issue that its agent wrote and no line shows. */
export function unheldDraft(): NoteDraft {
  const { note } = drafted;
  const unjudged = note.sentences.map((one) =>
    one.field === 'sentiment' ? one : { ...one, isUnjudged: true as const },
  );
  const issue = 'Charged for a trip to Lisbon that she cancelled.';
  return aSampleDraft({
    drafted: {
      ...drafted,
      mode: 'model',
      checks: [],
      warnings: ['not-judged'],
      note: { ...note, sentences: unjudged },
    },
    written: { ...written, issue },
    corrections: { written: { issue }, unproven: ['issue'] },
  });
}
