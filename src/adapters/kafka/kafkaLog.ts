import { setTimeout as sleep } from 'node:timers/promises';
import { type Consumer, type EachBatchPayload, Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs';
import type { Log } from '../../ports/log.ts';
import type { LogChanges, UtteranceLog } from '../../ports/utteranceLog.ts';

/** Where the log is; also Azure Event Hubs and Redpanda, which speak the Kafka protocol. */
export interface KafkaSettings {
  brokers: readonly string[];
  topic: string;
  group: string;
  isEncrypted: boolean;
  sasl: SASLOptions | undefined;
}

const CONNECT_MS = 10_000;
const SESSION_MS = 10_000;
const HEARTBEAT_MS = 1_000;
/** What is told is heard at once; a broker may hold a request for so long when there is nothing. */
const LONGEST_WAIT_MS = 200;

/**
 * A topic of the Kafka protocol. Offsets are committed after a batch was heard, never before: a worker that ends leaves
 * the rest to the next one. The client's own log is off, as it may quote messages.
 */
export function kafkaLog(settings: KafkaSettings, log: Log): UtteranceLog {
  const kafka = new Kafka(clientOf(settings, log));
  const consumer = kafka.consumer({
    groupId: settings.group,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: HEARTBEAT_MS,
    maxWaitTimeInMs: LONGEST_WAIT_MS,
    // An outage of the broker ends with it, not with the worker.
    retry: { retries: 8, restartOnFailure: () => Promise.resolve(true) },
  });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  let isFollowing = false;
  let producing: Promise<void> | undefined;
  return {
    async follow(hear, changes) {
      isFollowing = true;
      const owners = followOwners(consumer, changes);
      await consumer.connect();
      // A group that was never here begins at the start, or what was told before its first commit would be lost.
      await consumer.subscribe({ topic: settings.topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: async (payload) => {
          await owners.settled();
          await hearBatch(consumer, payload, hear);
        },
      });
    },
    async append(messages) {
      producing ??= producer.connect();
      await producing.catch((error: unknown) => {
        producing = undefined;
        throw error;
      });
      const rows = messages.map(({ callId, value }) => ({ key: callId, value }));
      await producer.send({ topic: settings.topic, messages: rows });
    },
    async close() {
      if (isFollowing) await consumer.disconnect();
      if (producing !== undefined) await producer.disconnect();
    },
  };
}

function clientOf({ brokers, isEncrypted, sasl }: KafkaSettings, log: Log): KafkaConfig {
  return {
    clientId: 'earpiece',
    brokers: [...brokers],
    ssl: isEncrypted ? { minVersion: 'TLSv1.2' } : false,
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: CONNECT_MS,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => log.warn({ namespace: entry.namespace, level: entry.level }, 'kafka client warns'),
  };
}

/** Waits for what a change of owners sets going before the next batch is heard. */
function followOwners(consumer: Consumer, changes: LogChanges): { settled(): Promise<void> } {
  let settling: Promise<void> = Promise.resolve();
  consumer.on(consumer.events.GROUP_JOIN, () => {
    const look = (): Promise<void> => changes.onOwnersChanged();
    settling = settling.then(look, look);
  });
  return { settled: () => settling };
}

async function hearBatch(
  consumer: Consumer,
  payload: EachBatchPayload,
  hear: (values: readonly Buffer[]) => Promise<void>,
): Promise<void> {
  const { batch } = payload;
  if (!payload.isRunning() || payload.isStale()) return;
  const values = batch.messages.flatMap(({ value }) => (value === null ? [] : [value]));
  const hearing = hear(values).then(() => 'heard' as const);
  // A gap is waited for; the group must know meanwhile that this worker lives.
  while ((await Promise.race([hearing, sleep(HEARTBEAT_MS, 'waiting' as const)])) === 'waiting')
    await payload.heartbeat();
  const offset = String(BigInt(batch.lastOffset()) + 1n);
  await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
  await payload.heartbeat();
}
