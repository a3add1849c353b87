import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { peopleFile } from '../../src/adapters/embedded/peopleFile.ts';
import { ACTIONS, authorize } from '../../src/guards/authorize.ts';
import { PUBLIC_CLOUD } from '../../src/wiring/clouds.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { openDirectory } from '../../src/wiring/openDirectory.ts';
import { SAMPLE_PEOPLE } from '../../src/wiring/samplePaths.ts';
import { type House, startHouse } from '../support/house.ts';

/** Sits at the Playground. */
const ADA = '7d7f9ec1-4c1e-4b52-9a57-000000000011';

describe('whoever sits at the Playground', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ ports: { directory: await peopleFile(SAMPLE_PEOPLE) } });
  });
  afterEach(() => house.close());

  for (const command of ['alerts', 'insights', 'gaps', 'settings', 'doctor', 'notes'])
    it(`may try "${command}" with nothing edited`, async () => {
      const from = { id: 'user-ada', name: 'Ada Lindqvist', aadObjectId: ADA };

      const message = await house.say(command, { from });

      assert.doesNotMatch(message.text ?? '', /^Only |not allowed/);
      const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
      assert.deepEqual(
        rows.filter(({ action }) => action === 'refusal'),
        [],
      );
    });

  it('may do everything that any role may', async () => {
    const ada = await (await peopleFile(SAMPLE_PEOPLE)).find(ADA);

    const refused = ACTIONS.filter((action) => authorize(ada ?? { roles: [] }, action) !== undefined);

    assert.deepEqual(refused, ['seeOthersAnswers']);
  });

  it('is nobody to a registered bot', async () => {
    const registered = readConfig({
      ...{ BOT_ID: '11111111-1111-4111-8111-111111111111', BOT_TYPE: 'UserAssignedMsi' },
      ...{ BOT_TENANT_ID: '22222222-2222-4222-8222-222222222222' },
      ...{
        ALLOWED_TENANTS: '22222222-2222-4222-8222-222222222222',
        DATA_KEY: `main:${randomBytes(32).toString('base64')}`,
      },
    });

    const directory = await openDirectory(registered, house.ports, PUBLIC_CLOUD);

    assert.equal(await directory.find(ADA), undefined);
  });
});
