import type { CallSide } from '../domain/verdict.ts';
import { type CallEvidence, fading, strengthOf } from './callEvidence.ts';
import { EXCHANGES } from './exchanges.ts';
import { SIGNAL_OF_PATTERN } from './readTurn.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';
import { ANNOUNCEMENTS } from './signals/announcements.ts';
import { ASKS } from './signals/asks.ts';
import { AT_AGENT } from './signals/atAgent.ts';
import { MONEY } from './signals/money.ts';
import { PRETEXTS } from './signals/pretexts.ts';
import { PROTECTION } from './signals/protection.ts';
import type { SignalRule } from './signals/signal.ts';
import { TACTICS } from './signals/tactics.ts';
import { TAKEOVER } from './signals/takeover.ts';
import { ANSWERS, shareAlone, SOLE_VOICE, soleVoiceValues } from './soleVoice.ts';

/** Things that tell more together than apart, and what the call is like; with the sign a trained weight must keep. */
const COMBINED: readonly { name: string; sign: 1 | 0 | -1; prior?: number }[] = [
  { name: 'asks-with-tactics', sign: 1 },
  { name: 'tactics-together', sign: 1 },
  { name: 'pretext-with-asks', sign: 1 },
  { name: 'takeover-together', sign: 1, prior: 0.4 },
  { name: 'both-contacts-replaced', sign: 1, prior: 0.8 },
  { name: 'protection-together', sign: -1 },
  ...SOLE_VOICE,
  { name: 'suspect-was-called', sign: 0 },
  { name: 'perhaps-was-called', sign: -1 },
  { name: 'at-agent', sign: 0 },
  { name: 'context-unknown', sign: 0 },
  { name: 'turns', sign: -1 },
];

const ALL = [...SIGNAL_RULES, ...EXCHANGES, ...COMBINED];

/** Names of the values `featuresOf` gives, in order. */
export const FEATURE_NAMES: readonly string[] = ALL.map(({ name }) => name);

/** The sign a trained weight must keep; 0 leaves it free. */
export const FEATURE_SIGNS: readonly (1 | 0 | -1)[] = ALL.map(({ sign }) => sign);

/** What a trained weight is held towards where the calls to learn from are too few. */
export const FEATURE_PRIORS: readonly number[] = ALL.map((one) => ('prior' in one ? (one.prior ?? 0) : 0));

const KINDS = {
  asks: placesOf([...ASKS, ...MONEY]),
  tactics: placesOf(TACTICS),
  pretexts: placesOf(PRETEXTS),
  takeover: placesOf(TAKEOVER),
  protection: placesOf(PROTECTION),
};
const ONLY_AT_AGENTS = new Set([
  ...KINDS.takeover,
  ...placesOf(AT_AGENT),
  ...placesOf(SIGNAL_RULES.filter(isAgentCannot)),
]);
/** Whoever replaces both ways to reach a customer cuts them off from every warning. */
const CONTACTS = placesOf(TAKEOVER.filter(({ name }) => name === 'phone-replaced' || name === 'email-replaced'));
const ANNOUNCED = new Set(placesOf(ANNOUNCEMENTS));

/** What is left of a recording's phrases once somebody answers: nobody holds a conversation with a recording. */
const ANNOUNCED_IN_TALK = 0.3;
/** A subscriber who calls about a new phone attacks nobody; where the setting is unknown, either may be meant. */
const AT_AGENT_SHARE = { subscriber: 0, unknown: 0.5, 'contact-centre': 1 };

function placesOf(rules: readonly SignalRule[]): number[] {
  return rules.map((rule) => SIGNAL_RULES.indexOf(rule));
}

function isAgentCannot({ name }: SignalRule): boolean {
  return name === 'agent-cannot';
}

