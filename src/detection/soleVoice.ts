import { SIGNAL_RULES } from './signals/allSignals.ts';
import { OPENNESS } from './signals/openness.ts';

/**
 * One voice that nobody answers, as a recorded message is: what it promises or threatens, what it wants done about it, and whether
 * it names a channel the other side knows. Answers to a hesitation mean nothing in it.
 */
export const SOLE_VOICE: readonly { name: string; sign: 1 | 0 | -1 }[] = [
  { name: 'one-voice', sign: 0 },
  { name: 'scripted-pitch', sign: 1 },
  { name: 'pitch-with-key-press', sign: 1 },
  { name: 'pitch-with-callback', sign: 1 },
  { name: 'pitch-without-known-channel', sign: 1 },
];

/** What a recording baits or threatens with. */
const PITCHES = placesNamed([
  'unauthorized-charge',
  'live-transfer-prompt',
  'final-notice',
  'service-cutoff',
  'agency-claim',
  'unsolicited-offer',
  'arrest-threat',
  'legal-threat',
  'lure',
  'account-compromised',
  'fee-first',
  'family-emergency',
]);
const KEYS = placesNamed(['key-press-prompt', 'live-transfer-prompt']);
const CALLBACKS = placesNamed(['callback-number']);
const KNOWN_CHANNELS = placesNamed(['invites-call-back', 'refuses-secrets', 'points-to-own-channel', 'service-notice']);

/** Places of signals that only an answer can hold. */
export const ANSWERS: ReadonlySet<number> = new Set([
  ...OPENNESS.map((rule) => SIGNAL_RULES.indexOf(rule)),
  ...placesNamed([
    'accepts-no',
    'warns-of-fraud',
    'reports-past-fraud',
    'offers-service',
    'agent-pressured',
    'takes-the-rule',
  ]),
]);

function placesNamed(names: readonly string[]): number[] {
  return names.map((name) => SIGNAL_RULES.findIndex((rule) => rule.name === name));
}

/** Recordings are short; a longer run of turns is half of a conversation of which one side was heard. */
const LONGEST_RECORDING = 8;
/** Whoever says so many turns to one greeting speaks alone. */
const TURNS_TO_ONE_GREETING = 3;

/** How far a side with so many turns, answered by so many, talks alone: from 0 to 1. */
export function shareAlone(turns: number, answers: number): number {
  if (turns === 0 || answers > 1 || (answers === 1 && turns < TURNS_TO_ONE_GREETING)) return 0;
  return turns <= LONGEST_RECORDING ? 1 : LONGEST_RECORDING / turns;
}

/** The values named in SOLE_VOICE: a pitch alone may be an advertisement; a pitch that wants something done is a bait. */
export function soleVoiceValues(alone: number, signals: readonly number[], asks: number): number[] {
  if (alone === 0) return SOLE_VOICE.map(() => 0);
  const met = (places: readonly number[]) => places.reduce((sum, place) => sum + Math.min(1, signals[place] ?? 0), 0);
  const pitch = met(PITCHES);
  const [keys, callbacks] = [met(KEYS), met(CALLBACKS)];
  const wanted = Math.min(1, keys + callbacks + asks);
  return [
    alone,
    alone * Math.max(0, Math.min(pitch, 5) - 1),
    alone * Math.min(pitch, 3) * Math.min(1, keys),
    alone * Math.min(pitch, 3) * Math.min(1, callbacks),
    alone * Math.min(pitch, 3) * wanted * Math.max(0, 1 - met(KNOWN_CHANNELS)),
  ];
}
