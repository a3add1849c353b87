import { environment } from '../wiring/environment.ts';
import { describeSettings } from '../wiring/config.ts';
import { type Command, print, readArguments } from './command.ts';

/** `earpiece settings`: the settings reference; never a secret, never a value. */
export const settings: Command = {
  usage: 'settings',
  does: 'every setting with meaning, default and where its value comes from',
  run(args) {
    const { isJson } = readArguments(args, {}, 0);
    for (const row of describeSettings(environment())) {
      print(
        isJson,
        row,
        `${row.name.padEnd(18)} ${row.source.padEnd(12)} ${row.meaning}${row.default === '' ? '' : ` Default: ${row.default}.`}`,
      );
    }
    return Promise.resolve(0);
  },
};
