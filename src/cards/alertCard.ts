import { CHOSEN_OUTCOMES, type ScamAlert } from '../domain/scamAlert.ts';
import { clockTime } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { signalWords, tenthsOf } from './alertWords.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/alert.json' with { type: 'json' };

/** Why the last button did nothing. */
export type AlertProblem = keyof Messages['alerts']['problems'];

/** What one caller did, counted without a word of the calls. */
interface CallerCount {
  calls: number;
  /** Subscribers that were called; 0 for calls of a contact centre. */
  lines: number;
  minutes: number;
  alerts: number;
  confirmed: number;
}

/** What the operator says of where the call comes from; no number. */
export interface CallOriginView {
  attestation?: 'A' | 'B' | 'C' | undefined;
  /** What came of the operator's own check of the number. */
  check?: 'passed' | 'failed' | undefined;
  isOtherNumberShown: boolean;
  wasSentOn: boolean;
}

/** What the card of an alert shows to supervisors. */
export interface AlertCardView {
  alert: ScamAlert;
  /** Undefined where nobody has the call. */
  agentName?: string | undefined;
  /** Of who is on it, and of who ended it. */
  handledByName?: string | undefined;
  closedByName?: string | undefined;
  /** What the same caller did in the last hour, this call included. */
  campaign?: CallerCount | undefined;
  /** Undefined where no operator says anything. */
  origin?: CallOriginView | undefined;
  /** Where the call can be controlled. */
  controlUrl?: string | undefined;
  /** Whether a second channel could take it. */
  canEscalate: boolean;
  problem?: AlertProblem | undefined;
  /** What the last button did. */
  notice?: string | undefined;
}

const NAME_CHARACTERS = 60;
const ORIGIN_CHARACTERS = 400;
const SIGNALS_SHOWN = 6;

/** How risky a call is and why, who is on it, and what a supervisor can do. No word of the call. */
export function alertCard(view: AlertCardView, messages: Messages): AdaptiveCard {
  const { alert } = view;
  const words = messages.alerts;
  const isOpen = alert.outcome === undefined;
  const demo = alert.mode === 'demo' ? `${words.demo} · ` : '';
  const heading = `${demo}${alert.outcome === undefined ? words.heading[alert.level] : words.outcomes[alert.outcome]}`;
  const confidence = words.facts(words.sure(tenthsOf(alert.score)), alert.turns);
  return fillCard(template, {
    language: messages.language,
    speak: speakable(`${heading}. ${statusesOf(view, messages)[0]?.text ?? ''}`),
    fallback: messages.cards.cannotShow,
    ...{ heading, confidence, style: styleOf(alert), isOpen, words },
    statuses: statusesOf(view, messages),
    problem: view.problem === undefined ? (view.notice ?? '') : words.problems[view.problem],
    facts: factsOf(view, messages),
    ...reasons(alert, messages),
    ...buttons(view, messages),
  });
}

function styleOf({ level, outcome, handledBy }: ScamAlert): string {
  if (outcome !== undefined) return outcome === 'scam' ? 'good' : 'emphasis';
  if (handledBy !== undefined) return 'accent';
  return level === 'scam' ? 'attention' : 'warning';
}

function statusesOf(view: AlertCardView, { alerts: words, language }: Messages): { text: string }[] {
  const { alert } = view;
  const { handledAt, escalatedAt, outcome, closedAt, closedBy } = alert;
  const person = (name: string | undefined): string => shownText(name || words.someone, NAME_CHARACTERS);
  const time = (at: Date): string => clockTime(at, language);
  const lines: string[] = [];
  if (outcome !== undefined && closedAt !== undefined) {
    const isByItself = closedBy === 'earpiece';
    lines.push(
      isByItself ? words.closedByItself(time(closedAt)) : words.closed(person(view.closedByName), time(closedAt)),
    );
  } else if (handledAt !== undefined) lines.push(words.handled(person(view.handledByName), time(handledAt)));
  else if (escalatedAt !== undefined) lines.push(words.escalated(time(escalatedAt)));
  if (alert.endedAt !== undefined && outcome === undefined) lines.push(words.callOver);
  return lines.map((text) => ({ text }));
}

function factsOf(
  { alert, agentName, campaign, origin }: AlertCardView,
  { alerts: words, language }: Messages,
): { label: string; value: string }[] {
  const since = words.since(clockTime(alert.raisedAt, language), alert.alertTurn + 1);
  const rows = [
    { label: words.agent, value: alert.setting === 'subscriber' ? '' : agentName || words.noAgent },
    { label: words.queue, value: alert.queue },
    { label: words.caller, value: campaign !== undefined && campaign.calls > 1 ? words.campaign(campaign) : '' },
    { label: words.secondOpinion, value: alert.secondOpinion === undefined ? '' : words.opinions[alert.secondOpinion] },
    { label: words.call, value: `${alert.callId}, ${since}` },
  ].map(({ label, value }) => ({ label, value: shownText(value, NAME_CHARACTERS * 2) }));
  const from = { label: words.origin.label, value: shownText(originWords(origin, words.origin), ORIGIN_CHARACTERS) };
  return [...rows, from].filter(({ value }) => value !== '');
}

function originWords(origin: CallOriginView | undefined, words: Messages['alerts']['origin']): string {
  if (origin === undefined) return '';
  return [
    ...(origin.attestation === undefined ? [] : [words.attestation[origin.attestation]]),
    ...(origin.check === undefined ? [] : [words.check[origin.check]]),
    ...(origin.isOtherNumberShown ? [words.otherNumberShown] : []),
    ...(origin.wasSentOn ? [words.sentOn] : []),
  ].join('; ');
}

function reasons(alert: ScamAlert, messages: Messages): object {
  const words = messages.alerts;
  const all = signalWords(alert, messages);
  const shown = all.slice(0, SIGNALS_SHOWN).map(({ text, turn }) => ({ text, turn: `, ${words.turn(turn + 1)}` }));
  const more = all.length - shown.length;
  return {
    why: words.why,
    signals: [
      ...(shown.length === 0 ? [{ text: words.noSignals, turn: '' }] : shown),
      ...(more > 0 ? [{ text: words.moreSignals(more), turn: '' }] : []),
    ],
    nothingStored: words.nothingStored,
  };
}

function buttons({ alert, agentName, controlUrl, canEscalate }: AlertCardView, { alerts: words }: Messages): object {
  const { callId } = alert;
  const isOpen = alert.outcome === undefined;
  const takeUp = { title: words.takeUp, tooltip: words.takeUpTooltip, style: 'positive' };
  const passOn = { title: words.escalate, tooltip: words.escalateTooltip, style: 'default' };
  const canPassOn = isOpen && canEscalate && alert.escalatedAt === undefined;
  return {
    actions: [
      ...(isOpen && alert.handledBy === undefined ? [{ ...takeUp, data: { verb: 'takeUpAlert', callId } }] : []),
      ...(canPassOn ? [{ ...passOn, data: { verb: 'passOnAlert', callId } }] : []),
    ],
    canMessage: agentName !== undefined,
    links: controlUrl === undefined ? [] : [{ title: words.control, url: controlUrl }],
    messageData: { verb: 'messageAgent', callId },
    endData: { verb: 'endAlert', callId },
    outcomes: CHOSEN_OUTCOMES.map((value) => ({ value, title: words.outcomes[value] })),
  };
}
