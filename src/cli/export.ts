import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { campaignTable } from '../alerts/campaigns/campaignTable.ts';
import { listCampaigns } from '../alerts/campaigns/listCampaigns.ts';
import { type CsvTable, toCsv } from '../domain/csv.ts';
import { BI_VIEWS, type BiView } from '../domain/biViews.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { operatorName } from './operator.ts';

/** Makes one table; `since` undefined means everything that is kept. */
type Exported = (since: Date | undefined, ports: Ports) => Promise<CsvTable>;

const AT_ONCE = 500;
const KEPT_MS = 30 * 86_400_000;

const biViews = Object.keys(BI_VIEWS) as BiView[];

function viewOf(name: BiView): Exported {
  return async (since, { insights }) => {
    while ((await insights.collect(AT_ONCE)) === AT_ONCE);
    return insights.view(name, since);
  };
}

/** Everything that can be exported, by the name people type; no live call content in any of it. */
const tables: Readonly<Record<string, Exported>> = {
  campaigns: async (since, ports) => {
    const moment = since ?? new Date(ports.clock.now().getTime() - KEPT_MS);
    return campaignTable(await listCampaigns(moment, ports));
  },
  ...Object.fromEntries(biViews.map((name) => [name, viewOf(name)])),
};

/** `earpiece export`: tables for spreadsheets and BI. */
export const exportTables: Command = {
  usage: 'export [<table>…] [--since date] [--out dir | --csv]',
  does: `tables as CSV for BI: ${Object.keys(tables).join(', ')}; all without a name`,
  async run(args) {
    const options = { since: { type: 'string' }, out: { type: 'string' }, csv: { type: 'boolean' } } as const;
    const { values, positionals, isJson } = readArguments(args, options);
    const names = positionals.length === 0 ? Object.keys(tables) : positionals;
    const unknown = names.find((name) => !Object.hasOwn(tables, name));
    if (unknown !== undefined) {
      throw new WrongUsage(`There is no table "${unknown}". There are: ${Object.keys(tables).join(', ')}.`);
    }
    if (values.csv === true && (names.length !== 1 || isJson)) {
      throw new WrongUsage('--csv prints one table on standard output: name one, without --json.');
    }
    const since = dayOf(values.since);
    return withPorts(async (ports) => {
      for (const name of names) await exportOne({ name, isJson, out: values.out, csv: values.csv, since }, ports);
      return 0;
    });
  },
};

interface Wanted {
  name: string;
  since: Date | undefined;
  isJson: boolean;
  out?: string | undefined;
  csv?: boolean | undefined;
}

async function exportOne({ name, since, isJson, out = 'export', csv }: Wanted, ports: Ports): Promise<void> {
  const table = (await tables[name]?.(since, ports)) ?? { columns: [], rows: [] };
  await ports.audit.write({
    ...{ at: ports.clock.now(), who: operatorName(), action: 'data.exported', result: 'done' },
    ...{ what: `${name}, ${table.rows.length} rows`, correlationId: randomUUID() },
  });
  if (csv === true) {
    process.stdout.write(toCsv(table));
    return;
  }
  await mkdir(out, { recursive: true });
  const file = join(out, `${name}.csv`);
  // Figures of a company are for whoever exports them. The mark tells spreadsheets that it is UTF-8.
  await writeFile(file, `\uFEFF${toCsv(table)}`, { mode: 0o600 });
  print(isJson, { file, rows: table.rows.length }, `${file}: ${table.rows.length} rows`);
}

function dayOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const day = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(day.getTime())) {
    throw new WrongUsage('--since takes a date such as 2026-11-01.');
  }
  return day;
}
