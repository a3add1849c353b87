import { readFile } from 'node:fs/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, readArguments, WrongUsage } from './command.ts';
import { importRecords } from './importRecords.ts';

const customer = z.looseObject({ customerId: z.string().min(1) });

/** `earpiece customers import`: loads customers into the embedded CRM. */
export const customers: Command = {
  usage: 'customers import <file.json|csv>',
  does: 'loads customers into the embedded CRM',
  async run(args) {
    const { isJson, positionals } = readArguments(args, {}, 2);
    const [verb, file] = positionals;
    if (verb !== 'import' || file === undefined) throw new WrongUsage('Which file?');
    const rows = await readRows(file);
    return importRecords({ file, rows, isJson, action: 'customers.imported', begun: file }, saved);
  },
};

function saved(row: unknown, { customers: store }: Pick<Ports, 'customers'>): Promise<string> {
  const parsed = customer.safeParse(row);
  return parsed.success ? store.save(parsed.data, 'import') : Promise.resolve('customerId is missing.');
}

async function readRows(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUsage(`Cannot read ${file}.`);
  });
  if (file.toLowerCase().endsWith('.csv')) {
    return parseCsv<Record<string, string>>(text, { columns: true, bom: true, skip_empty_lines: true }).map(fromCsv);
  }
  try {
    return z.array(z.unknown()).parse(JSON.parse(text) as unknown);
  } catch {
    throw new WrongUsage(`${file} is not a JSON list of customers.`);
  }
}

/** Lists are separated by semicolons in a CSV cell; empty cells are missing fields. */
function fromCsv(row: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(row).filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(
    filled.map(([field, value]): [string, unknown] => {
      if (field === 'products' || field === 'flags') return [field, value.split(';').map((part) => part.trim())];
      if (field === 'balance') return [field, Number(value)];
      return [field, value];
    }),
  );
}
