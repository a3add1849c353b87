import { METRICS, type MetricName } from '../../../src/domain/telemetry/metrics.ts';
import type { ToldTelemetry } from './told.ts';

interface Line {
  message?: string;
  figures?: Record<string, { count: number; sum: number; max: number }>;
  step?: string;
  hasFailed?: boolean;
  correlationIds?: string[];
}

/** What lines of the log tell. */
export function toldInLog(lines: readonly Line[]): ToldTelemetry {
  const figures = lines.flatMap((line) => Object.entries(line.figures ?? {}));
  return {
    figures: figures.map(([key, { count, sum }]) => {
      const [name = '', ...facts] = key.split(' ');
      const isHistogram = METRICS[name as MetricName].kind === 'histogram';
      const pairs = facts.map((fact) => fact.split('=') as [string, string]);
      return { name, facts: Object.fromEntries(pairs), value: isHistogram ? count : sum };
    }),
    steps: lines
      .filter(({ message }) => message === 'step')
      .map(({ step, hasFailed, correlationIds }) => ({
        ...{ name: `earpiece.${step}`, parent: undefined, hasFailed: hasFailed === true, ids: correlationIds ?? [] },
      })),
  };
}
