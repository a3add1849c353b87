import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import { answerCard } from '../../src/cards/answerCard.ts';
import { askDialogCard } from '../../src/cards/askDialogCard.ts';
import { gapsCard } from '../../src/cards/gapsCard.ts';
import { passageCard } from '../../src/cards/passageCard.ts';
import { welcomeCard } from '../../src/cards/welcomeCard.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Messages } from '../../src/messages/messages.ts';
import { aTopic, endlessTopics, phoneTopics } from './sampleGaps.ts';
import { aCitation, anAnswer, aPassage, someLines } from './sampleAnswers.ts';
import * as sample from './sampleAnswers.ts';
import { aRow } from './documents.ts';

/** A card of the product in a situation it must look right in. */
export interface SampleCard {
  name: string;
  /** The language it is drawn in. */
  locale?: 'de';
  make: (messages: Messages) => AdaptiveCard;
}

/** What would do harm wherever it were obeyed instead of shown. */
export const PLANTED = '**bold** [x](https://evil.example) ${1+1}';

const HOSTILE = `${PLANTED} <img src=x onerror="alert(1)"> <b>bold</b> &amp; {{name}} 🙂 שלום עולם مرحبا \u202Eover\u202C`;

const hostile: Answer = anAnswer({
  spoken: HOSTILE,
  lines: [
    ...someLines('step', 1, HOSTILE, '1. # heading'),
    {
      kind: 'row',
      text: HOSTILE,
      n: 1,
      cells: [
        ['Plan', HOSTILE],
        [HOSTILE, HOSTILE],
      ],
    },
    ...someLines('point', 2, `- ${HOSTILE}`),
  ],
  citations: [
    aCitation({ title: HOSTILE, heading: HOSTILE, sensitivity: HOSTILE, url: 'javascript:alert(1)' }),
    aCitation({ n: 2, title: HOSTILE, page: undefined, sheet: HOSTILE, effectiveDate: HOSTILE, isRestricted: true }),
  ],
  notices: [
    { kind: 'superseded', title: HOSTILE, newer: HOSTILE },
    { kind: 'conflict', titles: [HOSTILE, HOSTILE] },
    { kind: 'instructs', title: HOSTILE },
  ],
  sensitivity: HOSTILE,
  searched: { documents: 2, terms: [HOSTILE] },
});

const hostilePassage = aPassage([HOSTILE, aRow(['Plan', HOSTILE], [HOSTILE, HOSTILE])], {
  title: HOSTILE,
  url: 'javascript:alert(1)',
});

const answering = (answer: Answer, view: object = {}): SampleCard['make'] => {
  return (messages) => answerCard({ answerId: '6f1c0a52-7f0e-4a53-9c55-3f3c3a0f8f11', answer, ...view }, messages);
};

/** Every card of the product. */
export const sampleCards: readonly SampleCard[] = [
  { name: 'answer-steps', make: answering(sample.simSwap) },
  { name: 'answer-rows', make: answering(sample.prices) },
  { name: 'answer-sentence', make: answering(anAnswer()) },
  { name: 'answer-notices', make: answering(sample.doubtful) },
  { name: 'answer-shared', make: answering(anAnswer({ notices: [{ kind: 'private-chat' }] })) },
  { name: 'answer-sign-in', make: answering(anAnswer({ notices: [{ kind: 'sign-in' }] })) },
  { name: 'no-source', make: answering(sample.nothingFound) },
  { name: 'no-source-flagged', make: answering(sample.nothingFound, { hasFlagged: true }) },
  { name: 'restricted', make: answering(sample.restricted) },
  {
    name: 'sensitive',
    make: answering(
      anAnswer({
        sensitivity: 'Confidential',
        citations: [aCitation({ sensitivity: 'Confidential' }), aCitation({ n: 2, title: 'Price list' })],
      }),
    ),
  },
  { name: 'source-open', make: answering(sample.simSwap, { opened: { n: 1, passage: sample.simSwapPassage } }) },
  { name: 'source-open-rows', make: answering(sample.prices, { opened: { n: 1, passage: sample.pricesPassage } }) },
  { name: 'source-gone', make: answering(sample.simSwap, { opened: { n: 2, passage: undefined } }) },
  { name: 'german', locale: 'de', make: answering(sample.germanRouter) },
  { name: 'very-long', make: answering(sample.endless) },
  {
    name: 'very-long-open',
    make: answering(sample.endless, { showsSpoken: true, opened: { n: 2, passage: sample.endlessPassage } }),
  },
  { name: 'hostile', make: answering(hostile, { showsSpoken: true, opened: { n: 2, passage: hostilePassage } }) },
  { name: 'inserted-answer', make: answering(sample.simSwap, { showsSpoken: true, hasButtons: false }) },
  { name: 'passage', make: (messages) => passageCard(sample.simSwapPassage, messages) },
  { name: 'passage-rows', make: (messages) => passageCard(sample.pricesPassage, messages) },
  {
    name: 'passage-restricted',
    make: (messages) => passageCard({ ...sample.simSwapPassage, groups: ['retention-team'] }, messages),
  },
  { name: 'passage-hostile', make: (messages) => passageCard(hostilePassage, messages) },
  { name: 'passage-very-long', make: (messages) => passageCard(sample.endlessPassage, messages) },
  { name: 'gaps', make: (messages) => gapsCard(phoneTopics, messages) },
  { name: 'gaps-german', locale: 'de', make: (messages) => gapsCard(phoneTopics.slice(0, 3), messages) },
  { name: 'gaps-very-long', make: (messages) => gapsCard(endlessTopics, messages) },
  {
    name: 'gaps-hostile',
    make: (messages) => gapsCard([aTopic({ words: [HOSTILE], examples: [HOSTILE, `- ${HOSTILE}`] })], messages),
  },
  { name: 'ask-dialog', make: (messages) => askDialogCard('', messages) },
  {
    name: 'ask-dialog-filled',
    make: (messages) => askDialogCard(`My bill is wrong, can you look? ${PLANTED}`, messages),
  },
  { name: 'welcome', make: (messages) => welcomeCard({ name: 'Contoso Mobile & Broadband', isLocal: true }, messages) },
  { name: 'welcome-live', make: (messages) => welcomeCard({ name: PLANTED, isLocal: false }, messages) },
];
