import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Somebody who takes figures and spans. */
export interface TelemetryExporter {
  /** For people, in the log. */
  name: string;
  metrics: PushMetricExporter;
  spans: SpanExporter;
}
