import process from 'node:process';
import type { TokenCredential } from '@azure/identity';
import type { TelemetryExporter } from './telemetryExporter.ts';

/**
 * Hands telemetry to Application Insights, as the identity given or, without one, by the key in the connection string.
 * Loads the SDK. Nothing is kept on disk while Azure is away.
 */
export async function azureMonitorExporter({
  connectionString,
  credential,
}: {
  connectionString: string;
  credential: TokenCredential | undefined;
}): Promise<TelemetryExporter> {
  // The SDK reports on itself to its maker unless told not to, and can be told by its environment alone.
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
  process.env.APPLICATIONINSIGHTS_SDKSTATS_DISABLED = 'true';
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } =
    await import('@azure/monitor-opentelemetry-exporter');
  const options = { connectionString, disableOfflineStorage: true, ...(credential && { credential }) };
  return {
    name: 'Azure Monitor',
    metrics: new AzureMonitorMetricExporter(options),
    spans: new AzureMonitorTraceExporter(options),
  };
}
