import assert from 'node:assert/strict';
import { describeSettings, readConfig, WrongSettings } from '../../src/wiring/config.ts';

const GUID = '0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10';
const production = {
  ...{ BOT_ID: GUID, BOT_TENANT_ID: GUID, BOT_TYPE: 'UserAssignedMsi', CALL_EVENTS_KEY: 'a key of sixteen letters' },
  ...{
    AAD_APP_CLIENT_ID: GUID,
    AAD_APP_CLIENT_SECRET: 'secret',
    DATA_KEY: `main:${Buffer.alloc(32, 7).toString('base64')}`,
  },
};

describe('settings of telemetry and of the end', () => {
  it('name nobody, and ten minutes, when nothing is set', () => {
    const { operation } = readConfig({});

    assert.deepEqual(operation, {
      ...{ callDrainMs: 600_000, azureMonitor: undefined, otlp: undefined, everyMs: 60_000, traceShare: 1 },
    });
  });

  it('take the headers of a collector apart', () => {
    const { operation } = readConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=a=b,team=call%20centre',
    });

    assert.deepEqual(operation.otlp, {
      endpoint: 'https://collector.example:4318',
      headers: { 'x-api-key': 'a=b', team: 'call centre' },
    });
  });

  it('take headers that are no sound URL encoding as they are', () => {
    const { operation } = readConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=100%',
    });

    assert.deepEqual(operation.otlp?.headers, { 'x-api-key': '100%' });
  });

  for (const [name, value, told] of [
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector.example:4318', /https address, or one on this machine/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector', /OTEL_EXPORTER_OTLP_ENDPOINT must be an https address/],
    ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'hush', /must be a connection string/],
    ['TRACE_SHARE', '2', /TRACE_SHARE/],
    ['CALL_DRAIN_MINUTES', '-1', /CALL_DRAIN_MINUTES/],
  ] as const) {
    it(`refuse ${name}=${value} for a registered bot, and never repeat a secret`, () => {
      assert.throws(
        () => readConfig({ ...production, [name]: value }),
        (error) => error instanceof WrongSettings && told.test(error.message) && !error.message.includes('hush'),
      );
    });
  }

  it('let a collector beside the process be reached in the open', () => {
    const endpoint = 'http://127.0.0.1:4318';

    assert.equal(
      readConfig({ ...production, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).operation.otlp?.endpoint,
      endpoint,
    );
  });

  it('are never printed where they hold a key', () => {
    const given = {
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${GUID}`,
      OTEL_EXPORTER_OTLP_HEADERS: 'a=hush',
    };

    const printed = JSON.stringify(describeSettings(given));

    assert.ok(!printed.includes('hush') && !printed.includes(GUID));
  });
});
