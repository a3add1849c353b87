import process from 'node:process';
import type { Log } from '../ports/log.ts';
import { type Config, readConfig, WrongSettings } from './config.ts';
import { environment } from './environment.ts';
import { turnOffCoreDumps } from './coreDumps.ts';
import { createLogger } from './logger.ts';

/** Something that runs until it is told to stop. */
export interface Running {
  /** What must end by itself does so, until the signal says that nobody waits any more. */
  drain(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const STOP_MS = 25_000;
const SAME_PRESS_MS = 500;

/**
 * Starts what `start` starts and stops it on SIGTERM or SIGINT: live calls are heard to their end, unless a second signal
 * says that nobody waits; then work under way finishes, for at most 25 seconds.
 * Wrong settings are printed all at once and end with exit code 2. `defaults` hold where the environment says nothing.
 */
export async function runUntilStopped(
  start: (config: Config, log: Log) => Promise<Running>,
  defaults: NodeJS.ProcessEnv = {},
): Promise<void> {
  const config = settingsOrExit(defaults);
  const log = createLogger(config);
  turnOffCoreDumps(log);
  const running = await start(config, log).catch((error: unknown) => {
    process.stderr.write(`Earpiece could not start: ${reasonOf(error, config)}\n`);
    process.exit(1);
  });
  const hurry = new AbortController();
  let stoppingSince = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // One press of Ctrl-C may arrive twice: from the terminal, and passed on by the process in front.
      if (stoppingSince > 0) return void (performance.now() - stoppingSince > SAME_PRESS_MS && hurry.abort());
      stoppingSince = performance.now();
      log.info({ signal }, 'stopping');
      void stop(running, hurry.signal);
    });
  }
}

async function stop(running: Running, hurry: AbortSignal): Promise<void> {
  await running.drain(hurry).catch(() => undefined);
  setTimeout(() => process.exit(1), STOP_MS).unref();
  void running.close().finally(() => process.exit(0));
}

function settingsOrExit(defaults: NodeJS.ProcessEnv): Config {
  try {
    return readConfig({ ...defaults, ...environment() });
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

function reasonOf(error: unknown, config: Config): string {
  const { code, port = config.port } = error as { code?: unknown; port?: number };
  if (code === 'EADDRINUSE') {
    const setting = port === config.port ? 'PORT' : 'the setting that names it';
    return `port ${port} is taken. Stop what listens there, or set ${setting} to another one.`;
  }
  return error instanceof Error ? error.message : String(error);
}
