import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka, Producer } from 'kafkajs';
import type { Log } from '../../ports/log.ts';
import type { LogChanges, UtteranceLog } from '../../ports/utteranceLog.ts';
import { kafkaClient, type KafkaSettings, unavailable } from './kafkaClient.ts';

const SESSION_MS = 10_000;
const HEARTBEAT_MS = 1_000;
/** What is told is heard at once; a broker may hold a request for so long when there is nothing. */
const LONGEST_WAIT_MS = 200;

type Hear = (values: readonly Buffer[]) => Promise<void>;

/**
 * A topic of the Kafka protocol. Offsets are committed after a batch was heard, never before: a worker that ends leaves
 * the rest to the next one.
 */
export function kafkaLog(settings: KafkaSettings, log: Log): UtteranceLog {
  const kafka = kafkaClient(settings, log);
  const { topic } = settings;
  const closing = Promise.withResolvers<void>();
  let consumer: Consumer | undefined;
  let producing: Promise<Producer> | undefined;
  return {
    async follow(hear, changes) {
      consumer ??= consumerOf(kafka, settings.group);
      await followUntil(closing.promise, consumer, { topic, hear, changes }).catch(rejectInOurWords);
    },
    async append(messages) {
      producing ??= producerOf(kafka);
      const producer = await producing.catch((error: unknown) => {
        producing = undefined;
        return rejectInOurWords(error);
      });
      const rows = messages.map(({ callId, value }) => ({ key: callId, value }));
      await producer.send({ topic, messages: rows }).catch(rejectInOurWords);
    },
    async countParts() {
      const admin = kafka.admin({ retry: { retries: 1 } });
      try {
        await admin.connect();
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
        return topics.flatMap(({ partitions }) => partitions).length;
      } catch (error) {
        return rejectInOurWords(error);
      } finally {
        await admin.disconnect();
      }
    },
    async close() {
      closing.resolve();
      await consumer?.disconnect();
      const producer = await producing?.catch(() => undefined);
      await producer?.disconnect();
    },
  };
}

function rejectInOurWords(error: unknown): never {
  throw unavailable(error);
}

function consumerOf(kafka: Kafka, groupId: string): Consumer {
  return kafka.consumer({
    groupId,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: HEARTBEAT_MS,
    maxWaitTimeInMs: LONGEST_WAIT_MS,
    // The client begins again after some faults and not after others, such as a refusal: whoever follows does, after all.
    retry: { retries: 8, restartOnFailure: () => Promise.resolve(false) },
  });
}

async function producerOf(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  return producer;
}

/** Resolves once it is closed; rejects with what the client gave up for. */
async function followUntil(
  closed: Promise<void>,
  consumer: Consumer,
  { topic, hear, changes }: { topic: string; hear: Hear; changes: LogChanges },
): Promise<void> {
  const crashed = Promise.withResolvers<never>();
  const unhear = consumer.on(consumer.events.CRASH, ({ payload }) => crashed.reject(payload.error));
  const owners = followOwners(consumer, changes);
  const begin = async (): Promise<void> => {
    await consumer.connect();
    // A group that was never here begins at the start, or what was told before its first commit would be lost.
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async (payload) => {
        await owners.settled();
        await hearBatch(consumer, payload, hear);
      },
    });
    await closed;
  };
  try {
    await Promise.race([begin(), crashed.promise]);
  } finally {
    unhear();
    owners.stop();
  }
}

/** Waits for what a change of owners sets going before the next batch is heard. */
function followOwners(consumer: Consumer, changes: LogChanges): { settled(): Promise<void>; stop(): void } {
  let settling: Promise<void> = Promise.resolve();
  const stop = consumer.on(consumer.events.GROUP_JOIN, () => {
    const look = (): Promise<void> => changes.onOwnersChanged();
    settling = settling.then(look, look);
  });
  return { settled: () => settling, stop };
}

async function hearBatch(consumer: Consumer, payload: EachBatchPayload, hear: Hear): Promise<void> {
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
