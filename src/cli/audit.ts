import { randomUUID } from 'node:crypto';
import { type AccessReport, reportAccess } from '../guards/reportAccess.ts';
import type { AuditVerdict } from '../ports/auditLog.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { operatorName } from './operator.ts';

const DAYS = 90;
const MOST_DAYS = 3650;
const DAY_MS = 86_400_000;

/** `earpiece audit`: whether the audit log is as it was written, and what it says about access. */
export const audit: Command = {
  usage: 'audit verify | audit access [--days 90]',
  does: 'checks the audit log; who could see what and who used it',
  async run(args) {
    const { values, positionals, isJson } = readArguments(args, { days: { type: 'string' } }, 1);
    const days = Number(values.days ?? DAYS);
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
      throw new WrongUsage(`--days takes a whole number from 1 to ${MOST_DAYS}.`);
    }
    const [verb] = positionals;
    if (verb === 'verify') return withPorts(async (ports) => verdictCode(await ports.audit.verify(), isJson));
    if (verb === 'access') return withPorts((ports) => access(days, isJson, ports));
    throw new WrongUsage('audit verify, or audit access?');
  },
};

function verdictCode(verdict: AuditVerdict, isJson: boolean): number {
  const { rows, chains, firstBad } = verdict;
  const bad = firstBad === undefined ? 'all as they were written' : `chain ${firstBad.chainId}, ${faultText(firstBad)}`;
  print(isJson, verdict, `${rows} rows in ${chains} chains: ${bad}`);
  return firstBad === undefined ? 0 : 1;
}

function faultText({ row, why }: NonNullable<AuditVerdict['firstBad']>): string {
  return row === undefined ? why : `row ${row}: ${why}`;
}

async function access(days: number, isJson: boolean, ports: Ports): Promise<number> {
  const now = ports.clock.now();
  const common = { at: now, who: operatorName(), correlationId: randomUUID(), what: `${days} days` };
  await ports.audit.write({ ...common, action: 'access.reported', result: 'done' });
  const verdict = await ports.audit.verify();
  const report = await reportAccess(new Date(now.getTime() - days * DAY_MS), ports);
  printReport(report, isJson);
  // A report from a log that was tampered with says so in its last line.
  return verdictCode({ ...verdict, rows: report.rows }, isJson);
}

function printReport({ people, documents }: AccessReport, isJson: boolean): void {
  for (const { agent, documents: readable, restricted, questions, refusals, customers, read } of people) {
    const { agentId, name, roles, groups } = agent;
    const line = {
      agentId,
      name,
      roles,
      groups,
      documents: readable,
      restricted,
      questions,
      refusals,
      customers,
      read,
    };
    const who = name === '' ? agentId : `${name} (${agentId})`;
    const rights = groups.length === 0 ? 'no groups' : groups.join(', ');
    const used = `${questions} questions, ${refusals} refused, ${customers.length} customers, ${read.length} documents used`;
    print(isJson, line, `${who}: ${rights}, may read ${readable} documents (${restricted} restricted); ${used}`);
  }
  for (const { document, readers, formerReaders } of documents) {
    const { documentId, file, title, groups } = document;
    const line = { documentId, file, title, groups: groups ?? [], readers, formerReaders };
    const readBy = readers.map(({ id, times }) => `${id} (${times})`).join(', ');
    print(isJson, line, `${file}: for ${groups?.join(', ') || 'nobody'}; read by ${readBy || 'nobody'}`);
  }
}
