import type { GapTopic } from '../../src/domain/gapTopic.ts';

/** A topic that one person asked about once; give what matters. */
export function aTopic(over: Partial<GapTopic> = {}): GapTopic {
  return {
    words: ['garden', 'furniture'],
    questions: 1,
    people: 1,
    reasons: { 'no-source': 1, flagged: 0, disliked: 0 },
    newest: new Date('2026-11-19T14:03:00Z'),
    examples: ['do you sell garden furniture'],
    ...over,
  };
}

/** What a phone company's agents ask in vain, more topics than a card shows. */
export const phoneTopics: readonly GapTopic[] = [
  aTopic({
    words: ['esim', 'apple', 'watch'],
    questions: 14,
    people: 9,
    reasons: { 'no-source': 11, flagged: 3, disliked: 2 },
    examples: [
      'can he put an esim on his apple watch',
      'apple watch esim activation steps, caller is ••• and cannot wait',
      'esim on apple watch with flex 10?',
    ],
  }),
  aTopic({
    words: ['student', 'discount'],
    questions: 6,
    people: 6,
    reasons: { 'no-source': 6, flagged: 1, disliked: 0 },
    newest: new Date('2026-11-20T09:00:00Z'),
    examples: ['is there a student discount', 'discount for students on unlimited max'],
  }),
  aTopic({
    words: ['roaming', 'turkey'],
    questions: 2,
    people: 1,
    reasons: { 'no-source': 0, flagged: 0, disliked: 2 },
    examples: ['how much is roaming in turkey per day', 'turkey roaming cost'],
  }),
  aTopic({ words: [], examples: ['and what about that?'] }),
  ...['zephyr router', 'nhs staff', 'landline power cut', 'complaints address', 'kündigung per sms', 'smart watch'].map(
    (topic) => aTopic({ words: topic.split(' '), examples: [`what about ${topic}`] }),
  ),
  aTopic(),
  aTopic({ words: ['direct', 'debit', 'date'] }),
];

const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** As many and as long as anything can get. */
export const endlessTopics: readonly GapTopic[] = Array.from({ length: 500 }, (_, position) =>
  aTopic({
    words: [LONG_WORD, LONG_WORD, 'und', LONG_WORD],
    questions: 123_456,
    people: 12_345,
    reasons: { 'no-source': 123_456, flagged: 12_345, disliked: 1234 },
    examples: Array.from(
      { length: 3 },
      (_each, number) => `${LONG_WORD} 漢字 📞 ${'und dann '.repeat(40)} ${position + number}`,
    ),
  }),
);
