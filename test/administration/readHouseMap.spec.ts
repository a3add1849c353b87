import assert from 'node:assert/strict';
import { readHouseMap } from '../../src/administration/readHouseMap.ts';

const [A, B] = ['0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10', '6f1f0a3e-7a55-4c83-9a34-0c5d2f7a9b21'] as const;

describe('groups as an admin types them', () => {
  it('are read one a line, in small letters or not, each once', () => {
    const typed = ` Admin = ${A.toUpperCase()}\r\n\nadmin=${A}; supervisor=${B},`;

    assert.deepEqual(readHouseMap('roles', typed), [
      { name: 'admin', id: A },
      { name: 'supervisor', id: B },
    ]);
  });

  it('may be none', () => {
    assert.deepEqual(readHouseMap('groups', ' \n '), []);
  });

  it('take a name as people write it, and one group under several names', () => {
    assert.deepEqual(readHouseMap('groups', `Kündigung 2. Ebene=${A}\nretention-team=${A}`), [
      { name: 'Kündigung 2. Ebene', id: A },
      { name: 'retention-team', id: A },
    ]);
  });

  for (const [what, entry] of Object.entries({
    'no group': 'supervisor',
    'no name': `=${A}`,
    'a group that is no GUID': 'supervisor=Leads',
    'a role that is none': `emperor=${A}`,
    'a property of every object': `constructor=${A}`,
    'a filter instead of a group': `supervisor=${A}' or 1 eq 1`,
  })) {
    it(`are refused by number for ${what}, and none of them is taken`, () => {
      assert.deepEqual(readHouseMap('roles', `admin=${A}\n${entry}`), { wrong: [2] });
    });
  }

  for (const name of [
    'everybody:',
    'a"b',
    '<b>',
    '{{name}}',
    '${name}',
    'a\u202Eb',
    'a\u0000b',
    '=x',
    'x'.repeat(65),
  ]) {
    it(`are refused under the name ${JSON.stringify(name).slice(0, 20)}`, () => {
      assert.deepEqual(readHouseMap('groups', `${name}=${A}`), { wrong: [1] });
    });
  }

  it('are a hundred at most', () => {
    const typed = Array.from({ length: 101 }, (_, at) => `team ${at}=${A}`).join('\n');

    assert.deepEqual(readHouseMap('groups', typed), { most: 100 });
  });
});
