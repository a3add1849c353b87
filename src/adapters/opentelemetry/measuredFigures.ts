import type { BatchObservableResult, Counter, Histogram, Meter, Observable } from '@opentelemetry/api';
import { factsInOurWords, type MetricName, METRICS } from '../../domain/telemetry/metrics.ts';
import type { Look, Telemetry } from '../../ports/telemetry.ts';

/** Bounds in seconds, from a search in the house to a model that takes its time. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 15, 30];

type AnyLook = () => readonly Look<never>[] | Promise<readonly Look<never>[]>;

/** Figures as instruments of OpenTelemetry, each made when it is first needed. */
export function measuredFigures(meter: Meter): Pick<Telemetry, 'count' | 'record' | 'watch'> {
  const counters = new Map<MetricName, Counter>();
  const histograms = new Map<MetricName, Histogram>();
  const watched = new Map<MetricName, Observable>();
  const described = (name: MetricName) => ({ description: METRICS[name].meaning, unit: METRICS[name].unit });
  return {
    count: (name, facts, by = 1) => {
      const counter = once(counters, name, () => meter.createCounter(name, described(name)));
      counter.add(by, factsInOurWords(name, facts));
    },
    record: (name, value, facts) => {
      const advice = { explicitBucketBoundaries: SECONDS };
      const histogram = once(histograms, name, () => meter.createHistogram(name, { ...described(name), advice }));
      histogram.record(value, factsInOurWords(name, facts));
    },
    watch: (name, look) => {
      const figure = once(watched, name, () =>
        METRICS[name].kind === 'gauge'
          ? meter.createObservableGauge(name, described(name))
          : meter.createObservableCounter(name, described(name)),
      );
      const observe = (result: BatchObservableResult): Promise<void> => tell({ name, look, figure }, result);
      meter.addBatchObservableCallback(observe, [figure]);
    },
  };
}

/** What cannot be looked at now has no figure this time; the next look may have one. */
async function tell(
  { name, look, figure }: { name: MetricName; look: AnyLook; figure: Observable },
  result: BatchObservableResult,
): Promise<void> {
  const looks = await Promise.resolve()
    .then(look)
    .catch(() => []);
  for (const { value, facts } of looks) result.observe(figure, value, factsInOurWords(name, facts));
}

function once<Made>(made: Map<MetricName, Made>, name: MetricName, make: () => Made): Made {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known;
}
