import type { FactsOf, MetricName, MetricOf } from '../domain/telemetry/metrics.ts';

/** Work that is worth a span of its own. A turn of Teams or a step of a live call begins one; what it does lies inside. */
export const STEPS = ['turn', 'search', 'model', 'call.began', 'call.sentence', 'call.ended'] as const;
export type StepName = (typeof STEPS)[number];

/** How one figure stands. */
export interface Look<Name extends MetricName> {
  value: number;
  facts: FactsOf<Name>;
}

/**
 * Figures and steps for whoever operates Earpiece. Never content, names, numbers or ids of people: beside a figure stand
 * words of our own vocabulary alone, beside a step the ids that its rows in the audit log carry. Never throws, and never
 * waits for anybody.
 */
export interface Telemetry {
  count<Name extends MetricOf<'counter'>>(name: Name, facts: FactsOf<Name>, by?: number): void;
  record<Name extends MetricOf<'histogram'>>(name: Name, value: number, facts: FactsOf<Name>): void;
  /** `look` is asked whenever figures are handed on; one that rejects has no figure that time. */
  watch<Name extends MetricOf<'gauge' | 'total'>>(
    name: Name,
    look: () => readonly Look<Name>[] | Promise<readonly Look<Name>[]>,
  ): void;
  /** Runs `work` as one step within the step under way, if any; a step whose work rejects has failed. */
  step<T>(name: StepName, work: () => Promise<T>): Promise<T>;
  /** Ties the steps under way to rows of the audit log. */
  correlate(correlationId: string): void;
  /** Hands on what is left, within a few seconds. */
  close(): Promise<void>;
}
