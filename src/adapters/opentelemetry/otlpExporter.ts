import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { TelemetryExporter } from './telemetryExporter.ts';

/** Hands telemetry to a collector by OTLP 1.x over HTTP with JSON bodies; `endpoint` is the part before /v1. */
export function otlpExporter({
  endpoint,
  headers,
}: {
  endpoint: string;
  headers: Readonly<Record<string, string>>;
}): TelemetryExporter {
  const at = (path: string): string => `${endpoint.replace(/\/+$/, '')}${path}`;
  return {
    name: 'OTLP',
    metrics: new OTLPMetricExporter({ url: at('/v1/metrics'), headers: { ...headers } }),
    spans: new OTLPTraceExporter({ url: at('/v1/traces'), headers: { ...headers } }),
  };
}
