import { randomUUID } from 'node:crypto';
import process from 'node:process';
import {
  type CustomerRequest,
  discloseCustomer,
  forgetCustomer,
  type RightsPorts,
  type RightsReport,
  type StoreReport,
} from '../guards/customerRights.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { operatorName } from './operator.ts';

/** `earpiece forget`: erasure over our stores. */
export const forget: Command = {
  usage: 'forget <customerId>',
  does: 'deletes what our stores hold about a customer, with a report',
  run: (args) =>
    report(
      args,
      forgetCustomer,
      ({ store, rows, kept, why }) => `${store}: ${rows} deleted${kept === undefined ? '' : `, ${kept} kept (${why})`}`,
    ),
};

/** `earpiece disclose`: subject access over our stores. */
export const disclose: Command = {
  usage: 'disclose <customerId>',
  does: 'shows what our stores hold about a customer',
  run: (args) =>
    report(args, discloseCustomer, ({ store, rows, records = [] }) =>
      [`${store}: ${rows}`, ...records.map((record) => `  ${JSON.stringify(record)}`)].join('\n'),
    ),
};

async function report(
  args: readonly string[],
  work: (request: CustomerRequest, ports: RightsPorts) => Promise<RightsReport>,
  said: (report: StoreReport) => string,
): Promise<number> {
  const { positionals, isJson } = readArguments(args, {}, 1);
  const [customerId] = positionals;
  if (customerId === undefined || customerId.trim() === '') throw new WrongUsage('Which customer?');
  return withPorts(async (ports) => {
    const request = { customerId, who: operatorName(), correlationId: randomUUID() };
    const { isKnown, stores } = await work(request, ports);
    if (isKnown || isJson) for (const line of stores) print(isJson, line, said(line));
    if (isKnown) return 0;
    process.stderr.write(`There is nothing here about a customer "${customerId}". Is the number right?\n`);
    return 1;
  });
}
