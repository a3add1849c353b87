import assert from 'node:assert/strict';
import { readConfig, WrongSettings } from '../../src/wiring/config.ts';

const HUBS = { KAFKA_BROKERS: 'contoso-events.servicebus.windows.net:9093', KAFKA_SASL_MECHANISM: 'oauthbearer' };

describe('The settings of live text', () => {
  it('lead nowhere by default', () => {
    assert.equal(readConfig({}).kafka, undefined);
  });

  it('take the identity of this machine to Event Hubs without a key', () => {
    const { kafka } = readConfig(HUBS);

    assert.deepEqual(kafka, {
      brokers: ['contoso-events.servicebus.windows.net:9093'],
      topic: 'earpiece-utterances',
      group: 'earpiece',
      isEncrypted: true,
      proof: { mechanism: 'oauthbearer', scope: 'https://contoso-events.servicebus.windows.net/.default' },
    });
  });

  it('ask for the token by the name of the namespace in small letters, as Entra ID compares it', () => {
    const { kafka } = readConfig({ ...HUBS, KAFKA_BROKERS: 'Contoso-Events.servicebus.usgovcloudapi.net:9093' });

    assert.deepEqual(kafka?.proof, {
      mechanism: 'oauthbearer',
      scope: 'https://contoso-events.servicebus.usgovcloudapi.net/.default',
    });
  });

  it('still take a connection string', () => {
    const { kafka } = readConfig({
      ...{ ...HUBS, KAFKA_SASL_MECHANISM: 'plain' },
      ...{ KAFKA_SASL_USERNAME: '$ConnectionString', KAFKA_SASL_PASSWORD: 'Endpoint=sb://…' },
    });

    assert.deepEqual(kafka?.proof, {
      mechanism: 'plain',
      username: '$ConnectionString',
      password: 'Endpoint=sb://…',
    });
  });

  for (const [what, brokers] of Object.entries({
    'a broker of somebody else': 'kafka.example:9093',
    'a name that only looks like Event Hubs': 'contoso-events.servicebus.windows.net.example:9093',
    'a second broker beside Event Hubs': `${HUBS.KAFKA_BROKERS}, kafka.example:9093`,
    'another port': 'contoso-events.servicebus.windows.net:443',
    'a name with a dot in front': 'evil.contoso-events.servicebus.windows.net:9093',
  })) {
    it(`show no token to ${what}`, () => {
      assert.deepEqual(problemsOf({ ...HUBS, KAFKA_BROKERS: brokers }), [
        'KAFKA_SASL_MECHANISM=oauthbearer shows a token of this machine, to one namespace of Event Hubs alone: set KAFKA_BROKERS=name.servicebus.windows.net:9093.',
      ]);
    });
  }

  it('show no token in the clear, not even in local mode', () => {
    assert.deepEqual(problemsOf({ ...HUBS, KAFKA_TLS: 'off' }), [
      'KAFKA_TLS=off would show the token to whoever listens.',
    ]);
  });

  it('take no password besides the identity, and name none', () => {
    assert.deepEqual(problemsOf({ ...HUBS, KAFKA_SASL_PASSWORD: 'Endpoint=sb://secret' }), [
      'KAFKA_SASL_MECHANISM=oauthbearer takes no KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD: remove them.',
    ]);
  });

  it('say what a mechanism with a password lacks', () => {
    assert.deepEqual(problemsOf({ ...HUBS, KAFKA_SASL_MECHANISM: 'scram-sha-512' }), [
      'KAFKA_SASL_MECHANISM=scram-sha-512 needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.',
    ]);
  });
});

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof WrongSettings) return error.problems;
    throw error;
  }
  return [];
}
