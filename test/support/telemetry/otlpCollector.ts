import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ToldTelemetry } from './told.ts';

/** A collector that takes OTLP/HTTP with JSON bodies, and nothing that is not sound. */
export interface OtlpCollector {
  url: string;
  /** Everything that was posted, as it came. */
  bodies: string[];
  /** What was wrong with requests; empty while all were sound. */
  problems: string[];
  told(): ToldTelemetry;
  close(): Promise<void>;
}

interface KeyValue {
  key: string;
  value: { stringValue?: string; arrayValue?: { values: { stringValue: string }[] } };
}

interface Point {
  attributes: KeyValue[];
  asInt?: number;
  asDouble?: number;
  sum?: number;
  count?: number;
  bucketCounts?: number[];
  explicitBounds?: number[];
  timeUnixNano: string;
}

interface Metric {
  name: string;
  sum?: { dataPoints: Point[]; isMonotonic: boolean; aggregationTemporality: number };
  gauge?: { dataPoints: Point[] };
  histogram?: { dataPoints: Point[]; aggregationTemporality: number };
}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: KeyValue[];
  status: { code?: number; message?: string };
  events?: unknown[];
  startTimeUnixNano: string;
  endTimeUnixNano: string;
}

interface Resource {
  attributes: KeyValue[];
}

/** The body of POST /v1/metrics (opentelemetry-proto 1.x, metrics_service.proto, JSON mapping). */
interface MetricsBody {
  resourceMetrics: { resource: Resource; scopeMetrics: { metrics: Metric[] }[] }[];
}

/** The body of POST /v1/traces. */
interface TracesBody {
  resourceSpans: { resource: Resource; scopeSpans: { spans: Span[] }[] }[];
}

/**
 * Starts a collector. It answers as OTLP 1.x says (https://opentelemetry.io/docs/specs/otlp/#otlphttp): 200 and an empty
 * object, 404 for paths it does not know, 415 for what is no JSON, 400 for what is no telemetry, 401 without the header.
 */
export async function startOtlpCollector({
  status = () => 200,
  key,
}: { status?: () => number; key?: string } = {}): Promise<OtlpCollector> {
  const bodies: string[] = [];
  const problems: string[] = [];
  const metrics: Metric[] = [];
  const spans: Span[] = [];
  const take = (request: IncomingMessage, body: string): number => {
    bodies.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
    if (request.method !== 'POST') return 405;
    if (key !== undefined && request.headers['x-api-key'] !== key) return 401;
    if (request.headers['content-type'] !== 'application/json') return 415;
    if (status() !== 200) return status();
    const parsed: unknown = JSON.parse(body);
    switch (request.url) {
      case '/v1/metrics': {
        const { resourceMetrics } = parsed as MetricsBody;
        checkResources(resourceMetrics);
        const fresh = resourceMetrics.flatMap((one) => one.scopeMetrics.flatMap((scope) => scope.metrics));
        fresh.forEach(checkMetric);
        metrics.push(...fresh);
        return 200;
      }
      case '/v1/traces': {
        const { resourceSpans } = parsed as TracesBody;
        checkResources(resourceSpans);
        const fresh = resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans));
        fresh.forEach(checkSpan);
        spans.push(...fresh);
        return 200;
      }
      case undefined:
      default:
        return 404;
    }
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      let code = 400;
      try {
        code = take(request, body);
      } catch (error) {
        problems.push(String(error));
      }
      if (code !== 200) problems.push(`${request.url} ${code}`);
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    problems,
    told: () => ({ figures: figuresOf(metrics), steps: stepsOf(spans) }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function checkResources(resources: readonly { resource: Resource }[]): void {
  if (resources.length === 0) throw new Error('no resource');
  for (const { resource } of resources) {
    const service = resource.attributes.find((attribute) => attribute.key === 'service.name');
    if (service?.value.stringValue !== 'earpiece') throw new Error('no service.name');
  }
}

function checkMetric({ name, ...kinds }: Metric): void {
  if (!/^[a-z][\w.]{0,254}$/.test(name)) throw new Error(`metric name ${name}`);
  const points = [kinds.sum, kinds.gauge, kinds.histogram].flatMap((kind) => kind?.dataPoints ?? []);
  for (const { bucketCounts, explicitBounds, timeUnixNano } of points) {
    if (!/^\d{10,20}$/.test(timeUnixNano)) throw new Error(`time of ${name}`);
    if (bucketCounts && explicitBounds && bucketCounts.length !== explicitBounds.length + 1) {
      throw new Error(`buckets of ${name}`);
    }
  }
}

function checkSpan({ traceId, spanId, name, startTimeUnixNano, endTimeUnixNano }: Span): void {
  if (!/^[\da-f]{32}$/.test(traceId) || !/^[\da-f]{16}$/.test(spanId)) throw new Error(`ids of ${name}`);
  if (BigInt(endTimeUnixNano) < BigInt(startTimeUnixNano)) throw new Error(`times of ${name}`);
}

function figuresOf(metrics: readonly Metric[]): ToldTelemetry['figures'] {
  return metrics.flatMap(({ name, sum, gauge, histogram }) => [
    ...[...(sum?.dataPoints ?? []), ...(gauge?.dataPoints ?? [])].map((point) => ({
      ...{ name, facts: factsOf(point.attributes), value: point.asInt ?? point.asDouble ?? NaN },
    })),
    ...(histogram?.dataPoints ?? []).map((point) => ({
      ...{ name, facts: factsOf(point.attributes), value: point.count ?? NaN },
    })),
  ]);
}

function factsOf(attributes: readonly KeyValue[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? '']));
}

function stepsOf(spans: readonly Span[]): ToldTelemetry['steps'] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return spans.map(({ name, parentSpanId, status, attributes }) => ({
    name,
    parent: parentSpanId === undefined ? undefined : byId.get(parentSpanId)?.name,
    hasFailed: status.code === 2,
    ids: attributes.flatMap(({ value }) => (value.arrayValue?.values ?? []).map(({ stringValue }) => stringValue)),
  }));
}
