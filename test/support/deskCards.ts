import { insightsCard } from '../../src/cards/insightsCard.ts';
import type { Trends } from '../../src/domain/trends.ts';
import { reviewCard, type ReviewCardView } from '../../src/cards/reviewCard.ts';
import { campaignsCard } from '../../src/cards/campaignsCard.ts';
import type { CallCampaign } from '../../src/domain/callCampaign.ts';
import { anAlert, worstAlert } from './sampleAlerts.ts';
import type { SampleCard } from './cards.ts';

const calls = Array.from({ length: 12 }, (_, at) =>
  anAlert({
    ...{ callId: `call-${4711 + at}`, score: 0.99 - at / 40, level: at < 4 ? 'scam' : 'warn' },
    ...{ raisedAt: new Date(Date.UTC(2026, 10, 21 - at, 14, 2)), queue: at % 3 === 0 ? 'Billing' : 'Sales' },
  }),
);

/** Two silent weeks, as supervisors are shown them. */
function aReview(over: Partial<ReviewCardView> = {}): ReviewCardView {
  return {
    ...{ queue: '', days: 14, calls, perShift: 3.1, perShiftNow: 1.4, budget: undefined, isShadow: true },
    choices: [
      { perShift: 0.5, wouldBe: 0.5 },
      { perShift: 1, wouldBe: 0.9 },
      { perShift: 2, wouldBe: 1.4 },
      { perShift: 5, wouldBe: 3.1 },
    ],
    queues: [
      { queue: 'Sales', perShift: 2.1 },
      { queue: '', perShift: 1 },
    ],
    ...over,
  };
}

/** One caller who rings many. */
function aCampaign(over: Partial<CallCampaign> = {}): CallCampaign {
  return {
    ...{ campaignId: '3fa2c1', joinedBy: 'caller', callers: 1, calls: 15, lines: 14, alerts: 3, confirmed: 1 },
    ...{ firstAt: new Date('2026-11-21T13:41:00Z'), lastAt: new Date('2026-11-21T14:01:00Z'), falseAlarms: 0 },
    ...{ ranges: ['44207946'], queues: [], signals: ['code-request', 'authority-claim', 'pressure', 'secrecy'] },
    ...over,
  };
}

const campaigns = [
  aCampaign(),
  aCampaign({
    ...{ campaignId: '9be7d0', joinedBy: 'pattern', callers: 4, calls: 9, lines: 0, alerts: 6, falseAlarms: 2 },
    ...{ queues: ['Billing', 'Sales'], ranges: [], signals: ['email-replaced', 'asks-exception'] },
  }),
];

/** Four weeks of a middling call centre. */
function someInsights(over: Partial<Trends> = {}): Trends {
  return {
    ...{ days: 28, calls: 412, handlingSeconds: 391, afterCall: { seconds: 96, n: 288 }, otherTopics: 37 },
    byDay: Array.from({ length: 20 }, (_, day) => ({
      day: `2026-11-${String(day + 1).padStart(2, '0')}`,
      calls: 14 + ((day * 7) % 13),
    })),
    topics: [
      { topic: 'Billing corrected', notes: 121 },
      { topic: 'Information given', notes: 83 },
      { topic: 'Complaint', notes: 47 },
    ],
    sentiment: {
      n: 240,
      start: { positive: 31, neutral: 110, negative: 99 },
      end: { positive: 142, neutral: 70, negative: 28 },
    },
    firstContact: { withHelp: { n: 130, resolved: 108 }, without: { n: 61, resolved: 46 } },
    edits: { n: 288, medianWords: 4, unedited: 121 },
    gaps: { found: 17, answered: 9 },
    alerts: [
      { outcome: 'scam', alerts: 9 },
      { outcome: 'legitimate', alerts: 4 },
      { outcome: 'open', alerts: 1 },
    ],
    ...over,
  };
}

const noInsights = someInsights({
  ...{ calls: 0, byDay: [], handlingSeconds: undefined, afterCall: undefined, topics: [], otherTopics: 0, alerts: [] },
  ...{ sentiment: undefined, firstContact: { withHelp: undefined, without: undefined }, edits: undefined },
  gaps: { found: 0, answered: 0 },
});

/** Cards of the fraud desk and of insights. */
export function deskCards(hostile: string): readonly SampleCard[] {
  const reviewing = (over: Partial<ReviewCardView> = {}): SampleCard['make'] => {
    return (messages) => reviewCard(aReview(over), messages);
  };
  const chosen = { perShift: 2, threshold: 0.85 };
  return [
    { name: 'insights', make: (messages) => insightsCard(someInsights(), messages) },
    { name: 'insights-german', locale: 'de', make: (messages) => insightsCard(someInsights(), messages) },
    { name: 'insights-none', make: (messages) => insightsCard(noInsights, messages) },
    {
      name: 'insights-hostile',
      make: (messages) => insightsCard(someInsights({ topics: Array(9).fill({ topic: hostile, notes: 9 }) }), messages),
    },
    { name: 'campaigns', make: (messages) => campaignsCard(campaigns, messages) },
    { name: 'campaigns-german', locale: 'de', make: (messages) => campaignsCard(campaigns, messages) },
    { name: 'campaigns-none', make: (messages) => campaignsCard([], messages) },
    {
      name: 'campaigns-hostile',
      make: (messages) =>
        campaignsCard(Array(12).fill(aCampaign({ queues: [hostile, hostile], ranges: [hostile] })), messages),
    },
    { name: 'review', make: reviewing() },
    {
      name: 'review-chosen',
      make: reviewing({ budget: chosen, isShadow: false, notice: 'Saved: at most 2 alerts a shift.' }),
    },
    { name: 'review-german', locale: 'de', make: reviewing({ budget: chosen }) },
    { name: 'review-none', make: reviewing({ calls: [], perShift: 0 }) },
    { name: 'review-very-long', make: reviewing({ calls: Array(40).fill(worstAlert) }) },
    {
      name: 'review-hostile',
      make: reviewing({ queue: hostile, calls: [anAlert({ callId: hostile, queue: hostile })] }),
    },
  ];
}
