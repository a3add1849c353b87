import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import { answerCard } from '../../src/cards/answerCard.ts';
import { askDialogCard } from '../../src/cards/askDialogCard.ts';
import { callCard } from '../../src/cards/callCard.ts';
import type { CallView } from '../../src/domain/callView.ts';
import { agentAlertCard, type AgentAlertView } from '../../src/cards/agentAlertCard.ts';
import { alertCard, type AlertCardView } from '../../src/cards/alertCard.ts';
import { alertsHereCard } from '../../src/cards/alertsHereCard.ts';
import { alertsOverviewCard } from '../../src/cards/alertsOverviewCard.ts';
import { anAlert, anAlertView, anOverview, worstAlert } from './sampleAlerts.ts';
import { draftCard, type DraftCardView } from '../../src/cards/draftCard.ts';
import { draftsCard } from '../../src/cards/draftsCard.ts';
import { doctorCard } from '../../src/cards/doctorCard.ts';
import { endlessChecks, fineChecks, someChecks } from './sampleChecks.ts';
import { settingsCard, settingsDialogCard, type SettingsView } from '../../src/cards/settingsCards.ts';
import { someGroups, someSettings } from './sampleSettings.ts';
import { gapsCard } from '../../src/cards/gapsCard.ts';
import { quotesCard } from '../../src/cards/quotesCard.ts';
import { passageCard } from '../../src/cards/passageCard.ts';
import { welcomeCard, type WelcomingHouse } from '../../src/cards/welcomeCard.ts';
import { factsOf } from '../../src/domain/customerFacts.ts';
import { deskCards } from './deskCards.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Messages } from '../../src/messages/messages.ts';
import { aSampleDraft, editedDraft, endlessDraft, hostileDraft, unheldDraft } from './sampleDrafts.ts';
import { aTopic, endlessTopics, phoneTopics } from './sampleGaps.ts';
import { aCitation, anAnswer, aPassage, someLines } from './sampleAnswers.ts';
import { fasterOffers } from './sampleOffers.ts';
import * as sample from './sampleAnswers.ts';
import { aReadDocument, aRow } from './documents.ts';
import { uploadCard, type UploadView } from '../../src/cards/uploadCard.ts';

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
    { kind: 'unproven', figures: [HOSTILE] },
    { kind: 'differs', before: [HOSTILE], now: [HOSTILE] },
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

const calling = (call: CallView, view: object = {}): SampleCard['make'] => {
  const now = new Date('2026-11-21T14:02:00Z');
  return (messages) => callCard({ callId: 'call-4711', call, now, ...view }, messages);
};

const noting = (view: Partial<DraftCardView> = {}): SampleCard['make'] => {
  const dispositions = ['Billing corrected', 'Complaint', 'Information given'];
  const usual: DraftCardView = { draft: aSampleDraft(), standing: { kind: 'draft' }, dispositions };
  return (messages) => draftCard({ ...usual, ...view }, messages);
};

/** The same card as it looks once somebody asked for what it hides at first. */
const opened = (make: SampleCard['make'], id = 'why'): SampleCard['make'] => {
  return (messages) => {
    const card = make(messages) as AdaptiveCard & { body: { id?: string }[] };
    return { ...card, body: card.body.map((part) => (part.id === id ? { ...part, isVisible: true } : part)) };
  };
};
const alerting = (view: Partial<AlertCardView> = {}): SampleCard['make'] => {
  return (messages) => alertCard(anAlertView(view), messages);
};
const advising = (view: Partial<AgentAlertView> = {}): SampleCard['make'] => {
  return (messages) => agentAlertCard({ alert: anAlert(), isTheirs: true, isTold: true, ...view }, messages);
};
const welcoming = (house: WelcomingHouse): SampleCard['make'] => {
  return (messages) => welcomeCard(house, messages);
};
const hourOf = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 14, minute));

