import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import type { ChannelAlerts } from './alertsHereCard.ts';
import { shownText } from './shownText.ts';
import template from './templates/alerts.json' with { type: 'json' };

/** How scam alerts stand in the whole house. */
export interface AlertsOverview {
  channels: readonly (ChannelAlerts & { name: string })[];
  /** Names of supervisors on duty. */
  onDuty: readonly string[];
  /** Of the last 24 hours. */
  alerts: number;
  open: number;
  delivery: {
    meant: number;
    delivered: number;
    waiting: number;
    cancelled: number;
    failed: number;
    possibleDuplicates: number;
  };
  /** How often the reader was mentioned since they came on duty; undefined while they are not. */
  mentions: number | undefined;
  /** What would have been shown while alerts are only counted. */
  shadow: { days: number; alerts: number; perShift: number; scamsPerShift: number } | undefined;
  /** What people said of the alerts: how many were real among those they judged, and by signal. */
  precision: {
    real: number;
    judged: number;
    signals: readonly { name: string; real: number; judged: number }[];
  };
}

const SHOWN = 10;
const SIGNALS_SHOWN = 5;
const NAME_CHARACTERS = 60;

/** Which channels take scam alerts, who is on duty, and what became of the alerts of a day. */
export function alertsOverviewCard(overview: AlertsOverview, messages: Messages): AdaptiveCard {
  const words = messages.alerts.subscribe;
  const channels = overview.channels.slice(0, SHOWN).map((channel) => channelLine(channel, messages));
  const people = overview.onDuty.slice(0, SHOWN).map((name) => shownText(name, NAME_CHARACTERS));
  const sections = [
    { heading: words.channels, lines: channels.length === 0 ? [words.none] : channels },
    { heading: words.duty, lines: [people.length === 0 ? words.nobody : people.join(', ')] },
    { heading: words.lastDay, lines: dayLines(overview, messages) },
    ...(overview.shadow === undefined
      ? []
      : [{ heading: words.shadowHeading, lines: shadowLines(overview.shadow, messages) }]),
    ...(overview.precision.judged === 0 ? [] : [{ heading: words.judged, lines: precisionLines(overview, messages) }]),
  ];
  return fillCard(template, {
    language: messages.language,
    speak: words.heading,
    fallback: messages.cards.cannotShow,
    heading: words.heading,
    state: words.summary(overview.channels.length),
    sections: sections.map(({ heading, lines }) => ({ heading, lines: lines.map((text) => ({ text })) })),
    hint: '',
    asksForQueue: false,
    queueLabel: words.queueLabel,
    queue: '',
    actions: [],
  });
}

function channelLine({ name, kind, queue }: ChannelAlerts & { name: string }, { alerts }: Messages): string {
  const words = alerts.subscribe;
  const queues = queue === '' ? words.allQueues : shownText(queue, NAME_CHARACTERS);
  const what = kind === 'second' ? `${queues}, ${words.second}` : queues;
  return words.channel(shownText(name || words.unnamedChannel, NAME_CHARACTERS), what);
}

function dayLines({ alerts, open, delivery, mentions }: AlertsOverview, messages: Messages): string[] {
  const words = messages.alerts.subscribe;
  const { possibleDuplicates } = delivery;
  return [
    words.counts(alerts, open),
    ...(delivery.meant === 0 ? [] : [words.delivery(delivery)]),
    ...(possibleDuplicates === 0 ? [] : [words.duplicates(possibleDuplicates)]),
    ...(mentions === undefined ? [] : [words.mentions(mentions)]),
  ];
}

function precisionLines({ precision }: AlertsOverview, { alerts, scam }: Messages): string[] {
  const words = alerts.subscribe;
  const named: Readonly<Record<string, string>> = scam;
  const signals = precision.signals.slice(0, SIGNALS_SHOWN).flatMap(({ name, real, judged }) => {
    const word = named[name];
    return word === undefined ? [] : [words.precision(word, real, judged)];
  });
  return [words.precisionOfAll(precision.real, precision.judged), ...signals];
}

function shadowLines(shadow: NonNullable<AlertsOverview['shadow']>, { alerts, language }: Messages): string[] {
  const words = alerts.subscribe;
  const rate = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return [
    words.shadow(shadow.alerts, shadow.days, rate.format(shadow.perShift)),
    words.shadowScams(rate.format(shadow.scamsPerShift)),
  ];
}
