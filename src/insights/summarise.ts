import { SMALLEST_GROUP } from '../domain/biViews.ts';
import type { Feeling } from '../domain/callNote.ts';
import type { ScamAlert } from '../domain/scamAlert.ts';
import type { Mood, Share, Trends } from '../domain/trends.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { Clock } from '../ports/clock.ts';
import type { GapStore } from '../ports/gapStore.ts';
import type { Insights, NoteFigures } from '../ports/insights.ts';

interface TrendPorts {
  insights: Pick<Insights, 'notes' | 'callDays'>;
  alerts: Pick<Alerts, 'since'>;
  gaps: Pick<GapStore, 'list'>;
  clock: Clock;
}

const DAY_MS = 86_400_000;
const REPEAT_MS = 7 * DAY_MS;
const MOST_NOTES = 50_000;
const MOST_ALERTS = 5_000;

/** Looks back over the last `days`. */
export async function summarise(days: number, ports: TrendPorts): Promise<Trends> {
  const now = ports.clock.now();
  const since = new Date(now.getTime() - days * DAY_MS);
  const [notes, callDays, gaps, alerts] = await Promise.all([
    ports.insights.notes(since, MOST_NOTES),
    ports.insights.callDays(since),
    ports.gaps.list(since),
    ports.alerts.since(since, MOST_ALERTS),
  ]);
  const sum = (of: 'calls' | 'handled' | 'handlingSeconds'): number => callDays.reduce((all, one) => all + one[of], 0);
  const handled = sum('handled');
  return {
    ...{ days, calls: sum('calls'), byDay: callDays.map(({ day, calls }) => ({ day, calls })) },
    handlingSeconds: handled < SMALLEST_GROUP ? undefined : Math.round(sum('handlingSeconds') / handled),
    afterCall: medianOf(notes.flatMap(({ afterCallSeconds }) => afterCallSeconds ?? [])),
    ...topicsOf(notes),
    sentiment: sentimentOf(notes),
    firstContact: firstContactOf(notes, now),
    edits: editsOf(notes.flatMap(({ editWords }) => editWords ?? [])),
    gaps: { found: gaps.length, answered: gaps.filter(({ answeredAt }) => answeredAt !== undefined).length },
    alerts: outcomesOf(alerts),
  };
}

function medianOf(values: readonly number[]): { seconds: number; n: number } | undefined {
  if (values.length < SMALLEST_GROUP) return undefined;
  return { seconds: median(values), n: values.length };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

function topicsOf(notes: readonly NoteFigures[]): Pick<Trends, 'topics' | 'otherTopics'> {
  const counts = [...Map.groupBy(notes, ({ topic }) => topic)].map(([topic, some]) => ({ topic, notes: some.length }));
  const named = counts.filter(({ topic, notes: count }) => topic !== '' && count >= SMALLEST_GROUP);
  const topics = named.sort((one, other) => other.notes - one.notes || (one.topic < other.topic ? -1 : 1));
  return { topics, otherTopics: notes.length - topics.reduce((all, one) => all + one.notes, 0) };
}

function sentimentOf(notes: readonly NoteFigures[]): Trends['sentiment'] {
  const told = notes.filter(({ start, end }) => isMood(start) && isMood(end));
  if (told.length < SMALLEST_GROUP) return undefined;
  const count = (of: 'start' | 'end'): Record<Mood, number> => ({
    positive: told.filter((note) => note[of] === 'positive').length,
    neutral: told.filter((note) => note[of] === 'neutral').length,
    negative: told.filter((note) => note[of] === 'negative').length,
  });
  return { n: told.length, start: count('start'), end: count('end') };
}

function isMood(feeling: Feeling): feeling is Mood {
  return feeling === 'positive' || feeling === 'neutral' || feeling === 'negative';
}

/** Only calls of more than seven days ago can tell; both sides come from the same weeks. */
function firstContactOf(notes: readonly NoteFigures[], now: Date): Trends['firstContact'] {
  const known = notes.filter(({ customerKey, topicKey }) => customerKey !== '' && topicKey !== '');
  const chains = Map.groupBy(known, ({ customerKey, topicKey }) => `${customerKey} ${topicKey}`);
  const sides = { withHelp: { n: 0, resolved: 0 }, without: { n: 0, resolved: 0 } };
  for (const chain of chains.values()) {
    const times = chain.map(({ calledAt }) => calledAt.getTime()).sort((one, other) => one - other);
    for (const { calledAt, answers } of chain) {
      const at = calledAt.getTime();
      if (at > now.getTime() - REPEAT_MS) continue;
      const isRepeated = times.some((time) => time > at && time <= at + REPEAT_MS);
      const side = answers > 0 ? sides.withHelp : sides.without;
      side.n += 1;
      side.resolved += isRepeated ? 0 : 1;
    }
  }
  const shown = (side: Share): Share | undefined => (side.n < SMALLEST_GROUP ? undefined : side);
  return { withHelp: shown(sides.withHelp), without: shown(sides.without) };
}

function editsOf(words: readonly number[]): Trends['edits'] {
  if (words.length < SMALLEST_GROUP) return undefined;
  return { n: words.length, medianWords: median(words), unedited: words.filter((count) => count === 0).length };
}

function outcomesOf(alerts: readonly ScamAlert[]): Trends['alerts'] {
  const live = alerts.filter(({ mode }) => mode === 'live');
  return [...Map.groupBy(live, ({ outcome }) => outcome ?? ('open' as const))]
    .map(([outcome, some]) => ({ outcome, alerts: some.length }))
    .sort((one, other) => other.alerts - one.alerts || (one.outcome < other.outcome ? -1 : 1));
}
