import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { openDatabase } from '../../src/adapters/sql/openDatabase.ts';
import type { Database } from '../../src/adapters/sql/database.ts';
import { sqlAlerts } from '../../src/adapters/sql/sqlAlerts.ts';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { sqlWatchedCalls } from '../../src/adapters/sql/sqlWatchedCalls.ts';
import { type EarpieceProcess, startEarpiece } from '../support/earpieceProcess.ts';
import { type MockCluster, startMockCluster } from '../support/kafka/mockCluster.ts';
import { RISING_CALL, saidIn } from '../support/risingCall.ts';

const TOPIC = 'live-text';
const CALLS = Array.from({ length: 40 }, (_, at) => `call-${at}`);

describe('live text from Kafka', function () {
  this.timeout(120_000);
  let cluster: MockCluster;
  let dataDir: string;
  let database: Database;
  const workers: EarpieceProcess[] = [];
  before(async function () {
    const started = await startMockCluster();
    if (started === undefined) {
      console.log('    not run: live text from Kafka, get it by apt-get install python3-confluent-kafka');
      return this.skip();
    }
    cluster = started;
    dataDir = await mkdtemp(join(tmpdir(), 'earpiece-kafka-'));
    database = await openDatabase({ dataDir });
  });
  after(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await database?.close();
    cluster?.stop();
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  });

  const startWorker = async (): Promise<EarpieceProcess> => {
    const worker = await startEarpiece('src/worker.ts', {
      ...{ DATA_DIR: dataDir, KAFKA_BROKERS: cluster.brokers, KAFKA_TRANSCRIPTS_TOPIC: TOPIC, KAFKA_TLS: 'off' },
    });
    workers.push(worker);
    return worker;
  };
  const tell = async (from: number, to: number): Promise<void> => {
    const kafka = new Kafka({ brokers: [cluster.brokers], logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    for (let turn = from; turn <= to; turn += 1) {
      const messages = CALLS.map((key) => ({ key, value: JSON.stringify(saidIn(key, { from: turn, to: turn })[0]) }));
      await producer.send({ topic: TOPIC, messages });
    }
    await producer.disconnect();
  };
  const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
    while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const heardTo = (seq: number) => async (): Promise<boolean> => {
    const watched = sqlWatchedCalls(database);
    const calls = await Promise.all(CALLS.map((callId) => watched.find(callId)));
    return calls.every((call) => (call?.nextSeq ?? 0) > seq);
  };

  it('loses no alert when a worker is killed in the middle of calls and another goes on', async () => {
    const alerts = sqlAlerts(database, sqlAuditLog(database));
    const watched = sqlWatchedCalls(database);
    for (const callId of CALLS) {
      await watched.note(callId, { setting: 'contact-centre', direction: 'inbound' }, new Date());
    }
    const first = await startWorker();
    await tell(0, 3);
    await until(heardTo(3));

    await tell(4, 5);
    first.child.kill('SIGKILL');
    const second = await startWorker();
    await tell(6, 10);
    await until(heardTo(10));

    const raised = await alerts.since(new Date(0), 100);
    assert.equal(raised.length, CALLS.length);
    assert.ok(raised.every(({ level, turns }) => level === 'scam' && turns > RISING_CALL.scam));
    const rows = await Array.fromAsync(sqlAuditLog(database).rows(new Date(0)));
    const told = rows.filter(({ action, reason }) => action === 'alert' && reason === 'warn');
    assert.equal(new Set(told.map(({ what }) => what)).size, told.length, 'each alert is raised once');
    second.child.kill('SIGTERM');
    await second.exited;
    const counts = JSON.parse(
      second
        .errors()
        .split('\n')
        .find((line) => line.includes('live calls watched')) ?? '{}',
    ) as { heard: number; repeated: number; late: number };
    // Only what the first had heard and not yet committed comes twice: at most the two turns it was killed in.
    assert.ok(counts.heard >= 5 * CALLS.length, JSON.stringify(counts));
    assert.ok(counts.repeated <= 2 * CALLS.length, JSON.stringify(counts));
    assert.equal(counts.late, 0);
    console.log(`    duplicates in the window of the kill: ${counts.repeated} of ${11 * CALLS.length}`);
  });
});
