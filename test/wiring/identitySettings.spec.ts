import assert from 'node:assert/strict';
import { readConfig, WrongSettings } from '../../src/wiring/config.ts';

const guid = '11111111-2222-4333-8444-555555555555';
const other = 'ABCDEF01-2222-4333-8444-555555555555';
const DATA_KEY = `main:${Buffer.alloc(32, 7).toString('base64')}`;
const registered = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid, DATA_KEY };
const signIn = { ...registered, AAD_APP_CLIENT_ID: guid, AAD_APP_CLIENT_SECRET: 'canary-secret' };

describe('settings of identity', () => {
  it('name groups and roles by GUIDs', () => {
    const config = readConfig({
      ...signIn,
      ROLE_MAP: `agent=${guid}, admin=${other}`,
      GROUP_MAP: `retention-team=${guid},retention-team=${other},`,
    });

    assert.deepEqual(config.signIn?.roles, [
      { name: 'agent', id: guid },
      { name: 'admin', id: other.toLowerCase() },
    ]);
    assert.deepEqual(
      config.signIn?.groups.map(({ name }) => name),
      ['retention-team', 'retention-team'],
    );
  });

  for (const map of ['retention-team=12345', 'retention-team', '=', `=${guid}`, `a=${guid}x`, `${guid}`, 'a=b=c']) {
    it(`refuse "${map}" by name at the start`, () => {
      assert.throws(
        () => readConfig({ ...signIn, GROUP_MAP: map, ROLE_MAP: map }),
        (error: unknown) =>
          error instanceof WrongSettings &&
          error.problems.length === 2 &&
          error.problems.every((problem) => /^(GROUP|ROLE)_MAP has ".*" in it, which is not/.test(problem)),
      );
    });
  }

  it('refuse an app registration without its secret, and maps without an app registration', () => {
    assert.throws(() => readConfig({ ...registered, AAD_APP_CLIENT_ID: guid }), /AAD_APP_CLIENT_SECRET is missing/);
    assert.throws(
      () => readConfig({ ...registered, GROUP_MAP: `a=${guid}` }),
      /AAD_APP_CLIENT_ID is missing: GROUP_MAP/,
    );
    assert.throws(
      () => readConfig({ ...registered, REQUIRE_MFA_ROLES: 'admin' }),
      /AAD_APP_CLIENT_ID is missing: REQUIRE_MFA_ROLES/,
    );
  });

  it('refuse a role that does not exist where proof is demanded, rather than demand none', () => {
    assert.throws(() => readConfig({ REQUIRE_MFA_ROLES: 'supervisors' }), /REQUIRE_MFA_ROLES has "supervisors" in it/);
  });

  it('never print a secret', () => {
    assert.throws(
      () => readConfig({ ...signIn, GROUP_MAP: 'x', RATE_PER_MINUTE: '0' }),
      (error: unknown) => error instanceof WrongSettings && !error.message.includes('canary'),
    );
  });

  it('leave a registered bot without sign-in, where nobody is known', () => {
    assert.equal(readConfig(registered).signIn, undefined);
  });

  it('let people ask generously unless told otherwise', () => {
    assert.deepEqual(readConfig({}).rates, { perMinute: 60, globalPerMinute: 12_000 });
    assert.equal(readConfig({ RATE_PER_MINUTE: '5' }).rates.perMinute, 5);
  });
});
