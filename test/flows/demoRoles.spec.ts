import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Entra, type EntraPerson, startEntra } from '../support/entra.ts';
import { aMessage, type House, startHouse } from '../support/house.ts';

const SUPERVISORS = randomUUID();

describe('the demo, where roles are configured', () => {
  let entra: Entra;
  let house: House;
  let now: Date;
  beforeEach(async () => {
    entra = await startEntra();
    now = new Date();
    house = await startHouse({
      environment: { ...entra.environment, ROLE_MAP: `supervisor=${SUPERVISORS}` },
      cloud: entra.cloud,
      authorization: (serviceUrl) => `Bearer ${entra.channelToken(serviceUrl)}`,
      demoTurnMs: 1,
      clock: { now: () => now },
    });
  });
  afterEach(async () => {
    await house.close();
    await entra.close();
  });

  const play = async (person: EntraPerson): Promise<string> => {
    entra.signIn(`29:${person.agentId}`, entra.userToken(person));
    const chat = {
      from: { id: `29:${person.agentId}`, name: 'somebody', aadObjectId: person.agentId },
      conversation: { id: `a:${person.agentId}`, conversationType: 'personal', tenantId: entra.tenantId },
      channelData: { tenant: { id: entra.tenantId } },
    };
    // Whoever was never heard of is known from their second message on.
    await house.say('help', chat);
    now = new Date(now.getTime() + 120_000);
    await house.post(aMessage(house.connector.url, { text: 'demo', ...chat }));
    return (await house.connector.nextMessage()).text ?? '';
  };

  it('is for supervisors and admins, and a refusal is written down', async () => {
    const refused = await play({ agentId: randomUUID(), name: 'Rita Novak', groupIds: [] });
    const played = await play({ agentId: randomUUID(), name: 'Sam Whitfield', groupIds: [SUPERVISORS] });

    assert.match(refused, /Only supervisors and admins/);
    assert.match(played, /nothing of it is kept or counted/);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    assert.deepEqual(
      rows.filter(({ what }) => what === 'demo').map(({ action, result }) => [action, result]),
      [['refusal', 'refused']],
    );
  });
});
