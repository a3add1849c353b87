import assert from 'node:assert/strict';
import { readConfig, type WrongSettings } from '../../src/wiring/config.ts';

describe('The settings of live calls', () => {
  it('let nothing listen by default', () => {
    assert.equal(readConfig({}).siprec, undefined);
  });

  it('name where to listen, and who may call', () => {
    const { siprec } = readConfig({ SIPREC_LISTEN: '10.0.0.4:5060', SIPREC_ALLOW: '192.0.2.1, 198.51.100.0/24' });

    assert.deepEqual(siprec, {
      listen: { host: '10.0.0.4', port: 5060 },
      tls: undefined,
      allow: ['192.0.2.1', '198.51.100.0/24'],
      address: '10.0.0.4',
      rtpPorts: { first: 20_000, last: 29_998 },
      mostCalls: 200,
    });
  });

  it('say everything that cannot work', () => {
    const environment = {
      SIPREC_LISTEN: '0.0.0.0:5060',
      SIPREC_TLS_LISTEN: '0.0.0.0:5061',
      SIPREC_TLS_CERT: '/nowhere/at.all',
      SIPREC_ALLOW: 'sbc.example',
      SIPREC_RTP_PORTS: '20001-20000',
    };

    assert.throws(
      () => readConfig(environment),
      (error: WrongSettings) => {
        const names = error.problems.map((problem) => problem.split(/[ :]/)[0]);
        const wanted = ['ADDRESS', 'RTP_PORTS', 'TLS_CERT', 'TLS_KEY', 'TLS_CLIENT_CA', 'ALLOW'];
        assert.deepEqual(
          names,
          wanted.map((name) => `SIPREC_${name}`),
        );
        return true;
      },
    );
  });
});
