import type { AlertOutcome } from '../scamAlert.ts';
import type { SmsPurpose, SmsState } from '../sms/sms.ts';

/** Words that a fact of a figure may have, by the fact's name. No other word ever leaves the house with a figure. */
type Vocabulary = Readonly<Record<string, readonly string[]>>;

interface MetricKind {
  /**
   * counter: adds up. histogram: how long or how much, one by one. gauge: how it stands, looked at now and then. total:
   * a sum that somebody else keeps.
   */
  kind: 'counter' | 'histogram' | 'gauge' | 'total';
  /** In the notation of UCUM, as OpenTelemetry wants it. */
  unit: string;
  meaning: string;
  facts: Vocabulary;
}

const SOURCES = ['siprec', 'acs'] as const;
const OUTCOMES: readonly AlertOutcome[] = ['scam', 'legitimate', 'past-fraud', 'test-call', 'unclear', 'unanswered'];
const PURPOSES: readonly SmsPurpose[] = ['warning', 'code-phrase', 'test'];
const SMS_STATES: readonly SmsState[] = [
  ...(['waiting', 'sending', 'accepted', 'delivered'] as const),
  ...(['failed', 'unknown', 'cancelled', 'withheld'] as const),
];

/** Every figure that Earpiece hands on, and what it may say beside the number. Queries in infra/ rest on these names. */
export const METRICS = {
  'earpiece.turn.seconds': {
    kind: 'histogram',
    unit: 's',
    meaning: 'From a message or button of Teams to the last thing that is sent because of it.',
    facts: { kind: ['message', 'invoke', 'other'], outcome: ['done', 'failed'] },
  },
  'earpiece.questions': {
    kind: 'counter',
    unit: '{question}',
    meaning: 'Answers shown, by what came of the question.',
    facts: { outcome: ['answered', 'no-source', 'refused', 'failed'] },
  },
  'earpiece.search.seconds': {
    kind: 'histogram',
    unit: 's',
    meaning: 'Time of one search, whoever searches.',
    facts: { outcome: ['found', 'nothing', 'failed'] },
  },
  'earpiece.model.seconds': {
    kind: 'histogram',
    unit: 's',
    meaning: 'Time of one request to the language model, with its fallbacks.',
    facts: { outcome: ['answered', 'none', 'failed'] },
  },
  'earpiece.model.tokens': {
    kind: 'counter',
    unit: '{token}',
    meaning: 'Tokens that the language model was given and gave.',
    facts: { direction: ['input', 'output'] },
  },
  'earpiece.model.breakers': {
    kind: 'gauge',
    unit: '{model}',
    meaning: 'Models left alone for a while because they failed again and again.',
    facts: {},
  },
  'earpiece.outbox.waiting': {
    kind: 'gauge',
    unit: '{item}',
    meaning: 'Approved notes that wait for the CRM; the same from every process.',
    facts: {},
  },
  'earpiece.outbox.lag.seconds': {
    kind: 'gauge',
    unit: 's',
    meaning: 'How long the oldest note has waited for the CRM; the same from every process.',
    facts: {},
  },
  'earpiece.outbox.dead': {
    kind: 'gauge',
    unit: '{item}',
    meaning: 'Notes that were given up and need a person; the same from every process.',
    facts: {},
  },
  'earpiece.sms.day': {
    kind: 'gauge',
    unit: '{message}',
    meaning: 'SMS of the last 24 hours by how far they have come; the same from every process.',
    facts: { purpose: PURPOSES, state: SMS_STATES },
  },
  'earpiece.calls.open': {
    kind: 'gauge',
    unit: '{call}',
    meaning: 'Live calls that this process hears.',
    facts: { source: SOURCES },
  },
  'earpiece.calls.full': {
    kind: 'gauge',
    unit: '{process}',
    meaning: '1 while this process would refuse one more live call.',
    facts: { source: SOURCES },
  },
  'earpiece.calls': {
    kind: 'counter',
    unit: '{call}',
    meaning: 'Live calls that ended, by why.',
    facts: { why: ['bye', 'cancelled', 'unacknowledged', 'timer', 'stopped'] },
  },
  'earpiece.packets': {
    kind: 'counter',
    unit: '{packet}',
    meaning: 'Packets of voice by what became of them, counted when a call ends.',
    facts: { fate: ['received', 'lost', 'late', 'duplicate', 'reordered', 'unproven', 'strange'] },
  },
  'earpiece.recognition.seconds': {
    kind: 'histogram',
    unit: 's',
    meaning: 'From the end of what was said in a live call to its words.',
    facts: { track: ['caller', 'callee', 'unknown'] },
  },
  'earpiece.verdict.seconds': {
    kind: 'histogram',
    unit: 's',
    meaning:
      'From the words of a sentence to its verdict, told to whoever must know; waiting for a missing one included.',
    facts: { outcome: ['heard', 'repeat', 'late', 'failed'] },
  },
  'earpiece.speech.behind.seconds': {
    kind: 'gauge',
    unit: 's',
    meaning: 'How long the utterance that waits longest has waited for its words.',
    facts: {},
  },
  'earpiece.speech.utterances': {
    kind: 'total',
    unit: '{utterance}',
    meaning: 'Utterances by what came of them; interim ones are dropped while recognition is behind time.',
    facts: { fate: ['final', 'interim', 'interim-dropped', 'fault'] },
  },
  'earpiece.alerts': {
    kind: 'counter',
    unit: '{alert}',
    meaning: 'Alerts that reached a state; the detail is the level, or how it ended.',
    facts: {
      state: ['raised', 'raised-in-shadow', 'risen', 'taken-up', 'escalated', 'closed'],
      detail: ['none', 'warn', 'scam', ...OUTCOMES.filter((outcome) => outcome !== 'scam')],
    },
  },
} as const satisfies Readonly<Record<string, MetricKind>>;

export type MetricName = keyof typeof METRICS;

/** Figures of one kind. */
export type MetricOf<Kind extends MetricKind['kind']> = {
  [Name in MetricName]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** What must be said beside a figure. */
export type FactsOf<Name extends MetricName> = {
  readonly [Fact in keyof (typeof METRICS)[Name]['facts']]: ((typeof METRICS)[Name]['facts'][Fact] &
    readonly string[])[number];
};

/** Stands where a word is none of ours: nothing that somebody wrote leaves with a figure. */
const OTHER = 'other';

/** The facts in words of our own vocabulary only. */
export function factsInOurWords(name: MetricName, facts: Readonly<Record<string, string>>): Record<string, string> {
  const known: Vocabulary = METRICS[name].facts;
  const told = Object.entries(facts).filter(([fact]) => known[fact] !== undefined);
  return Object.fromEntries(told.map(([fact, word]) => [fact, known[fact]?.includes(word) === true ? word : OTHER]));
}
