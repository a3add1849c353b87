import type { AlertOutcome } from '../domain/scamAlert.ts';
import type { Mood, Share, Trends } from '../domain/trends.ts';
import { longDate } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/insights.json' with { type: 'json' };

/** Lines that stand by themselves, and a chart of the same for clients that draw charts; the others leave it out. */
interface Section {
  heading: string;
  lines: readonly { text: string }[];
  charts?: readonly { chart: object }[];
  hint?: string;
}

const TOPICS_SHOWN = 6;
const TOPIC_CHARACTERS = 60;
const MOODS: readonly Mood[] = ['positive', 'neutral', 'negative'];

/** Figures of the whole house: a sentence first, then lines, each with a chart where the client draws one. */
export function insightsCard(view: Trends, messages: Messages): AdaptiveCard {
  const words = messages.insights;
  const sections = sectionsOf(view, messages).filter(({ lines, charts = [] }) => lines.length + charts.length > 0);
  const state = sections.length === 0 ? words.nothing(view.days) : words.sentence(view.calls, view.days);
  return fillCard(template, {
    language: messages.language,
    speak: speakable(`${words.heading}. ${state}`),
    fallback: messages.cards.cannotShow,
    ...{ words, state },
    sections: sections.map((one) => ({ hint: '', charts: [], ...one })),
  });
}

function sectionsOf(view: Trends, messages: Messages): Section[] {
  const words = messages.insights;
  return [
    { heading: words.time, lines: linesOf(timesOf(view, messages)) },
    ...(view.byDay.length < 2 ? [] : [volumeOf(view, messages)]),
    topicsOf(view, messages),
    feelingsOf(view, messages),
    firstContactOf(view, messages),
    { heading: words.notes, lines: linesOf(notesOf(view, messages)) },
    alertsOf(view, messages),
  ];
}

function timesOf({ handlingSeconds, afterCall }: Trends, messages: Messages): string[] {
  const words = messages.insights;
  const minutes = (seconds: number): string => decimal(seconds / 60, messages);
  return [
    ...(handlingSeconds === undefined ? [] : [words.handling(minutes(handlingSeconds))]),
    ...(afterCall === undefined ? [] : [words.afterCall(minutes(afterCall.seconds), afterCall.n)]),
  ];
}

/** Days without a chart are summed up by the sentence above. */
function volumeOf({ byDay }: Trends, { insights: words, language }: Messages): Section {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  const data = byDay.map(({ day, calls }) => ({ x: format.format(new Date(day)), y: calls }));
  const most = byDay.reduce((one, other) => (other.calls > one.calls ? other : one));
  const line = { text: words.busiest(longDate(new Date(most.day), language), most.calls) };
  return { heading: words.volume, lines: [line], charts: [chartOf('Chart.VerticalBar', words.volume, data)] };
}

function topicsOf({ topics, otherTopics }: Trends, { insights: words }: Messages): Section {
  const shown = topics.slice(0, TOPICS_SHOWN).map((one) => ({ ...one, topic: shownText(one.topic, TOPIC_CHARACTERS) }));
  const rest = otherTopics + topics.slice(TOPICS_SHOWN).reduce((sum, { notes }) => sum + notes, 0);
  const lines = shown.map(({ topic, notes }) => words.topicLine(topic, notes));
  const data = shown.map(({ topic, notes }) => ({ x: topic, y: notes }));
  return {
    heading: words.topics,
    lines: shown.length === 0 ? [] : linesOf([...lines, ...(rest > 0 ? [words.otherTopics(rest)] : [])]),
    charts: shown.length < 2 ? [] : [chartOf('Chart.HorizontalBar', words.topics, data)],
  };
}

function feelingsOf({ sentiment }: Trends, messages: Messages): Section {
  const words = messages.insights;
  if (sentiment === undefined) return { heading: words.feeling, lines: [] };
  const { start, end, n } = sentiment;
  const lines = MOODS.map((mood) =>
    words.feelingLine(words.moods[mood], percent(start[mood] / n, messages), percent(end[mood] / n, messages)),
  );
  const series = (legend: string, counts: Record<Mood, number>): object => ({
    legend,
    values: MOODS.map((mood) => ({ x: words.moods[mood], y: counts[mood] })),
  });
  const data = [series(words.start, start), series(words.end, end)];
  return {
    heading: words.feeling,
    lines: linesOf(lines),
    charts: [chartOf('Chart.VerticalBar.Grouped', words.feeling, data)],
  };
}

function firstContactOf({ firstContact }: Trends, messages: Messages): Section {
  const words = messages.insights;
  const { withHelp, without } = firstContact;
  const share = ({ n, resolved }: Share): string => percent(resolved / n, messages);
  const lines = [
    ...(withHelp === undefined ? [] : [words.withHelp(share(withHelp), withHelp.n)]),
    ...(without === undefined ? [] : [words.without(share(without), without.n)]),
  ];
  return { heading: words.firstContact, lines: linesOf(lines), hint: words.association };
}

function notesOf({ edits, gaps }: Trends, messages: Messages): string[] {
  const words = messages.insights;
  const share = edits && percent(edits.unedited / edits.n, messages);
  return [
    ...(edits === undefined ? [] : [words.edits(decimal(edits.medianWords, messages), share ?? '', edits.n)]),
    ...(gaps.found === 0 ? [] : [words.gaps(gaps.found, gaps.answered)]),
  ];
}

function alertsOf({ alerts }: Trends, { insights: words, alerts: named }: Messages): Section {
  const outcome = (one: AlertOutcome | 'open'): string => (one === 'open' ? words.open : named.outcomes[one]);
  const lines = alerts.map((one) => words.alertLine(outcome(one.outcome), one.alerts));
  const data = alerts.map((one) => ({ legend: outcome(one.outcome), value: one.alerts }));
  const charts = alerts.length < 2 ? [] : [chartOf('Chart.Donut', words.alerts, data)];
  return { heading: words.alerts, lines: linesOf(lines), charts };
}

function chartOf(type: string, title: string, data: readonly object[]): { chart: object } {
  return { chart: { type, title, data } };
}

function linesOf(texts: readonly string[]): { text: string }[] {
  return texts.map((text) => ({ text }));
}

function decimal(value: number, { language }: Messages): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
}

function percent(share: number, { language }: Messages): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
