import { randomUUID } from 'node:crypto';
import { azureCredential } from '../adapters/azure/azureCredential.ts';
import { loggedTelemetry } from '../adapters/embedded/loggedTelemetry.ts';
import { silentTelemetry } from '../adapters/embedded/silentTelemetry.ts';
import type { TelemetryExporter } from '../adapters/opentelemetry/telemetryExporter.ts';
import type { Log } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Config } from './config.ts';
import type { OperationSettings } from './operationSettings.ts';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Telemetry as the settings want it: to a collector, to Azure Monitor, to both; else as lines of the log at level debug,
 * else to nobody. SDKs are loaded where they are needed. `identity` is the client id of a managed identity.
 */
export async function tellOperators(
  { operation, logLevel }: Pick<Config, 'operation' | 'logLevel'>,
  identity: string | undefined,
  { keyedHash, log }: { keyedHash: (value: string) => string; log: Log },
): Promise<Telemetry> {
  const { everyMs, traceShare } = operation;
  // A call platform may put a number into the id of a call; ids of our own are GUIDs and say nothing.
  const hideId = (id: string): string => (GUID.test(id) ? id : keyedHash(id));
  const exporters = await openExporters(operation, identity);
  if (exporters.length === 0) {
    return logLevel === 'debug' ? loggedTelemetry({ everyMs, hideId }, log) : silentTelemetry;
  }
  const { openTelemetry } = await import('../adapters/opentelemetry/openTelemetry.ts');
  log.info({ to: exporters.map(({ name }) => name) }, 'telemetry is handed on');
  return openTelemetry({ exporters, instanceId: randomUUID(), everyMs, traceShare, hideId, log });
}

async function openExporters(
  { otlp, azureMonitor }: OperationSettings,
  identity: string | undefined,
): Promise<TelemetryExporter[]> {
  const exporters: TelemetryExporter[] = [];
  if (otlp !== undefined) {
    const { otlpExporter } = await import('../adapters/opentelemetry/otlpExporter.ts');
    exporters.push(otlpExporter(otlp));
  }
  if (azureMonitor !== undefined) {
    const { azureMonitorExporter } = await import('../adapters/opentelemetry/azureMonitorExporter.ts');
    const credential = identity === undefined ? undefined : await azureCredential(identity);
    exporters.push(await azureMonitorExporter({ connectionString: azureMonitor, credential }));
  }
  return exporters;
}
