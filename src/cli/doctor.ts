import { readConfig } from '../wiring/config.ts';
import { examineHouse } from '../wiring/doctor/examineHouse.ts';
import { environment } from '../wiring/environment.ts';
import { type Command, print, readArguments, withPorts } from './command.ts';

/** `earpiece doctor`: one line per dependency. */
export const doctor: Command = {
  usage: 'doctor',
  does: 'one line per dependency: state and what to do',
  async run(args) {
    const { isJson } = readArguments(args, {}, 0);
    const checks = await examineHouse(readConfig(environment()), withPorts);
    for (const row of checks) {
      print(
        isJson,
        row,
        `${row.state.padEnd(4)} ${row.check}: ${row.detail}${row.fix === undefined ? '' : ` (${row.fix})`}`,
      );
    }
    return checks.some(({ state }) => state === 'fail') ? 1 : 0;
  },
};
