import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { entraDirectory, type EntraSettings } from '../../../src/adapters/azure/entraDirectory.ts';
import { type Directory, DirectoryUnavailable } from '../../../src/ports/directory.ts';
import { type Entra, type EntraPerson, startEntra, type TokenChanges } from '../../support/entra.ts';

const [RETENTION, LEADS, KEEPERS] = [randomUUID(), randomUUID(), randomUUID()];

describe('the directory of Entra ID', () => {
  let entra: Entra;
  let now: Date;
  let tokens: Map<string, string>;
  let asked: number;
  let warned: string[];
  const rita: EntraPerson = { agentId: randomUUID(), name: 'Rita Novak' };
  beforeEach(async () => {
    entra = await startEntra();
    now = new Date();
    tokens = new Map();
    asked = 0;
    warned = [];
  });
  afterEach(() => entra.close());

  const connect = (over: Partial<EntraSettings> = {}): Directory => {
    const { botId, clientId, clientSecret, tenantId, url } = entra;
    const maps = {
      groups: [
        { name: 'retention-team', id: RETENTION },
        { name: 'also-retention', id: RETENTION },
      ],
      roles: [
        { name: 'supervisor', id: LEADS },
        { name: 'admin', id: KEEPERS },
        { name: 'emperor', id: RETENTION },
      ],
    };
    const settings = { botId, clientId, clientSecret, tenants: [tenantId], loginUrl: url, graphUrl: url, ...maps };
    const warn = (facts: object, message: string): void => void warned.push(`${message} ${JSON.stringify(facts)}`);
    return entraDirectory(
      { ...settings, ...over },
      {
        tokens: {
          find: (agentId) => {
            asked += 1;
            return Promise.resolve(tokens.get(agentId));
          },
        },
        clock: { now: () => now },
        log: { debug: () => 0, info: () => 0, warn, error: () => 0 },
      },
    );
  };
  const find = (person: EntraPerson, changes: TokenChanges = {}, over: Partial<EntraSettings> = {}) => {
    tokens.set(rita.agentId, entra.userToken(person, changes));
    return connect(over).find(rita.agentId);
  };
  const overage = { groups: undefined, _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'x' } } };

  it('knows a person by the groups of their token, in our names', async () => {
    const agent = await find({ ...rita, groupIds: [RETENTION.toUpperCase(), LEADS, randomUUID()] });

    assert.deepEqual(agent, {
      agentId: rita.agentId,
      name: 'Rita Novak',
      roles: ['agent', 'supervisor'],
      groups: ['retention-team', 'also-retention'],
      hasMfa: false,
    });
  });

  it('takes app roles of our names for roles, and no others', async () => {
    const agent = await find({ ...rita, claims: { roles: ['admin', 'emperor', 'constructor', 7] } });

    assert.deepEqual(agent?.roles, ['agent', 'admin']);
  });

  it('makes nobody an agent who is not in the group of agents, where there is one', async () => {
    const roles = [{ name: 'agent', id: LEADS }];

    const inside = await find({ ...rita, groupIds: [LEADS] }, {}, { roles });
    const outside = await find({ ...rita, groupIds: [RETENTION] }, {}, { roles });

    assert.deepEqual([inside?.roles, outside?.roles], [['agent'], []]);
  });

  it('believes a second factor only where the token says so', async () => {
    const claims = [{ amr: ['pwd', 'mfa'] }, { amr: ['pwd'] }, { amr: 'mfa' }, { amr: undefined }];

    const agents = [];
    for (const one of claims) agents.push(await find({ ...rita, claims: one }));

    assert.deepEqual(
      agents.map((agent) => agent?.hasMfa),
      [true, false, false, false],
    );
  });

  it('believes the authentication context that stands for a second factor, and no other', async () => {
    const claims = [{ acrs: ['c1', 'c7'] }, { acrs: ['c1'] }, { acrs: 'c7' }, { acrs: ['c77'] }];

    const agents = [];
    for (const one of claims) agents.push(await find({ ...rita, claims: one }, {}, { mfaContext: 'c7' }));
    agents.push(await find({ ...rita, claims: claims[0]! }));

    assert.deepEqual(
      agents.map((agent) => agent?.hasMfa),
      [true, false, false, false, false],
    );
  });

  it('takes tokens of both versions, for each of the app registration’s names', async () => {
    const v1 = { issuer: `https://sts.windows.net/${entra.tenantId}/`, audience: `api://botid-${entra.botId}` };

    assert.equal((await find(rita, v1))?.name, 'Rita Novak');
    assert.equal((await find(rita, { audience: `api://${entra.clientId}` }))?.name, 'Rita Novak');
  });

  for (const [what, changes] of [
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['for somebody else', { audience: '00000003-0000-0000-c000-000000000000' }],
    ['that has expired', { expiresInSeconds: -600 }],
    ['that does not hold yet', { notBeforeSeconds: 600 }],
    ['signed with another key', { key: 'other' }],
    ['signed with an unknown key', { key: 'unknown' }],
    ['that is not signed', { algorithm: 'none' }],
    ['signed with the public key as a password', { algorithm: 'HS256' }],
    ['of another tenant', { claims: { tid: randomUUID() } }],
    ['of no tenant', { claims: { tid: undefined } }],
    ['of nobody', { claims: { oid: undefined } }],
    ['of another person', { claims: { oid: randomUUID() } }],
    ['of a program', { claims: { idtyp: 'app' } }],
  ] as [string, TokenChanges][]) {
    it(`knows nobody by a token ${what}`, async () => {
      const agent = await find({ ...rita, groupIds: [RETENTION] }, changes);

      assert.equal(agent, undefined);
      assert.doesNotMatch(warned.join(), /eyJ/);
    });
  }

  it('knows nobody by what is no token', async () => {
    for (const token of ['', 'x', 'a.b.c', '..', 'eyJhbGciOiJub25lIn0.bnVsbA.', '\0'.repeat(1000)]) {
      tokens.set(rita.agentId, token);

      assert.equal(await connect().find(rita.agentId), undefined, token.slice(0, 20));
    }
  });

  it('reads the groups of somebody who is in very many from Microsoft Graph, to the last page', async () => {
    entra.graphGroups.set(rita.agentId, [randomUUID(), randomUUID(), randomUUID(), randomUUID(), RETENTION]);

    const agent = await find({ ...rita, claims: overage });
    const implicit = await find({ ...rita, claims: { groups: undefined, hasgroups: 'true' } });

    assert.deepEqual([agent?.groups[0], implicit?.groups[0]], ['retention-team', 'retention-team']);
    assert.equal(entra.calls.filter((call) => call === 'GET /v1.0/me/transitiveMemberOf').length, 6);
    assert.deepEqual(entra.broken, []);
  });

  it('does not ask Microsoft Graph for those whose token tells', async () => {
    await find({ ...rita, groupIds: [] });

    assert.ok(
      entra.calls.every((call) => !/v1\.0|oauth2/.test(call)),
      entra.calls.join(),
    );
  });

  it('knows nobody for certain while Graph, the grant or the keys are away, and says which', async () => {
    for (const [path, fault, expected] of [
      ['/v1.0/', 403, /403: check AAD_APP_CLIENT_SECRET and the permission User.Read/],
      ['/v1.0/', 500, /answered 500/],
      [`/${entra.tenantId}/oauth2`, 400, /answered 400/],
      [`/${entra.tenantId}/discovery`, 500, /keys that sign/],
    ] as const) {
      entra.faults.set(path, fault);

      await assert.rejects(find({ ...rita, claims: overage }), (error: unknown) => {
        assert.ok(error instanceof DirectoryUnavailable, String(error));
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /eyJ|canary/);
        return true;
      });
      entra.faults.clear();
    }
  });

  it('gives up on a directory that does not answer, and does not keep the next one waiting', async () => {
    tokens.set(rita.agentId, entra.userToken({ ...rita, claims: overage }));
    entra.faults.set('/v1.0/', 'hang');
    const directory = connect();

    await assert.rejects(directory.find(rita.agentId), DirectoryUnavailable);
    await assert.rejects(directory.find(rita.agentId), DirectoryUnavailable);

    assert.equal(asked, 1);
  });

  it('never follows Graph to another host with the person’s token', async () => {
    entra.graphGroups.set(rita.agentId, [RETENTION, RETENTION, RETENTION]);
    entra.nextLinkHost = 'http://127.0.0.1:9';

    await assert.rejects(find({ ...rita, claims: overage }), /did not list groups to the end/);
  });

  it('asks once for those who ask at the same moment, and again after five minutes', async () => {
    tokens.set(rita.agentId, entra.userToken(rita));
    const directory = connect();

    await Promise.all(Array.from({ length: 20 }, () => directory.find(rita.agentId)));
    const first = asked;
    now = new Date(now.getTime() + 299_000);
    await directory.find(rita.agentId.toUpperCase());
    const kept = asked;
    now = new Date(now.getTime() + 2000);
    await directory.find(rita.agentId);

    assert.deepEqual([first, kept, asked], [1, 1, 2]);
  });

  it('remembers nobody for longer than their token holds', async () => {
    tokens.set(rita.agentId, entra.userToken(rita, { expiresInSeconds: 100 }));
    const directory = connect();
    const before = await directory.find(rita.agentId);
    now = new Date(now.getTime() + 200_000);

    const after = await directory.find(rita.agentId);

    assert.deepEqual([before?.name, after], ['Rita Novak', undefined]);
  });

  it('looks again at once when it is told that somebody has signed in', async () => {
    const directory = connect();
    const before = await directory.find(rita.agentId);
    tokens.set(rita.agentId, entra.userToken(rita));
    const meanwhile = await directory.find(rita.agentId);

    directory.forget?.(rita.agentId);
    const after = await directory.find(rita.agentId);

    assert.deepEqual([before, meanwhile, after?.name], [undefined, undefined, 'Rita Novak']);
  });
});
