import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Kafka broker on this machine. */
export interface MockCluster {
  /** Such as 127.0.0.1:41234. */
  brokers: string;
  stop(): void;
}

const PROGRAM = fileURLToPath(new URL('mockCluster.py', import.meta.url));

/** Starts librdkafka's mock cluster; undefined where Debian's python3-confluent-kafka is not installed. */
export async function startMockCluster(): Promise<MockCluster | undefined> {
  const child = spawn('/usr/bin/python3', [PROGRAM], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  const ended = once(child, 'close').then(() => undefined);
  const line = once(createInterface({ input: child.stdout }), 'line').then(([text]: unknown[]) => String(text));
  const brokers = await Promise.race([line, ended]);
  return brokers === undefined ? undefined : { brokers, stop: () => void child.kill('SIGKILL') };
}
