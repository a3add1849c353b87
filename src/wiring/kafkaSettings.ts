import { z } from 'zod';
import type { KafkaProof, KafkaSettings } from '../adapters/kafka/kafkaClient.ts';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'] as const;
/** Namespaces of Event Hubs, in the public cloud and those of governments: nobody else is shown a token of ours. */
const EVENT_HUBS =
  /^([a-z][a-z0-9-]{4,48}[a-z0-9]\.servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)):9093$/i;

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
    .enum(MECHANISMS, `must be one of ${MECHANISMS.join(', ')}`)
    .optional()
    .describe(
      'How the brokers know us: a password, or oauthbearer at Event Hubs, which is the managed identity or whoever the machine is signed in as.',
    ),
  KAFKA_SASL_USERNAME: z
    .string()
    .min(1)
    .optional()
    .describe('Of the mechanisms with a password. Event Hubs with a connection string: $ConnectionString.'),
  KAFKA_SASL_PASSWORD: z
    .string()
    .min(1)
    .optional()
    .describe('Event Hubs: the connection string; better none, and oauthbearer. Secret.'),
};

/** Names of settings whose values are never printed. */
export const KAFKA_SECRETS = ['KAFKA_SASL_PASSWORD'];

type Values = z.infer<z.ZodObject<typeof kafkaSettings>>;
type PasswordProof = Exclude<KafkaProof, { mechanism: 'oauthbearer' }>;

/** Where the log of live text is, and how we are known there. */
export interface LiveLogPlace extends Omit<KafkaSettings, 'proof'> {
  proof: PasswordProof | { mechanism: 'oauthbearer'; scope: string } | undefined;
}

/** The log that the settings name; adds a sentence to `problems` for each that cannot work. */
export function readKafka(values: Values, isLocal: boolean, problems: string[]): LiveLogPlace | undefined {
  if (values.KAFKA_BROKERS === undefined) return undefined;
  const isEncrypted = values.KAFKA_TLS === 'on';
  if (!isEncrypted && !isLocal) problems.push('KAFKA_TLS=off is for local mode only: live text must be encrypted.');
  return {
    brokers: values.KAFKA_BROKERS.split(',').map((broker) => broker.trim()),
    topic: values.KAFKA_TRANSCRIPTS_TOPIC,
    group: values.KAFKA_GROUP,
    isEncrypted,
    proof: proofOf(values, values.KAFKA_BROKERS, problems),
  };
}

function proofOf(values: Values, brokers: string, problems: string[]): LiveLogPlace['proof'] {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = values;
  if (mechanism === undefined) return undefined;
  if (mechanism === 'oauthbearer') return identityProof(values, brokers, problems);
  if (username === undefined || password === undefined) {
    problems.push(`KAFKA_SASL_MECHANISM=${mechanism} needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.`);
  }
  return { mechanism, username: username ?? '', password: password ?? '' };
}

function identityProof(values: Values, brokers: string, problems: string[]): LiveLogPlace['proof'] {
  const host = EVENT_HUBS.exec(brokers.trim())?.[1]?.toLowerCase();
  if (host === undefined) {
    problems.push(
      'KAFKA_SASL_MECHANISM=oauthbearer shows a token of this machine, to one namespace of Event Hubs alone: set KAFKA_BROKERS=name.servicebus.windows.net:9093.',
    );
  }
  if (values.KAFKA_TLS === 'off') problems.push('KAFKA_TLS=off would show the token to whoever listens.');
  if (values.KAFKA_SASL_USERNAME !== undefined || values.KAFKA_SASL_PASSWORD !== undefined) {
    problems.push(
      'KAFKA_SASL_MECHANISM=oauthbearer takes no KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD: remove them.',
    );
  }
  return { mechanism: 'oauthbearer', scope: `https://${host ?? ''}/.default` };
}
