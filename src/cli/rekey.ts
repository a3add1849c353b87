import process from 'node:process';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';

/** `earpiece rekey`: seals what is in the database with the first key of DATA_KEY. */
export const rekey: Command = {
  usage: 'rekey',
  does: 'seals everything in the database with the first key of DATA_KEY',
  async run(args) {
    const { isJson } = readArguments(args, {}, 0);
    return withPorts(async (ports) => {
      if (!ports.rekey.isSealing) throw new WrongUsage('DATA_KEY is not set: there is no key to seal with.');
      let failed = 0;
      for (const { store, rows, failed: sentences } of await ports.rekey.run()) {
        failed += sentences.length;
        for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
        print(
          isJson,
          { store, rows, failed: sentences.length },
          `${store}: ${rows} sealed, ${sentences.length} failed`,
        );
      }
      return failed === 0 ? 0 : 1;
    });
  },
};
