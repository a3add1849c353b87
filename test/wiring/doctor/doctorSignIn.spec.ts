import assert from 'node:assert/strict';
import { signIn } from '../../../src/wiring/doctor/doctorSignIn.ts';
import { readConfig } from '../../../src/wiring/config.ts';

const guid = '11111111-2222-4333-8444-555555555555';
const DATA_KEY = `main:${Buffer.alloc(32, 7).toString('base64')}`;
const registered = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid, DATA_KEY };
const documents = [{ groups: null }, { groups: ['retention-team', 'leads'] }, { groups: ['leads'] }, { groups: [] }];

describe('doctor on sign-in', () => {
  it('says that local mode has a file', () => {
    const checks = signIn(readConfig({}), documents);

    assert.deepEqual(
      checks.map(({ state }) => state),
      ['off'],
    );
  });

  it('warns when nobody can sign in', () => {
    const [check] = signIn(readConfig(registered), documents);

    assert.equal(check?.state, 'warn');
    assert.match(check?.fix ?? '', /AAD_APP_CLIENT_ID/);
  });

  it('names groups of documents and roles that match nobody', () => {
    const config = readConfig({
      ...registered,
      AAD_APP_CLIENT_ID: guid,
      AAD_APP_CLIENT_SECRET: 'canary',
      GROUP_MAP: `retention-team=${guid}`,
      ROLE_MAP: `supervisors=${guid},admin=${guid}`,
    });

    const checks = signIn(config, documents);

    assert.deepEqual(
      checks.map(({ state, detail }) => `${state}: ${detail}`),
      [
        'ok: 1 groups and 2 groups for roles are known',
        'warn: GROUP_MAP lacks leads: nobody is that',
        'warn: ROLE_MAP has no role of ours in supervisors: nobody is that',
      ],
    );
    assert.doesNotMatch(JSON.stringify(checks), /canary/);
  });
});
