import type { ScamAlert } from '../domain/scamAlert.ts';
import { clockTime, longDate } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { signalWords } from './alertWords.ts';
import { fitCard } from './fitCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/review.json' with { type: 'json' };

/** What there would have been, and what supervisors can choose. */
export interface ReviewCardView {
  /** Empty: all queues together. */
  queue: string;
  days: number;
  /** The newest first. */
  calls: readonly ScamAlert[];
  perShift: number;
  /** What holds at present; undefined while every alert is told. */
  budget?: { perShift: number; threshold: number } | undefined;
  perShiftNow: number;
  choices: readonly { perShift: number; wouldBe: number }[];
  queues: readonly { queue: string; perShift: number }[];
  /** Nobody is told of alerts at present. */
  isShadow: boolean;
  /** What the last button did. */
  notice?: string | undefined;
}

const CALLS_SHOWN = 6;
const QUEUES_SHOWN = 5;
const SIGNALS_SHOWN = 3;
const NAME_CHARACTERS = 60;

/** Alerts of the last days with no word of a call, and how many a shift the supervisors want. */
export function reviewCard(view: ReviewCardView, messages: Messages): AdaptiveCard {
  const words = messages.review;
  const heading = view.queue === '' ? words.heading : words.headingQueue(shownText(view.queue, NAME_CHARACTERS));
  const state = stateOf(view, messages);
  const hasCalls = view.calls.length > 0;
  return fitCard((share) =>
    fillCard(template, {
      language: messages.language,
      speak: speakable(`${heading}. ${state}`),
      fallback: messages.cards.cannotShow,
      ...{ heading, state, words, notice: view.notice ?? '', hasChoices: hasCalls },
      quiet: [
        ...(hasCalls ? [words.period(view.calls.length, view.days)] : []),
        ...(view.isShadow ? [words.silent] : []),
      ].map((text) => ({ text })),
      ...choicesOf(view, messages),
      data: { verb: 'chooseAlertBudget', queue: view.queue },
      sections: hasCalls ? [callsOf(view, share, messages), ...queuesOf(view, messages)] : [],
    }),
  );
}

/** "1.4" in the reader's language. */
export function rateText(rate: number, { language }: Messages): string {
  const shown = rate > 0 && rate < 0.1 ? 2 : 1;
  return new Intl.NumberFormat(language, { maximumFractionDigits: shown, minimumFractionDigits: 1 }).format(rate);
}

function stateOf({ calls, days, perShift, perShiftNow, budget, isShadow }: ReviewCardView, messages: Messages): string {
  const words = messages.review;
  if (calls.length === 0) return words.none(days);
  const [all, now] = [rateText(perShift, messages), rateText(perShiftNow, messages)];
  if (!isShadow) return words.had(all, now);
  return budget === undefined ? words.wouldHave(all) : words.wouldHaveBudget(all, now);
}

function choicesOf({ choices, budget, perShift }: ReviewCardView, messages: Messages): object {
  const words = messages.review;
  const plain = new Intl.NumberFormat(messages.language);
  const some = choices.map(({ perShift: most, wouldBe }) => ({
    title: words.choice(plain.format(most), rateText(wouldBe, messages)),
    value: String(most),
  }));
  const every = { title: words.everyChoice(rateText(perShift, messages)), value: 'all' };
  const chosen = budget === undefined || budget.perShift === 0 ? 'all' : String(budget.perShift);
  return { choices: [...some, every], chosen };
}

function callsOf({ calls, budget }: ReviewCardView, share: number, messages: Messages): object {
  const words = messages.review;
  const shown = calls.slice(0, Math.max(2, Math.round(CALLS_SHOWN * share)));
  const more = calls.length - shown.length;
  const lines = shown.map((alert) => callLine(alert, budget !== undefined && alert.score < budget.threshold, messages));
  return {
    heading: words.calls,
    lines: [...lines, ...(more > 0 ? [{ text: words.more(more), more: '' }] : [])],
    hint: messages.alerts.nothingStored,
  };
}

function callLine(alert: ScamAlert, isLeftOut: boolean, messages: Messages): { text: string; more: string } {
  const { review: words, alerts, language } = messages;
  const reasons = signalWords(alert, messages).slice(0, SIGNALS_SHOWN);
  const at = `${longDate(alert.raisedAt, language)}, ${clockTime(alert.raisedAt, language)}`;
  const what = joined([alert.queue, alerts.heading[alert.level], ...(isLeftOut ? [words.leftOut] : [])]);
  const why = reasons.map(({ text }) => text).join(', ') || alerts.noSignals;
  return { text: words.call(at, what), more: joined([why, alert.callId]) };
}

function joined(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => shownText(part, 2 * NAME_CHARACTERS))
    .join(' · ');
}

function queuesOf({ queues, queue }: ReviewCardView, messages: Messages): object[] {
  const words = messages.review;
  if (queues.length === 0 || queue !== '') return [];
  const lines = queues.slice(0, QUEUES_SHOWN).map((one) => ({
    text: words.queueLine(shownText(one.queue || words.noQueue, NAME_CHARACTERS), rateText(one.perShift, messages)),
    more: '',
  }));
  return [{ heading: words.byQueue, lines, hint: words.queueHint }];
}
