import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { DatabaseUnavailable } from '../adapters/sql/databaseErrors.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { operatorName } from './operator.ts';

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
    return withPorts(async (ports) => {
      const command = { at: ports.clock.now(), who: operatorName(), correlationId: randomUUID() };
      await ports.audit.write({ ...command, action: 'customers.imported', what: file, result: 'begun' });
      const counts = { imported: 0, updated: 0, failed: 0 };
      for (const [index, row] of rows.entries()) {
        const parsed = customer.safeParse(row);
        const outcome = parsed.success ? await saved(parsed.data, ports) : 'customerId is missing.';
        if (outcome === 'imported' || outcome === 'updated') counts[outcome] += 1;
        else {
          counts.failed += 1;
          process.stderr.write(`${file} record ${index + 1}: ${outcome}\n`);
        }
      }
      const what = `${counts.imported} imported, ${counts.updated} updated, ${counts.failed} failed`;
      const result = counts.failed === 0 ? 'done' : 'failed';
      await ports.audit.write({ ...command, at: ports.clock.now(), action: 'customers.imported', what, result });
      print(isJson, counts, what);
      return counts.failed === 0 ? 0 : 1;
    });
  },
};

/** What became of one customer, or a sentence why nothing did; the others go on. */
async function saved(row: z.infer<typeof customer>, ports: Pick<Ports, 'customers'>): Promise<string> {
  try {
    return await ports.customers.save(row, 'import');
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    return `it could not be stored (${error instanceof Error ? error.message : String(error)}).`;
  }
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
