import { type Command, print, readArguments, withPorts } from './command.ts';

const LISTED = 10_000;

/** `earpiece outbox`: approved notes that are not in the CRM; `--retry` sends those again that were given up. */
export const outbox: Command = {
  usage: 'outbox [--retry]',
  does: 'lists approved notes that are not in the CRM yet',
  async run(args) {
    const { values, isJson } = readArguments(args, { retry: { type: 'boolean' } }, 0);
    return withPorts(async (ports) => {
      if (values.retry === true) {
        const revived = await ports.outbox.revive(ports.clock.now());
        print(isJson, { revived }, `${revived} notes wait again; the running bot delivers them.`);
        return 0;
      }
      const open = await ports.outbox.open(LISTED);
      if (open.length === 0 && !isJson) print(false, {}, 'Every approved note is in the CRM.');
      for (const { draftId, state, attempts, problem, since } of open) {
        const line = { draftId, state, attempts, since, ...(problem === undefined ? {} : { problem }) };
        print(
          isJson,
          line,
          `${state} ${draftId} since ${since.toISOString()}, tried ${attempts} times ${problem ?? ''}`,
        );
      }
      return 0;
    });
  },
};
