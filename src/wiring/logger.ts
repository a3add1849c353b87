import { pino } from 'pino';
import { maskSecrets } from '../domain/personalData/maskSecrets.ts';
import type { Log } from '../ports/log.ts';
import type { Config } from './config.ts';

// Second line of defence: callers log ids and counts, but a slip must not print who said what.
const REDACTED = [
  'text',
  'question',
  'spoken',
  'answer',
  'name',
  'email',
  'phone',
  'token',
  'password',
  'authorization',
];

/** Structured log on standard error, so that standard output stays free for `--json`. */
export function createLogger(config: Pick<Config, 'logLevel'>): Log {
  return pino(
    {
      level: config.logLevel,
      base: null,
      formatters: { log: (facts) => masked(facts, 0) as Record<string, unknown> },
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

const DEEPEST = 4;

/** Third line of defence: under whatever name it stands, no e-mail address, card or bank account reaches a log. */
function masked(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '[too deep]';
  if (value instanceof Error) {
    const { name, message, stack = '' } = value;
    return { type: name, message: maskSecrets(message), stack: maskSecrets(stack) };
  }
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, depth + 1)]));
}
