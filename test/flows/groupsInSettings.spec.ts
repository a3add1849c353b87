import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { phoneCompany } from '../support/documents.ts';
import { type Entra, type EntraPerson, startEntra } from '../support/entra.ts';
import { anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const [ADMINS, LEADS, RETENTION] = [randomUUID(), randomUUID(), randomUUID()];
const RESTRICTED = 'what loyalty discount can i offer';

describe('groups and roles in the settings dialog', () => {
  let entra: Entra;
  let house: House;
  const max = { agentId: randomUUID(), name: 'Max Adeyemi', groupIds: [ADMINS] };
  const rita = { agentId: randomUUID(), name: 'Rita Novak', groupIds: [LEADS, RETENTION] };
  beforeEach(async () => {
    entra = await startEntra();
  });
  afterEach(async () => {
    await house.close();
    await entra.close();
  });

  const open = async (environment: NodeJS.ProcessEnv = { ROLE_MAP: `admin=${ADMINS}` }): Promise<void> => {
    house = await startHouse({
      documents: phoneCompany,
      environment: { ...entra.environment, ...environment },
      cloud: entra.cloud,
      authorization: (serviceUrl) => `Bearer ${entra.channelToken(serviceUrl)}`,
    });
    for (const person of [max, rita]) {
      signIn(person);
      // Whose chat the bot has never seen, it can ask for no token.
      await say(person, 'hello');
      house.ports.directory.forget?.(person.agentId);
    }
  };
  const signIn = (person: EntraPerson): void => entra.signIn(`29:${person.agentId}`, entra.userToken(person));
  const from = (person: EntraPerson, over: Partial<IncomingActivity> = {}): Partial<IncomingActivity> => ({
    from: { id: `29:${person.agentId}`, name: 'somebody', aadObjectId: person.agentId },
    conversation: { id: `a:${person.agentId}`, conversationType: 'personal', tenantId: entra.tenantId },
    channelData: { tenant: { id: entra.tenantId } },
    ...over,
  });
  const say = (person: EntraPerson, text: string) => house.say(text, from(person));
  const save = async (form: object, { by = max, version = 0 }: { by?: EntraPerson; version?: number } = {}) => {
    const data = { verb: 'saveSettings', seen: { version, channels: [] }, ...form };
    const value = from(by, { value: { data } });
    return (await house.post(anInvoke(house.connector.url, 'task/submit', value))).body;
  };
  const dialog = async (): Promise<string> => {
    const value = from(max, { value: { data: { verb: 'openSettings' } } });
    return (await house.post(anInvoke(house.connector.url, 'task/fetch', value))).body;
  };
  const changes = async (): Promise<string[]> => {
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    return rows
      .filter(({ who, action }) => who === max.agentId && action === 'settings.changed')
      .map(({ what }) => what);
  };
  const rolesOf = async ({ agentId }: EntraPerson) => (await house.ports.directory.find(agentId))?.roles;

  it('hold for people at once, without a new sign-in, and are written down as what came and went', async () => {
    await open();
    const before = await say(rita, RESTRICTED);

    const saved = await save({ roles: `supervisor=${LEADS}`, groups: `retention-team=${RETENTION}` });
    const after = await say(rita, RESTRICTED);
    const roles = await rolesOf(rita);
    await save({ roles: '', groups: `retention-team=${RETENTION}` }, { version: 1 });

    assert.match(saved, /Saved/);
    assert.doesNotMatch(JSON.stringify(before), /Retention playbook/);
    assert.match(JSON.stringify(after), /Retention playbook/);
    assert.deepEqual([roles, await rolesOf(rita)], [['agent', 'supervisor'], ['agent']]);
    assert.deepEqual(await changes(), [
      `roles +supervisor=${LEADS}, groups +retention-team=${RETENTION}`,
      `roles -supervisor=${LEADS}`,
    ]);
  });

  it('never take away what the environment names, which is shown and not asked for', async () => {
    await open({ ROLE_MAP: `admin=${ADMINS}`, GROUP_MAP: `retention-team=${RETENTION}` });

    const shown = await dialog();
    const saved = await save({ roles: `supervisor=${LEADS}`, groups: '' });

    assert.match(shown, new RegExp(`Set by the environment.*admin=${ADMINS}.*retention-team=${RETENTION}`));
    assert.match(shown, /"id":"roles","label":"[^"]*","placeholder":"[^"]*","value":""/);
    assert.match(saved, /Saved/);
    assert.deepEqual(
      [await rolesOf(max), await rolesOf(rita)],
      [
        ['agent', 'admin'],
        ['agent', 'supervisor'],
      ],
    );
    assert.match(JSON.stringify(await say(rita, RESTRICTED)), /Retention playbook/);
  });

  it('are not saved by the admin who would be none any more, so that one is always left', async () => {
    await open({});
    // The first admin comes by an app role, then goes by the group.
    signIn({ ...max, claims: { roles: ['admin'] } });
    await save({ roles: `admin=${ADMINS}` });
    signIn(max);
    house.ports.directory.forget?.(max.agentId);

    const emptied = await save({ roles: '' }, { version: 1 });
    const handedOver = await save({ roles: `admin=${LEADS}` }, { version: 1 });
    const shared = await save({ roles: `admin=${ADMINS}\nadmin=${LEADS}` }, { version: 1 });
    const left = await save({ roles: `admin=${LEADS}` }, { version: 2, by: rita });

    for (const refused of [emptied, handedOver]) assert.match(refused, /You would be no admin any more yourself/);
    assert.match(handedOver, new RegExp(`"id":"roles"[^}]*"value":"admin=${LEADS}"`));
    assert.match(shared, /Saved/);
    assert.match(left, /Saved/);
    assert.deepEqual([await rolesOf(max), await rolesOf(rita)], [['agent'], ['agent', 'admin']]);
  });

  it('count the second factor when they ask who would be an admin', async () => {
    await open({ REQUIRE_MFA_ROLES: 'admin', ROLE_MAP: `admin=${ADMINS}` });
    signIn({ ...max, claims: { amr: ['pwd', 'mfa'] } });

    const saved = await save({ roles: `supervisor=${LEADS}` });
    const refused = await save({ roles: '' }, { version: 1, by: rita });

    assert.match(saved, /Saved/);
    assert.match(refused, /"message".*for admins/);
  });

  it('are refused by number when they cannot be read, and stay typed', async () => {
    await open();
    const typed = { groups: `retention-team=${RETENTION}\n<script>=everybody`, roles: { $ne: 1 }, wrapUpMinutes: '20' };

    const answer = await save(typed);

    assert.match(answer, /Groups of Entra ID that open restricted documents: entry 2 cannot be read/);
    assert.match(answer, /"value":"retention-team=[^"]*<script>=everybody"/);
    assert.deepEqual(await changes(), []);
    assert.equal(house.ports.leases.wrapUpMs, 30 * 60_000);
  });

  it('mean nothing where nobody signs in, whatever a client sends', async () => {
    const admin = { agentId: randomUUID(), name: 'Max', roles: ['admin'] as const, groups: [] };
    house = await startHouse({ people: [admin] });
    const chat = {
      from: { id: 'user-max', name: 'Max', aadObjectId: admin.agentId },
      conversation: { id: 'personal-max', conversationType: 'personal', tenantId: 'local' },
    };
    const invoke = async (name: string, data: object) =>
      (await house.post(anInvoke(house.connector.url, name, { value: { data }, ...chat }))).body;

    const shown = await invoke('task/fetch', { verb: 'openSettings' });
    const seen = { version: 0, channels: [] };
    const saved = await invoke('task/submit', { verb: 'saveSettings', seen, roles: `admin=${LEADS}` });

    assert.doesNotMatch(shown, /"id":"roles"|"id":"groups"/);
    assert.match(saved, /Nothing was changed/);
  });
});
