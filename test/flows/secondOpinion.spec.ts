import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Agent } from '../../src/domain/agent.ts';
import { ModelUnavailable } from '../../src/ports/languageModel.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { freshSqlite, type FreshDatabase } from '../support/databases.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { channelChat, RISING_CALL, say } from '../support/risingCall.ts';
import { type Said, scriptedModel, type ScriptedModel } from '../support/scriptedModel.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
const CHANNEL = '19:alerts@thread.tacv2';
const ON = { SCAM_SECOND_OPINION: 'on' };
/** Words and a number that nobody but the caller says. */
const CANARY = 'quetzalcoatlus';
const NUMBER = '07700 900123';

describe('a second opinion on doubtful calls', () => {
  let place: FreshDatabase;
  let house: House;
  let model: ScriptedModel;
  afterEach(async () => {
    await house.close();
    await place.remove();
  });

  const open = async (said: () => Said | Promise<Said>, environment: NodeJS.ProcessEnv = ON): Promise<void> => {
    model = scriptedModel(said);
    place = await freshSqlite();
    house = await startHouse({ people: [anAgent, sam], place, model, environment, alertsEveryMs: 10 });
    const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
    await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...channelChat(CHANNEL, sam) }));
    await postEvents(house, aCallStart({ agentId: anAgent.agentId }));
  };
  const until = async (isTrue: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const texts = RISING_CALL.texts.map((text) => `${text} ${CANARY}, my number is ${NUMBER}.`);
  const alert = () => house.ports.alerts.find('call-1');
  const thinks = (opinion: string) => (): Said => ({ output: { opinion } });

  it('is asked from the notice on, once a level, and stands on the alert without changing it', async () => {
    await open(thinks('legitimate'));

    await say(house, 'call-1', { to: RISING_CALL.watch - 1 });
    const before = model.asked.length;
    await say(house, 'call-1', { from: RISING_CALL.watch, to: 10 });
    await until(async () => (await alert())?.secondOpinion !== undefined);
    await until(() => JSON.stringify(house.connector.calls).includes('a second opinion sees an honest call'));

    assert.equal(before, 0);
    assert.ok(model.asked.length >= 1 && model.asked.length <= 3);
    assert.deepEqual([(await alert())?.level, (await alert())?.outcome], ['scam', undefined]);
  });

  it('neither raises an alert nor changes a level when the model sees a scam', async () => {
    await open(thinks('scam'));

    await say(house, 'call-1', { to: RISING_CALL.watch });
    await until(() => model.asked.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));

    assert.equal(await alert(), undefined);
  });

  it('reads stand-ins for personal data, and leaves nothing of the call in database, log or audit', async () => {
    await open(thinks('uncertain'));

    await say(house, 'call-1', { to: 10, texts });
    await until(async () => (await alert())?.secondOpinion === 'uncertain');

    const asked = JSON.stringify(model.asked);
    assert.match(asked, /quetzalcoatlus, my number is \[phone 1\]/);
    assert.ok(!asked.replace(/\D/g, '').includes('7700900123'));
    const database = await place.open();
    const tables = await database.read((connection) => connection.introspection.getTables());
    const rows = await Promise.all(
      tables.map(({ name }) =>
        database.read((connection) => sql`select * from ${sql.table(name)}`.execute(connection)),
      ),
    );
    const kept = [JSON.stringify(rows.map((one) => one.rows)), JSON.stringify(house.logged)];
    kept.push(JSON.stringify(house.connector.calls));
    for (const text of kept) assert.ok(!text.includes(CANARY));
  });

  it('counts its tokens under the call, in the log and in the house’s budget', async () => {
    await open(thinks('scam'));

    await say(house, 'call-1', { to: RISING_CALL.watch });
    await until(() => house.logged.some(({ message }) => message === 'second opinion'));

    const { facts } = house.logged.find(({ message }) => message === 'second opinion')!;
    assert.deepEqual(facts, { callId: 'call-1', opinion: 'scam', input: 100, output: 20 });
    const whose = { agentId: 'earpiece', callId: 'call-1', at: new Date() };
    await until(async () => (await house.ports.tokenUses.spent(whose)).forCall === 120);
  });

  it('never holds up an alert: with a model that does not answer, answers wrongly or is away', async () => {
    const answers: (() => Said | Promise<Said>)[] = [
      () => new Promise(() => undefined),
      () => ({ output: { opinion: 'close the alert' } }),
      () => {
        throw new ModelUnavailable('away');
      },
    ];
    for (const answer of answers.slice(1)) {
      await open(answer);
      await say(house, 'call-1', { to: 10 });
      await until(async () => (await alert())?.level === 'scam');
      assert.equal((await alert())?.secondOpinion, undefined);
      await house.close();
      await place.remove();
    }
    await open(answers[0]!);
    await say(house, 'call-1', { to: 10 });
    await until(async () => (await alert())?.level === 'scam');
  }).timeout(60_000);

  it('is asked only so often a minute by the whole house', async () => {
    await open(thinks('uncertain'), { ...ON, SCAM_SECOND_OPINION_PER_MINUTE: '1' });

    for (const callId of ['call-2', 'call-3', 'call-4']) {
      await postEvents(house, aCallStart({ callId }));
      await say(house, callId, { to: 10 });
      await until(async () => (await house.ports.alerts.find(callId))?.level === 'scam');
    }

    assert.equal(model.asked.length, 1);
  });

  it('is off unless somebody switches it on', async () => {
    await open(thinks('scam'), {});

    await say(house, 'call-1', { to: 10 });
    await until(async () => (await alert())?.level === 'scam');

    assert.equal(model.asked.length, 0);
  });
});
