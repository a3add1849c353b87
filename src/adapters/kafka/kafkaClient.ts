import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { Log } from '../../ports/log.ts';
import { UtteranceLogUnavailable } from '../../ports/utteranceLog.ts';

/** How the brokers know us: by a password, or by tokens that a function brings, asked for at each sign-in. */
export type KafkaProof =
  | { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string }
  | { mechanism: 'oauthbearer'; token: (signal: AbortSignal) => Promise<string> };

/** Where the log is; also Azure Event Hubs and Redpanda, which speak the Kafka protocol. */
export interface KafkaSettings {
  brokers: readonly string[];
  topic: string;
  group: string;
  isEncrypted: boolean;
  proof: KafkaProof | undefined;
}

const CONNECT_MS = 10_000;
const TOKEN_MS = 10_000;

/** No token could be had to show. */
class TokenMissing extends Error {
  override name = 'TokenMissing';
  /** Asked again from outside: the client would ask up to nine times in a row. */
  readonly retriable = false;
}

/** The client for a log. Its own log is told of by name and level alone, as it may quote messages. */
export function kafkaClient({ brokers, isEncrypted, proof }: KafkaSettings, log: Log): Kafka {
  return new Kafka({
    clientId: 'earpiece',
    brokers: [...brokers],
    ssl: isEncrypted ? { minVersion: 'TLSv1.2' } : false,
    ...(proof === undefined ? {} : { sasl: saslOf(proof) }),
    connectionTimeout: CONNECT_MS,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => log.warn({ namespace: entry.namespace, level: entry.level }, 'kafka client warns'),
  });
}

/** A fault of the client in our words. */
export function unavailable(error: unknown): UtteranceLogUnavailable {
  return new UtteranceLogUnavailable(whyOf(causesOf(error)), error);
}

function whyOf(causes: readonly Error[]): UtteranceLogUnavailable['why'] {
  if (causes.some((cause) => cause instanceof TokenMissing)) return 'no-token';
  const names = causes.flatMap(namesOf);
  if (names.some((name) => /SASLAuthenticationError$|AUTHORIZATION_FAILED$/.test(name))) return 'refused';
  return causes.at(-1)?.name.startsWith('KafkaJS') === true ? 'away' : 'not-heard';
}

function saslOf(proof: KafkaProof): SASLOptions {
  if (proof.mechanism !== 'oauthbearer') return proof;
  return {
    mechanism: 'oauthbearer',
    oauthBearerProvider: async () => {
      try {
        return { value: await proof.token(AbortSignal.timeout(TOKEN_MS)) };
      } catch (error) {
        throw new TokenMissing('No token for the brokers.', { cause: error });
      }
    },
  };
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && !causes.includes(cause); cause = cause.cause) {
    causes.push(cause);
    // What the token's supplier says is not the client's.
    if (cause instanceof TokenMissing) break;
  }
  return causes;
}

function namesOf(error: Error): string[] {
  return 'type' in error && typeof error.type === 'string' ? [error.name, error.type] : [error.name];
}
