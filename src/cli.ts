import process from 'node:process';
import { ask } from './cli/ask.ts';
import { audit } from './cli/audit.ts';
import { disclose, forget } from './cli/customerRights.ts';
import { customers } from './cli/customers.ts';
import { doctor } from './cli/doctor.ts';
import { exportTables } from './cli/export.ts';
import { gaps } from './cli/gaps.ts';
import { ingest } from './cli/ingest.ts';
import { outbox } from './cli/outbox.ts';
import { packageApp } from './cli/package.ts';
import { rekey } from './cli/rekey.ts';
import { replay } from './cli/replay.ts';
import { note } from './cli/note.ts';
import { screen } from './cli/screen.ts';
import { search } from './cli/search.ts';
import { settings } from './cli/settings.ts';
import { subscribers } from './cli/subscribers.ts';
import { transcribe } from './cli/transcribe.ts';
import type { Command } from './cli/command.ts';
import { WrongUsage } from './cli/command.ts';
import { WrongSettings } from './wiring/config.ts';

/** Everything `earpiece <command>` can do. */
const commands: Readonly<Record<string, Command>> = {
  ingest,
  search,
  ask,
  screen,
  gaps,
  note,
  transcribe,
  outbox,
  customers,
  subscribers,
  replay,
  forget,
  disclose,
  export: exportTables,
  audit,
  rekey,
  package: packageApp,
  doctor,
  settings,
};

const USAGE = `Usage: earpiece <command> [options]

${Object.values(commands)
  .map(({ usage, does }) => `  ${usage.padEnd(66)} ${does}`)
  .join('\n')}

Add --json for one JSON object per line on standard output.
`;

process.exitCode = await run(process.argv.slice(2));
// Whatever a library keeps open must not keep a finished command alive.
process.stdout.write('', () => process.exit());

async function run([name, ...args]: readonly string[]): Promise<number> {
  const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  if (command === undefined) {
    const isAsking = name === undefined || name === 'help' || name === '--help' || name === '-h';
    if (isAsking) process.stdout.write(USAGE);
    else process.stderr.write(`There is no command "${name}".\n${USAGE}`);
    return isAsking ? 0 : 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`earpiece ${command.usage}\n  ${command.does}\n`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof WrongUsage) {
      process.stderr.write(`${error.message}\nUsage: earpiece ${command.usage}\n`);
      return 2;
    }
    if (error instanceof WrongSettings) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`earpiece ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
