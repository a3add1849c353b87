import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';

const MARK = 'settings-seen';
/** Two bots on one machine differ in these, and nothing anybody may see depends on them. */
const OF_ONE_PROCESS: ReadonlySet<string> = new Set(['port', 'host', 'playgroundPort', 'logLevel']);

/** Writes down which settings are others than at the last start of any bot on this database; never their values. */
export async function auditSettings(
  config: Config,
  ports: Pick<Ports, 'marks' | 'audit' | 'clock' | 'keyedHash'>,
): Promise<void> {
  const hashes = Object.entries(config)
    .filter(([name]) => !OF_ONE_PROCESS.has(name))
    .map(([name, value]): [string, string] => [name, ports.keyedHash(`${name} ${JSON.stringify(value)}`)]);
  const seen = await ports.marks.get(MARK);
  const before = JSON.parse(seen ?? '{}') as Record<string, string>;
  const changed = hashes.filter(([name, hash]) => before[name] !== hash).map(([name]) => name);
  if (changed.length === 0) return;
  await ports.audit.write({
    at: ports.clock.now(),
    who: 'earpiece',
    action: 'settings.changed',
    what: seen === undefined ? 'first start' : changed.join(', '),
    result: 'done',
    correlationId: randomUUID(),
  });
  await ports.marks.set(MARK, JSON.stringify(Object.fromEntries(hashes)));
}
