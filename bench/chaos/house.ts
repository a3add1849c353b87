import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { type Connector, startConnector } from '../../test/support/connector.ts';
import { type EarpieceProcess, runCommand, startEarpiece } from '../../test/support/earpieceProcess.ts';
import { CALL_EVENTS_KEY } from '../../test/support/house.ts';
import { startMockCluster } from '../../test/support/kafka/mockCluster.ts';
import { type FailingServices, startFailingServices } from './failingServices.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export const BOTS = ['bot 1', 'bot 2'] as const;
const PROCESSES = [...BOTS, 'worker'] as const;
type ProcessName = (typeof PROCESSES)[number];
const ENTRY = { 'bot 1': 'src/bot.ts', 'bot 2': 'src/bot.ts', worker: 'src/worker.ts' } as const;
const TOPIC = 'earpiece-utterances';

/** Something was away from here to there, on the clock of `performance.now()`. */
export interface Outage {
  of: ProcessName | 'database';
  fromMs: number;
  toMs: number;
}

/** Two bots, a worker and what they stand on, all on this machine. */
export interface House {
  connector: Connector;
  services: FailingServices;
  postgres: Postgres;
  /** A folder that is removed in the end. */
  folder: string;
  outages: Outage[];
  /** Of a bot; undefined while it is away. */
  portOf(bot: (typeof BOTS)[number]): number | undefined;
  /** Ends a process by SIGKILL and starts it again after this long. */
  kill(name: ProcessName, awayMs: number): Promise<void>;
  /** Rejects when a process ends that nobody has ended. */
  fallen: Promise<never>;
  /** Stops the database and starts it again after this long. */
  restartDatabase(awayMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything, with the sample company in it. Rejects where there is no broker to be had. */
export async function openHouse(sample: string): Promise<House> {
  const kafka = await startMockCluster();
  if (kafka === undefined) throw new Error('There is no Kafka broker: apt-get install python3-confluent-kafka.');
  await makeTopic(kafka.brokers);
  const folder = mkdtempSync(join(tmpdir(), 'earpiece-chaos-'));
  // PostgreSQL refuses to run as root: its own user must be able to reach the folder.
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  const [postgres, connector, services] = await Promise.all([
    startPostgres(folder),
    startConnector(),
    startFailingServices(),
  ]);
  const environmentOf = (name: ProcessName): NodeJS.ProcessEnv => ({
    ...services.environment,
    ...{ DATABASE_URL: postgres.address, DATA_DIR: join(folder, name), CALL_EVENTS_KEY, LOG_LEVEL: 'error' },
    ...{ KAFKA_BROKERS: kafka.brokers, KAFKA_TRANSCRIPTS_TOPIC: TOPIC, KAFKA_TLS: 'off' },
    ...{ RATE_PER_MINUTE: '1000000', RATE_GLOBAL_PER_MINUTE: '10000000' },
  });
  const running = new Map<ProcessName, EarpieceProcess>();
  const outages: Outage[] = [];
  const fallen = Promise.withResolvers<never>();
  // Nobody may be listening yet.
  fallen.promise.catch(() => undefined);
  const start = async (name: ProcessName): Promise<void> => {
    const started = await startEarpiece(ENTRY[name], environmentOf(name));
    running.set(name, started);
    void started.exited.then((end) => {
      if (running.get(name) === started) fallen.reject(new Error(`${name} ended (${end}): ${started.errors()}`));
    });
    tell(`${name} is ready`);
  };
  await bringSample(sample, environmentOf('bot 1'));
  await Promise.all(PROCESSES.map(start));
  return {
    ...{ connector, services, postgres, folder, outages, fallen: fallen.promise },
    portOf: (bot) => running.get(bot)?.port,
    kill: (name, awayMs) =>
      noteOutage(name, outages, async () => {
        tell(`${name} is killed`);
        const killed = running.get(name);
        running.delete(name);
        killed?.child.kill('SIGKILL');
        await sleep(awayMs);
        await start(name);
      }),
    async restartDatabase(awayMs) {
      tell('the database stops');
      await noteOutage('database', outages, async () => {
        await postgres.stop();
        await sleep(awayMs);
        await postgres.start();
      });
      tell('the database is back');
    },
    async close() {
      const ending = [...running];
      running.clear();
      for (const [, { child }] of ending) child.kill('SIGTERM');
      await connector.close();
      await services.close();
      for (const [name, ended] of ending) {
        await ended.exited;
        tell(`${name} logged since it started:\n${countedErrors(ended.errors())}`);
      }
      await postgres.stop();
      kafka.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function bringSample(sample: string, environment: NodeJS.ProcessEnv): Promise<void> {
  for (const command of [
    ['ingest', join(sample, 'knowledge')],
    ['customers', 'import', join(sample, 'customers.json')],
  ]) {
    const { code, errors } = await runCommand(command, environment);
    if (code !== 0) throw new Error(`earpiece ${command.join(' ')} ended with ${code}: ${errors}`);
  }
}

/** It counts as away from the moment it goes until it is ready again. */
async function noteOutage(of: Outage['of'], outages: Outage[], goAndComeBack: () => Promise<void>): Promise<void> {
  const outage = { of, fromMs: performance.now(), toMs: Infinity };
  outages.push(outage);
  await goAndComeBack();
  outage.toMs = performance.now();
}

/** Says on standard error what happens, and when. */
export function tell(what: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(1)} s: ${what}\n`);
}

/** This broker makes a topic for whoever writes into it, which bots never ask for; an entry without a word is skipped. */
async function makeTopic(brokers: string): Promise<void> {
  const producer = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({ topic: TOPIC, messages: [{ value: null }] });
  await producer.disconnect();
}

/** Each kind of line once, with how often it came. */
function countedErrors(text: string): string {
  const kinds = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const { msg, kind, fault } = JSON.parse(line) as {
        msg?: string;
        kind?: string;
        fault?: { kind?: string; at?: string[] };
      };
      const where = fault?.kind === 'DatabaseUnavailable' ? '' : (fault?.at?.join(' ') ?? '');
      return `${msg} (${kind ?? fault?.kind ?? ''}) ${where}`.trim();
    });
  return [...Map.groupBy(kinds, (kind) => kind)].map(([kind, some]) => `  ${some.length} x ${kind}`).join('\n');
}
