import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import type { ToldTelemetry } from './told.ts';

/** Where Application Insights takes telemetry, and nothing that is not sound. */
export interface ApplicationInsights {
  connectionString: string;
  problems: string[];
  told(): ToldTelemetry;
  close(): Promise<void>;
}

interface Envelope {
  name: string;
  time: string;
  iKey: string;
  tags: Record<string, string>;
  data: {
    baseType: string;
    baseData: {
      ver: number;
      id?: string;
      name?: string;
      success?: boolean;
      properties: Record<string, string>;
      metrics?: { name: string; value: number; count?: number }[];
    };
  };
}

const KEY = '0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10';
const file = (name: string): string => readFileSync(`test/fixtures/siprec-tls/${name}`, 'utf8');

/**
 * Starts the ingestion endpoint `POST /v2.1/track` (azure-rest-api-specs, applicationinsights/data-plane/Monitor.Exporters,
 * 2.1): 200 with what was taken, 401 without a token of the identity, 400 for what is no list of envelopes.
 */
export async function startApplicationInsights(token: string): Promise<ApplicationInsights> {
  const problems: string[] = [];
  const envelopes: Envelope[] = [];
  const server = createServer({ cert: file('server.pem'), key: file('server.key') }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const problem = check({ url: request.url, authorization: request.headers.authorization, body }, token);
      if (problem !== undefined) problems.push(problem);
      const fresh = problem === undefined ? (JSON.parse(body) as Envelope[]) : [];
      envelopes.push(...fresh);
      response.statusCode = problem === undefined ? 200 : problem === 'token' ? 401 : 400;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ itemsReceived: fresh.length, itemsAccepted: fresh.length, errors: [] }));
    });
  });
  // The SDK speaks TLS only, and asks no one else whom to trust.
  const usual = tls.getCACertificates('default');
  tls.setDefaultCACertificates([file('authority.pem')]);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: `InstrumentationKey=${KEY};IngestionEndpoint=https://localhost:${port}/`,
    problems,
    told: () => ({ figures: figuresOf(envelopes), steps: stepsOf(envelopes) }),
    close: () => {
      tls.setDefaultCACertificates(usual);
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function check(
  { url, authorization, body }: { url: string | undefined; authorization: string | undefined; body: string },
  token: string,
): string | undefined {
  if (url !== '/v2.1/track') return `unknown ${url}`;
  if (authorization !== `Bearer ${token}`) return 'token';
  const isSound = (JSON.parse(body) as Envelope[]).every(isEnvelope);
  return isSound ? undefined : 'envelope';
}

function isEnvelope({ name, time, iKey, data, tags }: Envelope): boolean {
  const isOurs = iKey === KEY && tags['ai.cloud.role'] === 'earpiece';
  const isNamed = name === `Microsoft.ApplicationInsights.${data.baseType.replace(/Data$/, '')}`;
  return isOurs && isNamed && !Number.isNaN(Date.parse(time)) && data.baseData.ver === 2;
}

function figuresOf(envelopes: readonly Envelope[]): ToldTelemetry['figures'] {
  return envelopes.flatMap(({ data: { baseData } }) =>
    (baseData.metrics ?? [])
      .filter(({ name }) => name.startsWith('earpiece.'))
      .map(({ name, value, count }) => ({
        ...{ name, facts: baseData.properties, value: name.endsWith('.seconds') ? (count ?? NaN) : value },
      })),
  );
}

function stepsOf(envelopes: readonly Envelope[]): ToldTelemetry['steps'] {
  const steps = envelopes.filter(({ data }) => /^(RequestData|RemoteDependencyData)$/.test(data.baseType));
  return steps.map(({ data: { baseData } }) => ({
    name: baseData.name ?? '',
    hasFailed: baseData.success === false,
    ids: JSON.parse(baseData.properties['earpiece.correlation'] ?? '[]') as string[],
  }));
}