const margaret = {
  customerId: 'C-1001',
  name: 'Margaret Hale',
  accountNumber: '7710010',
  plan: 'Fibre 80',
  contractEnd: '2026-09-09',
  balance: 0,
  currency: 'GBP',
  flags: ['vulnerable'],
  openActions: ['Check that the first bill in large print arrived'],
  history: [
    { date: '2026-10-02', agent: 'Ben Okafor', summary: 'Bills in large print arranged, first one due in November.' },
    { date: '2026-08-14', agent: 'Ada Lindqvist', summary: 'Speed below 55 Mbit/s for a week; line test booked.' },
  ],
};
const owen = { customerId: 'C-1004', plan: 'Family Share', contractEnd: 'rolling', balance: 38, currency: 'GBP' };
const two = [
  { customerId: 'C-1002', name: 'Daniel Price' },
  { customerId: 'C-1004', name: 'Owen Price' },
];
const hostileCustomer = {
  ...{ customerId: HOSTILE, name: HOSTILE, plan: HOSTILE, contractEnd: HOSTILE, balance: -1, currency: HOSTILE },
  ...{
    flags: [HOSTILE, HOSTILE],
    openActions: [HOSTILE],
    history: [{ date: HOSTILE, agent: HOSTILE, summary: HOSTILE }],
  },
};
const longCustomer = {
  ...{
    customerId: 'C-1',
    name: 'Maximiliana Theodora '.repeat(20),
    plan: 'Plan '.repeat(200),
    contractEnd: 'x'.repeat(900),
  },
  ...{
    flags: Array.from({ length: 50 }, (_, at) => `flag-${at}`),
    openActions: Array(40).fill('Call back. '.repeat(80)),
  },
  history: Array.from({ length: 90 }, () => ({ date: '2026-01-01', agent: 'A', summary: 'Long talk. '.repeat(400) })),
};

const uploading = (view: Pick<UploadView, 'standing'>): SampleCard['make'] => {
  const passages = [
    { heading: 'Notice period', page: 2, units: ['The notice period for cancelling any plan is 14 days.'] },
    { heading: 'Exit fees', page: 3, units: ['No exit fee is due after the contract end.'] },
  ];
  const read = aReadDocument({ title: 'Cancellation policy', passages });
  return (messages) => uploadCard({ uploadId: 'u', read, groups: ['leads', 'retention-team'], ...view }, messages);
};

