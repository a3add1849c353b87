import type { Telemetry } from '../../ports/telemetry.ts';

/** Nobody wants to know: work is done, and nothing is told of it. */
export const silentTelemetry: Telemetry = {
  count: () => undefined,
  record: () => undefined,
  watch: () => undefined,
  step: (_name, work) => work(),
  correlate: () => undefined,
  close: () => Promise.resolve(),
};
