import { createHash } from 'node:crypto';
import type { CallCampaign } from '../../domain/callCampaign.ts';
import { wasReal } from '../../domain/scamAlert.ts';
import type { AlertedCall, CallerTraffic } from '../../ports/campaignSource.ts';

/** Two callers are one campaign when they work through the same range in the same way at about the same time. */
const APART_MS = 2 * 3_600_000;
const SHARED_SIGNALS = 3;
const SHARED_SHARE = 0.5;
/** A caller with one alert needs this many calls to stand for a campaign. */
const MOST_BY_CHANCE = 2;
const ID_CHARACTERS = 6;

interface Group {
  callerKeys: readonly string[];
  calls: readonly AlertedCall[];
}

/**
 * Joins calls with an alert by the caller's keyed hash, then callers by called range and pattern of signals. Expects what
 * all calls of these callers come to; leaves out who called once or twice. The largest first.
 */
export function joinCampaigns(
  alerted: readonly AlertedCall[],
  traffic: readonly CallerTraffic[],
): readonly CallCampaign[] {
  const byCaller = [...Map.groupBy(alerted, ({ callerKey, callId }) => callerKey ?? `call ${callId}`).values()];
  const groups = joinAlike(
    byCaller.map((calls) => {
      const key = calls[0]?.callerKey;
      return { callerKeys: key === undefined ? [] : [key], calls };
    }),
  );
  const byKey = new Map(traffic.map((one) => [one.callerKey, one]));
  return groups
    .map((group) => campaignOf(group, byKey))
    .filter(({ calls, alerts }) => alerts > 1 || calls > MOST_BY_CHANCE)
    .sort(
      (one, other) =>
        other.alerts - one.alerts || other.calls - one.calls || (one.campaignId < other.campaignId ? -1 : 1),
    );
}

function joinAlike(groups: readonly Group[]): Group[] {
  const joined: Group[] = [];
  for (const group of groups) {
    const at = joined.findIndex((one) => isAlike(one, group));
    const like = joined[at];
    if (like === undefined) joined.push(group);
    else {
      const callerKeys = [...like.callerKeys, ...group.callerKeys];
      joined[at] = { callerKeys, calls: [...like.calls, ...group.calls] };
    }
  }
  return joined;
}

function isAlike(one: Group, other: Group): boolean {
  const ranges = new Set(one.calls.map(({ calledRange }) => calledRange));
  const meets = other.calls.some(({ calledRange }) => calledRange !== undefined && ranges.has(calledRange));
  if (!meets || apartMs(one, other) > APART_MS) return false;
  const [mine, theirs] = [new Set(patternOf(one)), new Set(patternOf(other))];
  const shared = mine.intersection(theirs).size;
  return shared >= SHARED_SIGNALS && shared / mine.union(theirs).size >= SHARED_SHARE;
}

/** Between the nearest of their alerts. */
function apartMs(one: Group, other: Group): number {
  const times = ({ calls }: Group): number[] => calls.map(({ raisedAt }) => raisedAt.getTime());
  const [mine, theirs] = [times(one), times(other)];
  const between = Math.max(...mine) < Math.min(...theirs) ? Math.min(...theirs) - Math.max(...mine) : 0;
  return Math.max(between, Math.min(...mine) - Math.max(...theirs));
}

/** Signals of at least half of its alerts, the most frequent first. */
function patternOf({ calls }: Group): string[] {
  const counts = new Map<string, number>();
  for (const name of calls.flatMap(({ signals }) => signals)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count * 2 >= calls.length);
  return often.sort(([one, most], [other, many]) => many - most || (one < other ? -1 : 1)).map(([name]) => name);
}

function campaignOf(group: Group, traffic: ReadonlyMap<string, CallerTraffic>): CallCampaign {
  const { callerKeys, calls } = group;
  const known = callerKeys.flatMap((key) => traffic.get(key) ?? []);
  const counted = new Set(known.map(({ callerKey }) => callerKey));
  const uncounted = calls.filter(({ callerKey }) => callerKey === undefined || !counted.has(callerKey));
  const total = (of: (one: CallerTraffic) => number): number => known.reduce((sum, one) => sum + of(one), 0);
  const times = [
    ...calls.map(({ raisedAt }) => raisedAt),
    ...known.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]),
  ];
  const millis = times.map((time) => time.getTime());
  const outcomes = calls.map(({ outcome }) => outcome && wasReal(outcome));
  const name = callerKeys[0] ?? calls.at(-1)?.callId ?? '';
  return {
    campaignId: createHash('sha256').update(name).digest('hex').slice(0, ID_CHARACTERS),
    joinedBy: callerKeys.length === 1 ? 'caller' : 'pattern',
    // Calls with a hidden number may be of one caller or of many.
    callers: Math.max(1, callerKeys.length),
    calls: uncounted.length + total((one) => one.calls),
    lines: total((one) => one.lines),
    ...{ firstAt: new Date(Math.min(...millis)), lastAt: new Date(Math.max(...millis)), alerts: calls.length },
    confirmed: outcomes.filter((isReal) => isReal === true).length,
    falseAlarms: outcomes.filter((isReal) => isReal === false).length,
    ranges: [...new Set(calls.flatMap(({ calledRange }) => calledRange ?? []))].sort(),
    queues: [...new Set(calls.map(({ queue }) => queue).filter((queue) => queue !== ''))].sort(),
    signals: patternOf(group),
  };
}
