import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { anOffer, aRequest, aTlsSbc } from '../../support/siprec/sbc.ts';
import { aRecordingServer } from '../../support/siprec/recordingServer.ts';

const file = (name: string): string => readFileSync(`test/fixtures/siprec-tls/${name}`, 'utf8');

describe('A recording server over TLS', () => {
  const start = () =>
    aRecordingServer({
      listen: undefined,
      tls: {
        listen: { host: '127.0.0.1', port: 0 },
        identity: {
          certificate: file('server.pem'),
          key: file('server.key'),
          clientAuthorities: file('authority.pem'),
        },
      },
    });

  it('takes a call from an SBC that shows its certificate', async () => {
    const { server } = await start();
    const sbc = await aTlsSbc(server.tlsPort!, {
      ca: file('authority.pem'),
      cert: file('sbc.pem'),
      key: file('sbc.key'),
    });

    sbc.send(aRequest(sbc, { sdp: anOffer() }));

    assert.match(await sbc.next(/^SIP\/2.0 [2-6]/), /^SIP\/2.0 200[^]*Contact: <sip:[^>]*;transport=tls>/);
    sbc.close();
    await server.close(20);
  });

  it('hears nothing from one that shows none', async () => {
    const { server, told } = await start();
    const sbc = await aTlsSbc(server.tlsPort!, { ca: file('authority.pem') });

    sbc.send(aRequest(sbc, { sdp: anOffer() }));

    assert.equal(await sbc.next(/closed|^SIP/), 'closed');
    assert.equal(told.started.length, 0);
    await server.close(20);
  });
});
