import assert from 'node:assert/strict';
import { loggedTelemetry } from '../../../src/adapters/embedded/loggedTelemetry.ts';
import { azureMonitorExporter } from '../../../src/adapters/opentelemetry/azureMonitorExporter.ts';
import { openTelemetry } from '../../../src/adapters/opentelemetry/openTelemetry.ts';
import type { TelemetryExporter } from '../../../src/adapters/opentelemetry/telemetryExporter.ts';
import { otlpExporter } from '../../../src/adapters/opentelemetry/otlpExporter.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Telemetry } from '../../../src/ports/telemetry.ts';
import { telemetryContract, type ToldBy } from '../../contracts/telemetry.ts';
import { startApplicationInsights } from '../../support/telemetry/applicationInsights.ts';
import { type OtlpCollector, startOtlpCollector } from '../../support/telemetry/otlpCollector.ts';
import { toldInLog } from '../../support/telemetry/toldInLog.ts';

const GUID = /^[\da-f-]{36}$/;
const hideId = (id: string): string => (GUID.test(id) ? id : 'hidden');
const MINUTE_MS = 60_000;

describe('Telemetry', () => {
  describe('to a collector by OTLP (contract server)', () => {
    telemetryContract(async (): Promise<ToldBy> => {
      const collector = await startOtlpCollector({ key: 'secret' });
      const { telemetry } = anOtlp(collector, { 'x-api-key': 'secret' });
      return {
        telemetry,
        told: async () => {
          await collector.close();
          assert.deepEqual(collector.problems, []);
          return collector.told();
        },
      };
    });

    it('puts a step that begins within another one below it, and no step below one that is over', async () => {
      const collector = await startOtlpCollector();
      const { telemetry } = anOtlp(collector, {});

      await telemetry.step('turn', () => telemetry.step('search', () => Promise.resolve()));
      await telemetry.step('model', () => Promise.resolve());
      await telemetry.close();
      await collector.close();

      const { steps } = collector.told();
      assert.deepEqual(Object.fromEntries(steps.map(({ name, parent }) => [name, parent])), {
        'earpiece.turn': undefined,
        'earpiece.search': 'earpiece.turn',
        'earpiece.model': undefined,
      });
    });

    it('says once that nobody takes it, and once that somebody does again', async () => {
      let status = 401;
      const collector = await startOtlpCollector({ status: () => status });
      const { telemetry, lines } = anOtlp(collector, {}, 20);
      telemetry.count('earpiece.questions', { outcome: 'answered' });

      while (collector.bodies.length < 3) await soon();
      status = 200;
      while (!lines.includes('telemetry is taken again')) await soon();
      await telemetry.close();
      await collector.close();

      assert.deepEqual(lines, ['telemetry is not taken', 'telemetry is taken again']);
    });
  });

  describe('to Azure Monitor (contract server)', () => {
    telemetryContract(async (): Promise<ToldBy> => {
      const insights = await startApplicationInsights('token of the identity');
      const getToken = () =>
        Promise.resolve({ token: 'token of the identity', expiresOnTimestamp: Date.now() + 3.6e6 });
      const { connectionString } = insights;
      const exporter = await azureMonitorExporter({ connectionString, credential: { getToken } });
      return {
        telemetry: anOpenOne([exporter]).telemetry,
        told: async () => {
          await insights.close();
          assert.deepEqual(insights.problems, []);
          return insights.told();
        },
      };
    });
  });

  describe('into the log', () => {
    telemetryContract(() => {
      const lines: object[] = [];
      const log = { debug: (facts: object, message: string) => void lines.push({ ...facts, message }) };
      const telemetry = loggedTelemetry({ everyMs: MINUTE_MS, hideId }, log);
      return Promise.resolve({ telemetry, told: () => Promise.resolve(toldInLog(lines)) });
    });
  });
});

function anOtlp({ url }: OtlpCollector, headers: Record<string, string>, everyMs = MINUTE_MS): OpenOne {
  return anOpenOne([otlpExporter({ endpoint: url, headers })], everyMs);
}

interface OpenOne {
  telemetry: Telemetry;
  lines: string[];
}

function anOpenOne(exporters: readonly TelemetryExporter[], everyMs = MINUTE_MS): OpenOne {
  const lines: string[] = [];
  const say = (_facts: object, message: string): void => void lines.push(message);
  const log: Log = { debug: say, info: say, warn: say, error: say };
  return { telemetry: openTelemetry({ exporters, instanceId: 'one', everyMs, traceShare: 1, hideId, log }), lines };
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));
