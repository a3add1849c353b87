import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

const KEY_BYTES = 32;

/**
 * The key that signs call events: CALL_EVENTS_KEY, in local mode the one that whoever asks first makes in DATA_DIR.
 * Undefined when nobody set one: then there is no endpoint for calls.
 */
export async function callEventsKey(
  config: Pick<Config, 'callEventsKey' | 'dataDir' | 'bot'>,
): Promise<string | undefined> {
  if (config.callEventsKey !== undefined || config.bot.kind !== 'off') return config.callEventsKey;
  await mkdir(config.dataDir, { recursive: true });
  const path = join(config.dataDir, 'call-events.key');
  const made = randomBytes(KEY_BYTES).toString('hex');
  try {
    await writeFile(path, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}
