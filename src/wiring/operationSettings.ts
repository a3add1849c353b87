import { z } from 'zod';

/** Settings that say how Earpiece ends, and who is told how it does; without those it tells the log, at level debug. */
export const operationSettings = {
  CALL_DRAIN_MINUTES: z.coerce
    .number()
    .min(0)
    .max(240)
    .default(10)
    .describe('Minutes that live calls get to end when the process is told to stop; no new ones come in meanwhile.'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(/^InstrumentationKey=[\da-f-]{36}(;|$)/i, 'must be a connection string of Application Insights')
    .optional()
    .describe('Application Insights to hand figures and traces to; a managed identity signs in. Secret.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .optional()
    .describe('Collector that takes figures and traces by OTLP over HTTP, such as https://collector.example:4318.'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[\w.-]+=[^,]*(,[\w.-]+=[^,]*)*$/, 'must be name=value pairs, comma separated')
    .optional()
    .describe('Headers for the collector, as name=value, comma separated. Secret.'),
  TELEMETRY_SECONDS: z.coerce
    .number()
    .min(1)
    .max(3600)
    .default(60)
    .describe('Seconds between two times that figures are handed on.'),
  TRACE_SHARE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Share of turns and steps of live calls that are traced, from 0 to 1.'),
};

export const OPERATION_SECRETS = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'OTEL_EXPORTER_OTLP_HEADERS'] as const;

type Values = z.infer<z.ZodObject<typeof operationSettings>>;

/** How the process ends, who is told, and how often. */
export interface OperationSettings {
  /** Live calls get so long to end when the process stops. */
  callDrainMs: number;
  azureMonitor: string | undefined;
  otlp: { endpoint: string; headers: Readonly<Record<string, string>> } | undefined;
  everyMs: number;
  traceShare: number;
}

/** What the settings say; adds a sentence to `problems` for what cannot work. */
export function readOperation(values: Values, isLocal: boolean, problems: string[]): OperationSettings {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = values;
  const isOpen = endpoint?.startsWith('http:') === true;
  // A collector beside the process (a sidecar) is reached without a network.
  const isHere = isOpen && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(endpoint).hostname);
  if (isOpen && !isLocal && !isHere) {
    problems.push('OTEL_EXPORTER_OTLP_ENDPOINT must be an https address, or one on this machine.');
  }
  const pairs = (headers ?? '').split(',').filter(Boolean);
  return {
    callDrainMs: values.CALL_DRAIN_MINUTES * 60_000,
    azureMonitor: values.APPLICATIONINSIGHTS_CONNECTION_STRING,
    otlp: endpoint === undefined ? undefined : { endpoint, headers: Object.fromEntries(pairs.map(pairOf)) },
    everyMs: values.TELEMETRY_SECONDS * 1000,
    traceShare: values.TRACE_SHARE,
  };
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), decoded(text.slice(at + 1))];
}

/** Values are URL-encoded, says OpenTelemetry; keys that look it and are not are taken as they are. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
