// Two bots and a worker on one PostgreSQL under load: people ask, calls are heard live, calls end and their notes are
// approved, while each process is killed in turn, the database is restarted, and the language model and the search service
// fail by bursts. Every question, alert and note is accounted for; the tables go into docs/reliability.md.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/adapters/sql/openDatabase.ts';
import type { Database } from '../../src/adapters/sql/database.ts';
import type { Agent } from '../../src/domain/agent.ts';
import { peopleFile } from '../../src/adapters/embedded/peopleFile.ts';
import { aMessage } from '../../test/support/house.ts';
import { ownChat } from '../../test/support/risingCall.ts';
import { accountForAlerts } from './alerts.ts';
import { Desks } from './desks.ts';
import { openHouse, tell } from './house.ts';
import { playLiveCalls, subscribeChannels } from './liveCalls.ts';
import { endCalls } from './notes.ts';
import { accountForNotes } from './notesAccount.ts';
import { accountForQuestions, askQuestions } from './questions.ts';
import { faultsIn, writeReport } from './report.ts';
import { accountForServices } from './services.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sample = join(root, 'sample');
const CALM_MS = 10_000;
const AWAY_MS = 4_000;
/** The last turns and their late models. */
const LEAST_SETTLE_MS = 20_000;
/** What a killed process held is taken up a minute later. */
const MOST_SETTLE_MS = 150_000;

let faults: string[];
const house = await openHouse(sample);
try {
  const [sam, ...agents] = await somePeople();
  await subscribeChannels(house, sam);
  for (const agent of agents) await introduce(agent);
  const desks = new Desks(agents, house);
  const ending = new AbortController();
  const load = Promise.all([
    askQuestions(house, ending.signal),
    playLiveCalls(house, ending.signal),
    endCalls(agents, house, ending.signal),
    house.services.failByBursts(ending.signal),
  ]);
  await Promise.race([load, disturb(), house.fallen]);
  tell('the load ends');
  ending.abort();
  const [asked, played, ended] = await Promise.race([load, house.fallen]);
  const database = await openDatabase({ databaseUrl: house.postgres.address, dataDir: house.folder });
  await settle(database);
  const opened = await desks.emptyLists();
  await desks.stop();
  const tables = {
    Questions: accountForQuestions(asked, house),
    'Live calls and alerts': await accountForAlerts(played, database, house),
    Notes: await accountForNotes(ended, { taps: desks.taps, opened }, database),
    'Model and search': accountForServices(house.services),
  };
  await database.close();
  tell(`\n${writeReport(join(root, 'docs/reliability.md'), tables)}`);
  faults = faultsIn(tables);
  for (const line of faults) tell(line);
} catch (error) {
  faults = [String(error)];
  tell(`the run ends early: ${error instanceof Error ? error.stack : String(error)}`);
} finally {
  await house.close();
}
// The wrapper around PostgreSQL ends the process by itself, and always well.
process.exit(faults.length > 0 ? 1 : 0);

/** One outage after the other, with calm between them. */
async function disturb(): Promise<void> {
  await sleep(CALM_MS);
  for (const name of ['bot 1', 'bot 2', 'worker'] as const) {
    await house.kill(name, AWAY_MS);
    // A worker that was killed stands in its consumer group for ten seconds more, and then there is a queue to hear.
    await sleep(name === 'worker' ? 4 * CALM_MS : CALM_MS);
  }
  await house.restartDatabase(AWAY_MS);
  await sleep(2 * CALM_MS);
}

/** A supervisor, then three agents of the sample company. */
async function somePeople(): Promise<[Agent, ...Agent[]]> {
  const directory = await peopleFile(join(sample, 'people.json'));
  const found = await Promise.all(
    [14, 11, 12, 13].map((number) => directory.find(`7d7f9ec1-4c1e-4b52-9a57-0000000000${number}`)),
  );
  const [sam, ...agents] = found.filter((one) => one !== undefined);
  if (sam === undefined) throw new Error('The sample company has lost its people.');
  return [sam, ...agents];
}

/** Whoever has written to Earpiece can be written to. */
async function introduce(agent: Agent): Promise<void> {
  const { connector } = house;
  await fetch(`http://127.0.0.1:${house.portOf('bot 1')}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(aMessage(connector.url, { text: 'hi', ...ownChat(agent) })),
  });
  await connector.nextMessage();
}

/** Waits until nothing is on its way any more. */
async function settle(database: Database): Promise<void> {
  await sleep(LEAST_SETTLE_MS);
  const giveUpAt = performance.now() + MOST_SETTLE_MS;
  while (performance.now() < giveUpAt && (await isUnsettled(database))) await sleep(500);
  tell('all is settled');
}

async function isUnsettled(database: Database): Promise<boolean> {
  const [cards, notes] = await Promise.all([
    database.read((tables) =>
      tables
        .selectFrom('alert_cards')
        .innerJoin('alerts', 'alerts.call_id', 'alert_cards.call_id')
        .select('alert_cards.call_id')
        .where((eb) =>
          eb.or([
            eb('alert_cards.state', '=', 'waiting'),
            eb('alert_cards.reply', '=', 'waiting'),
            eb('alert_cards.shown_version', '<', eb.ref('alerts.version')),
          ]),
        )
        .execute(),
    ),
    database.read((tables) => tables.selectFrom('outbox').select('draft_id').where('state', '=', 'waiting').execute()),
  ]);
  return cards.length + notes.length > 0;
}
