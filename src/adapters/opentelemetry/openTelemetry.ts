import { setTimeout as sleep } from 'node:timers/promises';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Log } from '../../ports/log.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { measuredFigures } from './measuredFigures.ts';
import type { TelemetryExporter } from './telemetryExporter.ts';
import { toldOfFaults } from './toldOfFaults.ts';
import { tracedSteps } from './tracedSteps.ts';

/** How telemetry is handed on. */
export interface TelemetryHouse {
  exporters: readonly TelemetryExporter[];
  /** Tells processes apart. */
  instanceId: string;
  /** Between two times that figures are handed on. */
  everyMs: number;
  /** Share of turns and call steps whose spans are handed on, in [0, 1]. */
  traceShare: number;
  /** An id as it may leave the house. */
  hideId: (id: string) => string;
  log: Log;
}

const CLOSE_MS = 4_000;
const EXPORT_MS = 10_000;

/** Hands figures and spans to exporters of OpenTelemetry, in the background; nothing is global, nothing is instrumented. */
export function openTelemetry(house: TelemetryHouse): Telemetry {
  const { everyMs, traceShare, instanceId, log } = house;
  const resource = resourceFromAttributes({ 'service.name': 'earpiece', 'service.instance.id': instanceId });
  const exporters = house.exporters.map((exporter) => toldOfFaults(exporter, log));
  const timing = { exportIntervalMillis: everyMs, exportTimeoutMillis: Math.min(EXPORT_MS, everyMs) };
  const meters = new MeterProvider({
    resource,
    readers: exporters.map(({ metrics }) => new PeriodicExportingMetricReader({ exporter: metrics, ...timing })),
  });
  const tracers = new BasicTracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(traceShare) }),
    spanProcessors: exporters.map(({ spans }) => new BatchSpanProcessor(spans, { exportTimeoutMillis: EXPORT_MS })),
  });
  return {
    ...measuredFigures(meters.getMeter('earpiece')),
    ...tracedSteps(tracers.getTracer('earpiece'), house),
    close: async () => {
      const closing = Promise.allSettled([meters.shutdown(), tracers.shutdown()]);
      await Promise.race([closing, sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}
