import { z } from 'zod';
import type { KafkaSettings } from '../adapters/kafka/kafkaLog.ts';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Settings of live text over the Kafka protocol; nothing is read without KAFKA_BROKERS. */
export const kafkaSettings = {
  KAFKA_BROKERS: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}(?:\s*,\s*[\w.-]+:\d{1,5})*$/, 'must be hosts with ports, comma separated')
    .optional()
    .describe('Brokers of Kafka, Azure Event Hubs (name.servicebus.windows.net:9093) or Redpanda, comma separated.'),
  KAFKA_TRANSCRIPTS_TOPIC: z
    .string()
    .regex(/^[\w.-]{1,249}$/, 'must be the name of a topic')
    .default('earpiece-utterances')
    .describe('Topic of call.utterance events, keyed by callId. Keep its retention short: it holds what was said.'),
  KAFKA_GROUP: z.string().min(1).max(200).default('earpiece').describe('Consumer group that the workers share.'),
  KAFKA_TLS: z.enum(['on', 'off'], 'must be on or off').default('on').describe('off in local mode only.'),
  KAFKA_SASL_MECHANISM: z
    .enum(MECHANISMS, `must be ${MECHANISMS.join(', ')}`)
    .optional()
    .describe('How the brokers know us; Event Hubs: plain.'),
  KAFKA_SASL_USERNAME: z.string().min(1).optional().describe('Event Hubs: $ConnectionString.'),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional().describe('Event Hubs: the connection string. Secret.'),
};

/** Names of settings whose values are never printed. */
export const KAFKA_SECRETS = ['KAFKA_SASL_PASSWORD'];

type Values = z.infer<z.ZodObject<typeof kafkaSettings>>;

/** The log that the settings name; adds a sentence to `problems` for each that cannot work. */
export function readKafka(values: Values, isLocal: boolean, problems: string[]): KafkaSettings | undefined {
  if (values.KAFKA_BROKERS === undefined) return undefined;
  const isEncrypted = values.KAFKA_TLS === 'on';
  if (!isEncrypted && !isLocal) problems.push('KAFKA_TLS=off is for local mode only: live text must be encrypted.');
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = values;
  if (mechanism !== undefined && (username === undefined || password === undefined)) {
    problems.push('KAFKA_SASL_MECHANISM needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.');
  }
  const sasl = mechanism && { mechanism, username: username ?? '', password: password ?? '' };
  return {
    brokers: values.KAFKA_BROKERS.split(',').map((broker) => broker.trim()),
    topic: values.KAFKA_TRANSCRIPTS_TOPIC,
    group: values.KAFKA_GROUP,
    isEncrypted,
    sasl: sasl as KafkaSettings['sasl'],
  };
}
