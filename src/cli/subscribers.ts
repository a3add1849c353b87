import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { e164Of } from '../domain/sms/phoneNumber.ts';
import type { Subscriber } from '../domain/sms/sms.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { importRecords } from './importRecords.ts';
import { operatorName } from './operator.ts';
import { readSubscriber, type SubscriberRow } from './subscriberRow.ts';

const PAGE = 500;

/** `earpiece subscribers`: who gets warnings by SMS. */
export const subscribers: Command = {
  usage: 'subscribers import <file.csv> | list | opt-out <number>',
  does: 'who gets SMS warnings: CSV with number, language, smsNumber, consent, optOut, quiet',
  async run(args) {
    const { isJson, positionals } = readArguments(args, {}, 2);
    const [verb, given] = positionals;
    if (verb === 'list' && given === undefined) return listAll(isJson);
    if (given === undefined) throw new WrongUsage('Import which file, list, or opt out which number?');
    if (verb === 'import') return importFile(given, isJson);
    if (verb === 'opt-out') return optOut(given, isJson);
    throw new WrongUsage(`There is no "subscribers ${verb}".`);
  },
};

async function importFile(file: string, isJson: boolean): Promise<number> {
  const rows = await readRows(file);
  return importRecords({ file, rows, isJson, action: 'subscribers.changed', begun: `import of ${file}` }, saved);
}

function saved(row: SubscriberRow, ports: Pick<Ports, 'subscribers' | 'smsSettings'>): Promise<string> {
  const read = readSubscriber(row, ports.smsSettings);
  if ('problem' in read) return Promise.resolve(read.problem);
  return ports.subscribers.save(read.subscriber, { revokesOptOut: read.revokesOptOut });
}

async function optOut(written: string, isJson: boolean): Promise<number> {
  return withPorts(async (ports) => {
    const number = e164Of(written, ports.smsSettings.countryCode);
    if (number === undefined) throw new WrongUsage(`"${written}" is no telephone number.`);
    const command = { who: operatorName(), correlationId: randomUUID(), action: 'subscribers.changed' } as const;
    await ports.audit.write({ ...command, at: ports.clock.now(), what: 'opt-out', result: 'begun', content: number });
    const lines = await ports.subscribers.optOut(number);
    print(isJson, { lines }, lines === 0 ? 'Nobody gets SMS there.' : `${lines} lines get no SMS any more.`);
    return lines === 0 ? 1 : 0;
  });
}

async function listAll(isJson: boolean): Promise<number> {
  return withPorts(async (ports) => {
    const command = { who: operatorName(), correlationId: randomUUID(), action: 'subscribers.changed' } as const;
    await ports.audit.write({ ...command, at: ports.clock.now(), what: 'list shown', result: 'done' });
    let after: string | undefined;
    for (;;) {
      const page: readonly Subscriber[] = await ports.subscribers.list(PAGE, after);
      if (page.length === 0 && after === undefined && !isJson) print(false, {}, 'Nobody gets SMS warnings yet.');
      for (const one of page) print(isJson, one, described(one));
      after = page.at(-1)?.number;
      if (page.length < PAGE || after === undefined) return 0;
    }
  });
}

function described({ number, language, other, isOptedOut, isQuiet }: Subscriber): string {
  const elsewhere = other === undefined ? '' : `, SMS to ${other.number} since ${other.consentAt}`;
  return `${number} (${language}${elsewhere})${isOptedOut ? ', opted out' : ''}${isQuiet ? ', quiet' : ''}`;
}

async function readRows(file: string): Promise<SubscriberRow[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUsage(`Cannot read ${file}.`);
  });
  try {
    return parseCsv<SubscriberRow>(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch {
    throw new WrongUsage(`${file} is no CSV with a line of headings.`);
  }
}
