import { pino } from 'pino';
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
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