/** The evidence as numbers, supposing that `suspect` is the thief. */
export function featuresOf(evidence: CallEvidence, suspect: CallSide): number[] {
  const signals = signalValues(evidence, suspect);
  const thief = evidence[suspect];
  const other = evidence[otherThan(suspect)];
  const exchanges = EXCHANGES.map(({ answeredBy }, place) =>
    worthOf(strengthOf((answeredBy === 'suspect' ? thief : other).exchanges, place, evidence.words)),
  );
  const met = (places: readonly number[]) => places.reduce((sum, place) => sum + Math.min(1, signals[place] ?? 0), 0);
  const asks = met(KINDS.asks);
  const tactics = met(KINDS.tactics);
  const { setting } = evidence.context;
  return [
    ...signals,
    ...exchanges,
    (Math.min(asks, 3) * Math.min(tactics, 4)) / 4,
    Math.max(0, Math.min(tactics, 6) - 2) / 2,
    (Math.min(met(KINDS.pretexts), 2) * Math.min(asks, 3)) / 3,
    Math.max(0, Math.min(met(KINDS.takeover), 7) - 2) / 2,
    Math.min(1, ...CONTACTS.map((place) => signals[place] ?? 0)),
    Math.max(0, met(KINDS.protection) - 2) / 2,
    ...soleVoiceValues(shareAlone(thief.turns, other.turns), signals, asks),
    suspect === 'callee' ? 1 : 0,
    suspect === 'callee' && setting === undefined ? 1 : 0,
    setting === 'contact-centre' ? 1 : 0,
    setting === undefined ? 1 : 0,
    Math.log2(1 + Math.min(evidence.turns, 60)) / 2,
  ];
}

function signalValues(evidence: CallEvidence, suspect: CallSide): number[] {
  const thief = evidence[suspect];
  const other = evidence[otherThan(suspect)];
  const atAgent = AT_AGENT_SHARE[evidence.context.setting ?? 'unknown'];
  const shares = speechShares(thief.turns, other.turns);
  return SIGNAL_RULES.map(({ side }, place) => {
    const worth = worthOf(strengthOf((side === 'suspect' ? thief : other).signals, place, evidence.words));
    if (worth === 0) return 0;
    return worth * shares[SPEECH[place] ?? 0] * (ONLY_AT_AGENTS.has(place) ? atAgent : 1);
  });
}

/** How much counts of each kind of speech when one side said so many turns and the other so many; by SPEECH. */
function speechShares(turns: number, answers: number): readonly [plain: number, announced: number, answering: number] {
  return [1, answers <= 1 ? 1 : ANNOUNCED_IN_TALK, 1 - shareAlone(turns, answers)];
}

/** By signal: 1 of announcements, 2 of answers, 0 of all others. */
const SPEECH = SIGNAL_RULES.map((_, signal) => (ANNOUNCED.has(signal) ? 1 : ANSWERS.has(signal) ? 2 : 0));
const SPEECH_OF_PATTERN = SIGNAL_OF_PATTERN.map((signal) => SPEECH[signal] ?? 0);

/** Hearing a thing twice says a little more than once. */
function worthOf(strength: number): number {
  return strength <= 1 ? strength : 1 + 0.3 * (strength - 1);
}

/** Below this a pattern is as good as forgotten. */
const FAINTEST = 0.02;

const SAID_BY = SIGNAL_OF_PATTERN.map((signal) => SIGNAL_RULES[signal]?.side);
const IS_AT_AGENTS = SIGNAL_OF_PATTERN.map((signal) => ONLY_AT_AGENTS.has(signal));

/** Places of the patterns that count when `suspect` is the thief, each with what is left of it. */
export function patternsOf(evidence: CallEvidence, suspect: CallSide): [place: number, worth: number][] {
  const found: [number, number][] = [];
  const shares = speechShares(evidence[suspect].turns, evidence[otherThan(suspect)].turns);
  const collect = (side: CallSide, said: SignalRule['side']) => {
    for (const [place, at] of evidence[side].patterns) {
      if (SAID_BY[place] !== said) continue;
      if (evidence.context.setting === 'subscriber' && IS_AT_AGENTS[place] === true) continue;
      const worth = fading(evidence.words - at) * shares[SPEECH_OF_PATTERN[place] ?? 0];
      if (worth > FAINTEST) found.push([place, worth]);
    }
  };
  collect(suspect, 'suspect');
  collect(otherThan(suspect), 'other');
  return found;
}

function otherThan(side: CallSide): CallSide {
  return side === 'caller' ? 'callee' : 'caller';
}