/** Every card of the product. */
export const sampleCards: readonly SampleCard[] = [
  { name: 'answer-steps', make: answering(sample.simSwap) },
  { name: 'answer-rows', make: answering(sample.prices) },
  { name: 'answer-offers', make: answering(fasterOffers) },
  { name: 'answer-sentence', make: answering(anAnswer()) },
  { name: 'answer-notices', make: answering(sample.doubtful) },
  { name: 'answer-shared', make: answering(anAnswer({ notices: [{ kind: 'private-chat' }] })) },
  { name: 'answer-sign-in', make: answering(anAnswer({ notices: [{ kind: 'sign-in' }] })) },
  { name: 'answer-by-model', make: answering(sample.byModel) },
  { name: 'answer-by-model-german', locale: 'de', make: answering(sample.byModel) },
  { name: 'answer-improving', make: answering(anAnswer({ notices: [{ kind: 'improving' }] })) },
  { name: 'answer-kept', make: answering(anAnswer({ notices: [{ kind: 'kept', why: 'down' }] })) },
  { name: 'answer-kept-unfounded', make: answering(anAnswer({ notices: [{ kind: 'kept', why: 'unfounded' }] })) },
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
  { name: 'doctor', make: (messages) => doctorCard(someChecks, messages) },
  { name: 'doctor-rest', make: opened((messages) => doctorCard(someChecks, messages), 'rest') },
  { name: 'doctor-german', locale: 'de', make: opened((messages) => doctorCard(someChecks, messages), 'rest') },
  { name: 'doctor-fine', make: (messages) => doctorCard(fineChecks, messages) },
  { name: 'doctor-very-long', make: (messages) => doctorCard(endlessChecks, messages) },
  {
    name: 'doctor-hostile',
    make: opened(
      (messages) =>
        doctorCard(
          (['ok', 'warn', 'fail'] as const).map((state) => ({ check: HOSTILE, state, detail: HOSTILE, fix: HOSTILE })),
          messages,
        ),
      'rest',
    ),
  },
  { name: 'upload', make: uploading({ standing: { kind: 'waiting' } }) },
  { name: 'upload-german', locale: 'de', make: uploading({ standing: { kind: 'in', groups: ['retention-team'] } }) },
  {
    name: 'upload-hostile',
    make: (messages) =>
      uploadCard(
        {
          ...{
            uploadId: 'u',
            groups: [HOSTILE],
            standing: { kind: 'waiting', problem: messages.admin.upload.whoMissing },
          },
          read: {
            document: { ...aReadDocument({ title: HOSTILE, passages: [] }).document, file: HOSTILE },
            passages: [hostilePassage, hostilePassage],
          },
        },
        messages,
      ),
  },
  {
    name: 'answer-preview',
    make: answering(anAnswer({ notices: [{ kind: 'preview', groups: ['retention-team'] }] }), {
      ...{ showsSpoken: true, hasButtons: false },
    }),
  },
  {
    name: 'answer-preview-german',
    locale: 'de',
    make: answering(anAnswer({ notices: [{ kind: 'preview', groups: ['retention-team', 'leads'] }] }), {
      ...{ showsSpoken: true, hasButtons: false },
    }),
  },
  { name: 'settings', make: (messages) => settingsCard(someSettings(), messages) },
  { name: 'settings-hostile', make: (messages) => settingsCard(someSettings({ ownerName: HOSTILE }), messages) },
  { name: 'settings-dialog', make: (messages) => settingsDialogCard(someSettings(), messages) },
  {
    name: 'settings-dialog-german',
    locale: 'de',
    make: (messages) =>
      settingsDialogCard(
        someSettings({ fixed: [], channels: [], problems: [messages.admin.settings.stale] }),
        messages,
      ),
  },
  {
    name: 'settings-with-groups',
    make: (messages) => settingsCard(settingsWithGroups(), messages),
  },
  {
    name: 'settings-dialog-groups',
    make: (messages) => settingsDialogCard(settingsWithGroups(), messages),
  },
  {
    name: 'settings-dialog-groups-refused-german',
    locale: 'de',
    make: (messages) =>
      settingsDialogCard(
        {
          ...settingsWithGroups(),
          problems: [
            messages.admin.settings.wrongGroups(messages.admin.settings.labels.groups, [2]),
            messages.admin.settings.lockedOut,
          ],
          typed: { groups: `Kündigung 2. Ebene=2b4d6f80-1a3c-4e5d-9f7b-8c6a4e2d0b1f\nLeitung=irgendwer` },
        },
        messages,
      ),
  },
  {
    name: 'settings-dialog-hostile',
    make: (messages) =>
      settingsDialogCard(
        someSettings({
          channels: [{ conversationId: HOSTILE, name: HOSTILE, kind: 'first', queue: PLANTED }],
          ...{ ownerName: HOSTILE, fixed: ['knowledgeOwner'], problems: [HOSTILE] },
          given: { roles: [{ name: HOSTILE, id: PLANTED }], groups: [] },
          typed: { roles: HOSTILE, groups: PLANTED },
        }),
        messages,
      ),
  },
  { name: 'gaps', make: (messages) => gapsCard(phoneTopics, messages) },
  { name: 'gaps-german', locale: 'de', make: (messages) => gapsCard(phoneTopics.slice(0, 3), messages) },
  { name: 'gaps-very-long', make: (messages) => gapsCard(endlessTopics, messages) },
  {
    name: 'gaps-hostile',
    make: (messages) => gapsCard([aTopic({ words: [HOSTILE], examples: [HOSTILE, `- ${HOSTILE}`] })], messages),
  },
  { name: 'call', make: calling({ kind: 'caller', isLive: true, facts: factsOf(margaret) }) },
  {
    name: 'call-at-risk',
    make: calling({ kind: 'caller', isLive: true, facts: factsOf(margaret) }, { isAtRisk: true }),
  },
  {
    name: 'call-taken-over',
    make: calling({ kind: 'caller', isLive: true, facts: factsOf(owen) }, { takenOverFrom: 'Ben Okafor' }),
  },
  {
    name: 'call-outbound',
    make: calling({ kind: 'caller', isLive: true, facts: factsOf(owen), codePhrase: { kind: 'offered' } }),
  },
  {
    name: 'call-phrase-sent',
    make: calling({
      ...{ kind: 'caller', isLive: true, facts: factsOf(owen) },
      codePhrase: { kind: 'sent', phrase: 'tango orange piano', state: 'arrived' },
    }),
  },
  {
    name: 'call-phrase-lost',
    locale: 'de',
    make: calling({
      ...{ kind: 'caller', isLive: true, facts: factsOf(owen) },
      codePhrase: { kind: 'sent', phrase: 'tango orange piano', state: 'lost' },
    }),
  },
  { name: 'call-ended', locale: 'de', make: calling({ kind: 'caller', isLive: false, facts: factsOf(margaret) }) },
  {
    name: 'call-waiting',
    make: calling({ kind: 'caller', isLive: false, facts: factsOf(margaret) }, { awaiting: 'transcript' }),
  },
  {
    name: 'call-in-vain',
    locale: 'de',
    make: calling({ kind: 'caller', isLive: false, facts: factsOf(margaret) }, { awaiting: 'failed' }),
  },
  { name: 'call-which', make: calling({ kind: 'choose', isLive: true, candidates: two }) },
  { name: 'call-unknown', make: calling({ kind: 'identify', isLive: true }) },
  { name: 'call-no-match', make: calling({ kind: 'identify', isLive: true }, { problem: 'noMatch' }) },
  { name: 'call-very-long', make: calling({ kind: 'caller', isLive: true, facts: factsOf(longCustomer) }) },
  { name: 'call-hostile', make: calling({ kind: 'caller', isLive: false, facts: factsOf(hostileCustomer) }) },
  { name: 'alert', make: alerting() },
  {
    name: 'alert-scam',
    make: alerting({
      alert: anAlert({ level: 'scam', turns: 11, score: 0.999, secondOpinion: 'legitimate' }),
      campaign: { calls: 15, lines: 14, minutes: 20, alerts: 3, confirmed: 1 },
    }),
  },
  {
    name: 'alert-taken-up',
    make: alerting({
      alert: anAlert({ level: 'scam', handledBy: 'sofia', handledAt: hourOf(3), turns: 11 }),
      ...{ handledByName: 'Sofia Marino', notice: 'Sent to Ada Lindqvist.' },
    }),
  },
  { name: 'alert-passed-on', make: alerting({ alert: anAlert({ escalatedAt: hourOf(4), endedAt: hourOf(5) }) }) },
  {
    name: 'alert-ended',
    locale: 'de',
    make: alerting({
      alert: anAlert({ outcome: 'past-fraud', closedBy: 'sofia', closedAt: hourOf(9) }),
      closedByName: 'Sofia Marino',
    }),
  },
  {
    name: 'alert-was-scam',
    make: alerting({
      alert: anAlert({ level: 'scam', outcome: 'scam', closedBy: 'sofia', closedAt: hourOf(9) }),
      closedByName: 'Sofia Marino',
    }),
  },
  {
    name: 'alert-subscriber',
    make: alerting({
      alert: anAlert({ setting: 'subscriber', queue: '', signals: [], agentId: undefined }),
      ...{ agentName: undefined, controlUrl: undefined, canEscalate: false, problem: 'tooLate' },
    }),
  },
  {
    name: 'alert-origin',
    make: alerting({
      alert: anAlert({ setting: 'subscriber', level: 'scam', queue: '', agentId: undefined }),
      ...{ agentName: undefined, campaign: { calls: 15, lines: 14, minutes: 20, alerts: 3, confirmed: 1 } },
      origin: { attestation: 'C', check: 'failed', isOtherNumberShown: true, wasSentOn: true },
    }),
  },
  {
    name: 'alert-origin-german',
    locale: 'de',
    make: alerting({
      alert: anAlert({ setting: 'subscriber', queue: '', agentId: undefined }),
      ...{ agentName: undefined, origin: { attestation: 'B', isOtherNumberShown: true, wasSentOn: false } },
    }),
  },
  { name: 'alert-very-long', make: alerting({ alert: worstAlert, agentName: 'Maximiliana Theodora '.repeat(9) }) },
  {
    name: 'alert-hostile',
    make: alerting({
      alert: anAlert({ callId: HOSTILE, queue: HOSTILE, handledBy: 'x', handledAt: hourOf(3) }),
      ...{ agentName: HOSTILE, handledByName: HOSTILE, notice: HOSTILE },
    }),
  },
  { name: 'agent-alert', make: advising() },
  {
    name: 'agent-alert-scam',
    make: advising({
      alert: anAlert({ level: 'scam', handledBy: 'sofia', signals: [{ name: 'code-request', turn: 8 }] }),
      handledByName: 'Sofia Marino',
    }),
  },
  { name: 'agent-alert-untold', make: advising({ isTold: false }) },
  { name: 'agent-alert-outbound', locale: 'de', make: advising({ alert: anAlert({ direction: 'outbound' }) }) },
  { name: 'agent-alert-over', make: advising({ alert: anAlert({ outcome: 'scam' }) }) },
  { name: 'agent-alert-hostile', make: advising({ alert: anAlert({ handledBy: 'x' }), handledByName: HOSTILE }) },
  { name: 'alerts-offer', make: (messages) => alertsHereCard(undefined, true, messages) },
  { name: 'alerts-here', make: (messages) => alertsHereCard({ kind: 'first', queue: 'Billing' }, false, messages) },
  {
    name: 'alerts-here-hostile',
    make: (messages) => alertsHereCard({ kind: 'first', queue: HOSTILE }, false, messages),
  },
  { name: 'alerts-overview', make: (messages) => alertsOverviewCard(anOverview(), messages) },
  {
    name: 'alerts-overview-empty',
    make: (messages) =>
      alertsOverviewCard(
        {
          ...anOverview({
            channels: [],
            onDuty: [],
            alerts: 0,
            open: 0,
            mentions: undefined,
            shadow: undefined,
            precision: { real: 0, judged: 0, signals: [] },
          }),
          delivery: { meant: 0, delivered: 0, waiting: 0, cancelled: 0, failed: 0, possibleDuplicates: 0 },
        },
        messages,
      ),
  },
  {
    name: 'alerts-overview-hostile',
    make: (messages) =>
      alertsOverviewCard(
        anOverview({ channels: [{ name: HOSTILE, kind: 'second', queue: HOSTILE }], onDuty: [HOSTILE] }),
        messages,
      ),
  },
  ...deskCards(HOSTILE),
  { name: 'note', make: noting() },
  { name: 'note-german', locale: 'de', make: noting({ problem: 'changed-since' }) },
  { name: 'note-writing', make: noting({ isWriting: true, canRedraft: true }) },
  { name: 'note-more', make: opened(noting({ canRedraft: true, draft: editedDraft() })) },
  { name: 'note-more-german', locale: 'de', make: opened(noting({ canRedraft: true, draft: editedDraft() })) },
  {
    name: 'note-edited-in-crm',
    make: opened(noting({ standing: { kind: 'in-crm', at: new Date('2026-11-21T14:04:00Z') }, draft: editedDraft(3) })),
  },
  { name: 'note-other-result', make: opened(noting(), 'dispositions') },
  { name: 'note-unheld', make: noting({ canRedraft: true, draft: unheldDraft() }) },
  { name: 'note-unheld-more', make: opened(noting({ canRedraft: true, draft: unheldDraft() })) },
  { name: 'note-unheld-german', locale: 'de', make: noting({ canRedraft: true, draft: unheldDraft() }) },
  { name: 'note-no-customer', make: noting({ problem: 'no-customer', draft: aSampleDraft({ customerName: '' }) }) },
  { name: 'note-in-crm', make: noting({ standing: { kind: 'in-crm', at: new Date('2026-11-21T14:04:00Z') } }) },
  { name: 'note-late', make: noting({ standing: { kind: 'late', problem: 'busy' } }) },
  { name: 'note-dead', make: noting({ standing: { kind: 'dead', problem: 'no-customer' } }) },
  { name: 'note-expired', make: noting({ standing: { kind: 'expired' }, draft: aSampleDraft({ customerName: '' }) }) },
  { name: 'note-read-only', make: noting({ readerOf: 'Ada Lindqvist' }) },
  { name: 'note-very-long', make: noting({ draft: endlessDraft() }) },
  {
    name: 'note-hostile',
    make: noting({ draft: hostileDraft(HOSTILE), dispositions: [HOSTILE], readerOf: HOSTILE }),
  },
  {
    name: 'call-quotes',
    make: (messages) =>
      quotesCard(
        [
          { line: 3, speaker: 'customer', start: 74.2, text: 'My bill is eight pounds too high this month.' },
          { line: 9, speaker: 'agent', text: 'I have credited eight pounds to your account.' },
        ],
        messages,
      ),
  },
  {
    name: 'call-quotes-hostile',
    make: (messages) => quotesCard([{ line: 0, speaker: 'unknown', text: HOSTILE }], messages),
  },
  {
    name: 'notes',
    make: (messages) =>
      draftsCard([{ draft: aSampleDraft() }, { draft: aSampleDraft(), agentName: 'Ben Okafor' }], messages),
  },
  {
    name: 'notes-hostile',
    make: (messages) => draftsCard(Array(15).fill({ draft: hostileDraft(HOSTILE), agentName: HOSTILE }), messages),
  },
  {
    name: 'answer-crm',
    make: answering(
      anAnswer({
        spoken: 'The contract ended on 9 September 2026, 2 months ago. No exit fee is due after the contract end.',
        lines: someLines('point', 2, 'The plan is Fibre 80.'),
        citations: [
          aCitation(),
          aCitation({
            ...{ n: 2, passageId: 'crm:contract', file: '', origin: 'crm', title: 'CRM, contract, read 14:02' },
            ...{ page: undefined, heading: undefined, effectiveDate: undefined, isRestricted: true },
          }),
        ],
        notices: [{ kind: 'no-call' }],
      }),
    ),
  },
  { name: 'ask-dialog', make: (messages) => askDialogCard('', messages) },
  {
    name: 'ask-dialog-filled',
    make: (messages) => askDialogCard(`My bill is wrong, can you look? ${PLANTED}`, messages),
  },
  { name: 'welcome', make: welcoming({ name: 'Contoso Mobile & Broadband', isLocal: true, hasSample: true }) },
  { name: 'welcome-own-documents', make: welcoming({ name: 'Northwind', isLocal: true, hasSample: false }) },
  { name: 'welcome-live', make: welcoming({ name: PLANTED, isLocal: false, hasSample: false }) },
];

function settingsWithGroups(): SettingsView {
  const { values } = someSettings();
  return someSettings({ values: { ...values, ...someGroups.added }, given: someGroups.given });
}
