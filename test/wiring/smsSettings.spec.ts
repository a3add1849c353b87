import assert from 'node:assert/strict';
import { readConfig, WrongSettings } from '../../src/wiring/config.ts';

const SMPP = {
  SMS_PROVIDER: 'smpp',
  SMS_SENDER: 'Contoso',
  SMS_SMPP_SYSTEM_ID: 'earpiece',
  SMS_SMPP_PASSWORD: 'secret',
};

describe('settings of SMS', () => {
  const problemsOf = (environment: NodeJS.ProcessEnv): string[] => {
    try {
      readConfig(environment);
      return [];
    } catch (error) {
      assert.ok(error instanceof WrongSettings);
      return error.problems
        .filter((problem) => problem.startsWith('SMS_'))
        .map((problem) => problem.split(/[:,]/)[0] ?? '');
    }
  };

  it('are off without any', () => {
    const { sms } = readConfig({});

    assert.deepEqual([sms.isOn, sms.place], [false, undefined]);
  });

  it('name the message centre or the service', () => {
    const smpp = readConfig({
      ...SMPP,
      SMS_SMPP_URL: 'ssmpp://smsc.example',
      SMS_TEST_NUMBERS: '07700 900999, +4915112345678',
    });
    const acs = readConfig({
      SMS_PROVIDER: 'acs',
      SMS_SENDER: '+447700900000',
      SMS_ACS_ENDPOINT: 'https://a.communication.azure.com',
    });

    assert.deepEqual(smpp.sms.place, {
      ...{ kind: 'smpp', sender: 'Contoso', host: 'smsc.example', port: 3550, isEncrypted: true },
      ...{ systemId: 'earpiece', password: 'secret' },
    });
    assert.deepEqual(smpp.sms.testNumbers, ['+447700900999', '+4915112345678']);
    assert.deepEqual(acs.sms.place, {
      ...{ kind: 'acs', sender: '+447700900000', endpoint: 'https://a.communication.azure.com', key: undefined },
    });
  });

  it('say everything that is missing', () => {
    assert.deepEqual(problemsOf({ SMS_PROVIDER: 'smpp', SMS_TEST_NUMBERS: 'x' }), [
      'SMS_TEST_NUMBERS holds one that is no telephone number.',
      'SMS_SENDER is missing',
      'SMS_SMPP_URL is missing',
      'SMS_SMPP_SYSTEM_ID is missing',
    ]);
    assert.deepEqual(problemsOf({ SMS_PROVIDER: 'acs', SMS_SENDER: 'Contoso' }), ['SMS_ACS_ENDPOINT is missing']);
    assert.deepEqual(problemsOf({ SMS_SENDER: 'A name too long' }), [
      'SMS_SENDER must be a name of at most 11 letters',
    ]);
    assert.deepEqual(problemsOf({ SMS_SMPP_URL: 'https://smsc.example' }).length, 1);
  });

  it('refuse numbers in the open in production, except to a tunnel on this machine', () => {
    const production = { ...SMPP, NODE_ENV: 'production' };

    assert.deepEqual(problemsOf({ ...production, SMS_SMPP_URL: 'smpp://smsc.example:2775' }), [
      'SMS_SMPP_URL must be ssmpp',
    ]);
    assert.deepEqual(problemsOf({ ...production, SMS_SMPP_URL: 'smpp://127.0.0.1:2775' }), []);
  });
});
