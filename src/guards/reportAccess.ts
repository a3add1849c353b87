import type { Agent } from '../domain/agent.ts';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import { mayRead } from '../domain/passage.ts';
import type { AuditLog, AuditRow } from '../ports/auditLog.ts';
import type { Directory } from '../ports/directory.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Log } from '../ports/log.ts';
import { identifyAgent } from './identifyAgent.ts';

/** How often somebody used something, and when last. */
interface Use {
  id: string;
  times: number;
  last: Date;
}

/** What one person could see by the rights they have now, and what they used. */
export interface PersonAccess {
  agent: Agent;
  /** How many documents they may read, and how many of those not everybody may. */
  documents: number;
  restricted: number;
  questions: number;
  refusals: number;
  /** Customers they looked at. */
  customers: readonly Use[];
  /** Documents that answers to them cited or that they opened. */
  read: readonly Use[];
}

/** Who may read one restricted document, and who did. */
export interface DocumentAccess {
  document: KnowledgeDocument;
  readers: readonly Use[];
  /** Those among them who could not read it by the rights they have now. */
  formerReaders: readonly string[];
}

/** Who could see what and who used it, since a moment. */
export interface AccessReport {
  rows: number;
  people: readonly PersonAccess[];
  documents: readonly DocumentAccess[];
}

/** What the report is made from. */
export interface AccessPorts {
  audit: Pick<AuditLog, 'rows'>;
  knowledge: Pick<KnowledgeStore, 'listDocuments'>;
  directory: Directory;
  log: Log;
}

/**
 * Joins the audit log with the rights of today. People who did nothing since `since` are not known here: the directory
 * can be asked for one person, not for all.
 */
export async function reportAccess(since: Date, ports: AccessPorts): Promise<AccessReport> {
  const documents = await ports.knowledge.listDocuments();
  const documentOf = documentFinder(documents);
  const people = new Map<string, Uses>();
  let rows = 0;
  for await (const row of ports.audit.rows(since)) {
    rows += 1;
    if (row.action !== 'checkpoint') count(row, documentOf, usesOf(people, row.who));
  }
  const found: PersonAccess[] = [];
  for (const [who, uses] of people) found.push(await personAccess(who, uses, { documents, ports }));
  const restricted = documents.filter(({ groups }) => groups !== null);
  return { rows, people: found, documents: restricted.map((document) => documentAccess(document, found)) };
}

interface Uses {
  questions: number;
  refusals: number;
  customers: Map<string, Use>;
  read: Map<string, Use>;
}

function usesOf(people: Map<string, Uses>, who: string): Uses {
  const uses = people.get(who) ?? { questions: 0, refusals: 0, customers: new Map(), read: new Map() };
  people.set(who, uses);
  return uses;
}

const CUSTOMER = /^customer (.+)$/s;

function count(row: AuditRow, documentOf: (passageId: string) => string, uses: Uses): void {
  if (row.result === 'refused') uses.refusals += 1;
  else if (row.action === 'question' || row.action === 'search') uses.questions += 1;
  const [, customerId] = CUSTOMER.exec(row.what) ?? [];
  if (customerId !== undefined && row.result !== 'refused') use(uses.customers, customerId, row.at);
  if (row.result === 'refused' || !READING.has(row.action)) return;
  for (const documentId of new Set(row.versions.map(documentOf))) use(uses.read, documentId, row.at);
}

const READING: ReadonlySet<AuditRow['action']> = new Set(['question', 'search', 'source.opened']);

function use(uses: Map<string, Use>, id: string, at: Date): void {
  const before = uses.get(id) ?? { id, times: 0, last: at };
  uses.set(id, { id, times: before.times + 1, last: before.last > at ? before.last : at });
}

/** A passage's id begins with its document's, also when the passage itself is gone. */
function documentFinder(documents: readonly KnowledgeDocument[]): (passageId: string) => string {
  const known = new Set(documents.map(({ documentId }) => documentId));
  return (passageId) => {
    for (let end = passageId.lastIndexOf('-'); end > 0; end = passageId.lastIndexOf('-', end - 1)) {
      if (known.has(passageId.slice(0, end))) return passageId.slice(0, end);
    }
    return `gone: ${passageId}`;
  };
}

async function personAccess(
  who: string,
  uses: Uses,
  { documents, ports }: { documents: readonly KnowledgeDocument[]; ports: AccessPorts },
): Promise<PersonAccess> {
  const agent = await identifyAgent(who, ports);
  const readable = documents.filter(({ groups }) => mayRead(agent.groups, groups));
  return {
    agent,
    documents: readable.length,
    restricted: readable.filter(({ groups }) => groups !== null).length,
    questions: uses.questions,
    refusals: uses.refusals,
    customers: [...uses.customers.values()],
    read: [...uses.read.values()],
  };
}

function documentAccess(document: KnowledgeDocument, people: readonly PersonAccess[]): DocumentAccess {
  const readers = people.flatMap(({ agent, read }) =>
    read.filter(({ id }) => id === document.documentId).map((used) => ({ agent, use: { ...used, id: agent.agentId } })),
  );
  return {
    document,
    readers: readers.map(({ use: used }) => used),
    formerReaders: readers.filter(({ agent }) => !mayRead(agent.groups, document.groups)).map(({ use: { id } }) => id),
  };
}
