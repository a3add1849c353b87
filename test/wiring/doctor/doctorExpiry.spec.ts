import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expiries } from '../../../src/wiring/doctor/doctorExpiry.ts';
import { readConfig, WrongSettings } from '../../../src/wiring/config.ts';

const guid = '11111111-2222-4333-8444-555555555555';
const registered = {
  BOT_ID: guid,
  BOT_TYPE: 'SingleTenant',
  BOT_TENANT_ID: guid,
  BOT_PASSWORD: 'canary',
  DATA_KEY: `main:${Buffer.alloc(32, 7).toString('base64')}`,
};
const now = new Date('2027-02-01T12:00:00Z');

describe('doctor on what ends', () => {
  for (const { endsOn, state, detail } of [
    { endsOn: '2027-09-01', state: 'ok', detail: 'ends in 211 days' },
    { endsOn: '2027-02-20', state: 'warn', detail: 'ends in 18 days' },
    { endsOn: '2027-01-30', state: 'fail', detail: 'ended 3 days ago' },
  ]) {
    it(`says ${state} of a secret that ends on ${endsOn}`, async () => {
      const config = readConfig({ ...registered, SECRET_EXPIRY: `BOT_PASSWORD=${endsOn}` });

      const [row] = await expiries(config, now);

      assert.deepEqual([row!.check, row!.state, row!.detail], ['secret BOT_PASSWORD', state, detail]);
    });
  }

  it('warns of a secret of which nobody said when it ends', async () => {
    const [row] = await expiries(readConfig(registered), now);

    assert.equal(row!.state, 'warn');
    assert.match(row!.fix ?? '', /SECRET_EXPIRY=BOT_PASSWORD=/);
  });

  it('has nothing to say where there is no secret', async () => {
    const rows = await expiries(readConfig({}), now);

    assert.deepEqual(rows, []);
  });

  it('refuses a date that is none', () => {
    const read = (): unknown => readConfig({ ...registered, SECRET_EXPIRY: 'BOT_PASSWORD=next spring' });

    assert.throws(read, WrongSettings);
  });

  describe('on certificates', () => {
    const folder = mkdtempSync(join(tmpdir(), 'earpiece-certificate-'));
    const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
    before(() => {
      const subject = ['-subj', '/CN=localhost', '-days', '10'];
      execFileSync(
        'openssl',
        ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject],
        {
          stdio: 'ignore',
        },
      );
    });
    after(() => rmSync(folder, { recursive: true }));

    it('counts the days of the one at PUBLIC_URL', async () => {
      const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;

      const rows = await expiries(readConfig({ PUBLIC_URL: `https://localhost:${port}` }), new Date());

      server.close();
      assert.deepEqual([rows[0]!.check, rows[0]!.state], ['certificate PUBLIC_URL', 'warn']);
      assert.match(rows[0]!.detail, /^ends in (?:9|10) days$/);
    });

    it('says when nothing answers there', async () => {
      const rows = await expiries(readConfig({ PUBLIC_URL: 'https://localhost:1' }), new Date());

      assert.equal(rows[0]!.state, 'warn');
      assert.match(rows[0]!.detail, /^not seen from here/);
    });

    it('counts the days of ours for SIPREC', async () => {
      const files = { SIPREC_TLS_CERT: certificate, SIPREC_TLS_KEY: key, SIPREC_TLS_CLIENT_CA: certificate };
      const config = readConfig({ ...files, SIPREC_TLS_LISTEN: '127.0.0.1:5061', SIPREC_ALLOW: '192.0.2.1' });

      const rows = await expiries(config, new Date(Date.now() + 20 * 86_400_000));

      assert.deepEqual([rows[0]!.check, rows[0]!.state], ['certificate SIPREC_TLS_CERT', 'fail']);
    });
  });
});
