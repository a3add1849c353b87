import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/sql/database.ts';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { describeOnDatabases } from '../support/databases.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { channelChat, ownChat, RISING_CALL, saidIn } from '../support/risingCall.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
const CHANNEL = '19:alerts@thread.tacv2';
/** Words nobody but the caller says: in every sentence, and a number. */
const CANARY = 'quetzalcoatlus';
const NUMBER = '+44 7700 900123';

describeOnDatabases((name, fresh) => {
  describe(`what is said on live calls: ${name}`, () => {
    it('leaves no trace in the database, its files, the log, the cards and what else is sent', async () => {
      const place = await fresh();
      const dataDir =
        place.databaseUrl === undefined ? place.dataDir : await mkdtemp(join(tmpdir(), 'earpiece-canary-'));
      const house = await startHouse({ people: [anAgent, sam], place: { ...place, dataDir }, alertsEveryMs: 10 });
      try {
        await playCall(house);

        const rows = await everyRow(place);
        const files = place.databaseUrl === undefined ? await everyFile(dataDir) : '';
        const audit = JSON.stringify(await Array.fromAsync(house.ports.audit.rows(new Date(0))));
        const sent = JSON.stringify(house.connector.calls);
        assert.match(rows, /code-request/, 'the call was heard and its alert kept');
        assert.match(sent, /Asks for a one-time code/, 'the alert was shown');
        for (const text of [rows, files, audit, sent, JSON.stringify(house.logged)]) {
          assert.ok(!text.toLowerCase().includes(CANARY));
          assert.ok(!text.replace(/\D/g, '').includes('7700900123'));
        }
      } finally {
        await house.close();
        await place.remove();
        if (place.databaseUrl !== undefined) await rm(dataDir, { recursive: true, force: true });
      }
    });
  });

  /** Everything a call can bring: levels, a gap, repeats, bad events, an end, a person who acts, and a worker that ends. */
  async function playCall(house: House): Promise<void> {
    await house.say('hi', ownChat(anAgent));
    const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
    await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...channelChat(CHANNEL, sam) }));
    await house.say('on duty', ownChat(sam));
    await postEvents(house, aCallStart({ agentId: anAgent.agentId, caller: NUMBER, called: '+44 20 7946 0000' }));
    const texts = RISING_CALL.texts.map((text) => `${text} ${CANARY}`);
    const said = saidIn('call-1', { to: 10, texts });
    const [, , , lost, ...rest] = said;
    await postEvents(house, [...said.slice(0, 3), ...rest, { ...lost, seq: -1 }, { ...lost, track: CANARY }]);
    await postEvents(house, said);
    await postEvents(house, { ...said[4], callId: 'subscriber-1', seq: 9 });
    const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
      while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await until(async () => (await house.ports.alerts.find('call-1'))?.level === 'scam');
    await until(async () => (await house.ports.alertCards.cardsOf('call-1')).every(({ state }) => state === 'sent'));
    const end = { verb: 'endAlert', callId: 'call-1', outcome: 'scam' };
    const ending = { action: { type: 'Action.Execute', verb: end.verb, data: end } };
    await house.post(
      anInvoke(house.connector.url, 'adaptiveCard/action', { value: ending, ...channelChat(CHANNEL, sam) }),
    );
    await postEvents(house, { type: 'call.ended', callId: 'call-1', at: new Date().toISOString() });
    await until(async () => (await house.ports.alerts.find('call-1'))?.outcome === 'scam');
  }

  async function everyRow(place: Awaited<ReturnType<typeof fresh>>): Promise<string> {
    const database = await place.open();
    const all = await database.read((connection) => connection.introspection.getTables());
    // Other tests leave schemas of their own in the same PostgreSQL.
    const alerts = all.filter(({ name }) => name === 'alerts');
    const schema = alerts.length === 1 ? alerts[0]?.schema : await schemaOf(database);
    const tables = all.filter((table) => table.schema === schema);
    const rows: unknown[] = [];
    for (const { name: table } of tables) {
      rows.push(
        await database.read((connection) =>
          connection
            .selectFrom(table as 'alerts')
            .selectAll()
            .execute(),
        ),
      );
    }
    assert.ok(tables.length > 20, `${tables.length} tables`);
    return JSON.stringify(rows);
  }
});

async function schemaOf(database: Database): Promise<string | undefined> {
  const { rows } = await database.read((connection) =>
    sql<{ schema: string }>`select current_schema() as schema`.execute(connection),
  );
  return rows[0]?.schema;
}

async function everyFile(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.length > 0);
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}
