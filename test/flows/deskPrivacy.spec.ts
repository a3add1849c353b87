import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { toCsv } from '../../src/domain/csv.ts';
import { BI_VIEWS, type BiView } from '../../src/domain/biViews.ts';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { describeOnDatabases } from '../support/databases.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { ownChat, RISING_CALL, saidIn } from '../support/risingCall.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
/** Words nobody but the caller says: in every sentence, and numbers. */
const CANARY = 'quetzalcoatlus';
const CALLER = '+44 7700 900123';
const LINE = '+44 20 7946 0958';

describeOnDatabases((name, fresh) => {
  describe(`what is said on calls that are only counted: ${name}`, () => {
    it('leaves no trace in review, campaigns, insights, exports, database, files, log and audit', async () => {
      const place = await fresh();
      const isSqlite = place.databaseUrl === undefined;
      const dataDir = isSqlite ? place.dataDir : await mkdtemp(join(tmpdir(), 'earpiece-canary-'));
      const environment = { ALERT_MODE: 'shadow' };
      const house = await startHouse({
        people: [anAgent, sam],
        place: { ...place, dataDir },
        environment,
        demoTurnMs: 1,
      });
      try {
        await playCalls(house);
        for (const asked of ['alerts', 'alerts review', 'campaigns', 'campaigns csv', 'insights', 'demo']) {
          await house.say(asked, ownChat(sam));
        }
        const value = { action: { type: 'Action.Execute', verb: 'chooseAlertBudget', data: { perShift: '1' } } };
        await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...ownChat(sam) }));
        const views = Object.keys(BI_VIEWS) as BiView[];
        const exported = (await Promise.all(views.map((view) => house.ports.insights.view(view)))).map(toCsv).join('');

        const sent = JSON.stringify(house.connector.calls);
        assert.match(sent, /would have had/);
        assert.match(sent, /This caller: /);
        const audit = JSON.stringify(await Array.fromAsync(house.ports.audit.rows(new Date(0))));
        const files = isSqlite ? await everyFile(dataDir) : '';
        for (const text of [await everyRow(place), exported, files, audit, sent, JSON.stringify(house.logged)]) {
          assert.ok(!text.toLowerCase().includes(CANARY));
          const digits = text.replace(/\D/g, '');
          assert.ok(!digits.includes('7700900123') && !digits.includes('2079460958'));
        }
      } finally {
        await house.close();
        await place.remove();
        if (!isSqlite) await rm(dataDir, { recursive: true, force: true });
      }
    });
  });

  /** Three calls of one caller with an alert each, of a kind that is judged. */
  async function playCalls(house: House): Promise<void> {
    const texts = RISING_CALL.texts.map((text) => `${text} ${CANARY}`);
    for (const callId of ['call-1', 'call-2', 'call-3']) {
      await postEvents(house, aCallStart({ callId, agentId: anAgent.agentId, caller: CALLER, called: LINE }));
      await postEvents(house, saidIn(callId, { to: 10, texts }));
      while ((await house.ports.alerts.find(callId)) === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await postEvents(house, { type: 'call.ended', callId, at: new Date().toISOString() });
    }
  }

  async function everyRow(place: Awaited<ReturnType<typeof fresh>>): Promise<string> {
    const database = await place.open();
    return database.read(async (connection) => {
      const all = await connection.introspection.getTables();
      const isPostgres = place.databaseUrl !== undefined;
      const here = isPostgres
        ? (await sql<{ schema: string }>`select current_schema() as schema`.execute(connection)).rows[0]?.schema
        : undefined;
      const tables = all.filter(({ schema }) => schema === here);
      assert.ok(tables.length > 20, `${tables.length} tables`);
      const rows = await Promise.all(
        tables.map((table) => sql`select * from ${sql.table(table.name)}`.execute(connection)),
      );
      return JSON.stringify(rows.map((one) => one.rows));
    });
  }
});

async function everyFile(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.length > 0);
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}
