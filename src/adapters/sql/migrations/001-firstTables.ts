import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { modelUse, uses } from './modelTables.ts';
import { administration } from './001-administration.ts';
import { watchedCallsAndAlerts } from './001-alerts.ts';
import { fraudDesk } from './001-fraudDesk.ts';
import { crmNotes } from './001-crmNotes.ts';
import { draftsAndOutbox } from './001-drafts.ts';
import { shownMessages } from './001-shown.ts';
import { insights } from './001-insights.ts';
import { smsAndSubscribers } from './001-sms.ts';
import { followedSources } from './001-sources.ts';

/** Knowledge, answers, people's words on them, conversations, customers: all tables of the first release. */
export async function up(tables: Kysely<Tables>): Promise<void> {
  await documents(tables);
  await passages(tables);
  await vectors(tables);
  await searchFeeds(tables);
  await crmNotes(tables);
  await answers(tables);
  await feedbackAndGaps(tables);
  await conversationsAndTurns(tables);
  await customersAndMarks(tables);
  await uses(tables);
  await audit(tables);
  await calls(tables);
  await modelUse(tables);
  await draftsAndOutbox(tables);
  await shownMessages(tables);
  await smsAndSubscribers(tables);
  await watchedCallsAndAlerts(tables);
  await administration(tables);
  await fraudDesk(tables);
  await insights(tables);
  await followedSources(tables);
}

async function documents(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('knowledge_revision')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into knowledge_revision (id, revision) values (1, 0)`.execute(tables);
  await tables.schema
    .createTable('knowledge_documents')
    .addColumn('document_id', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull().unique())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('groups', 'text')
    .addColumn('effective_date', 'text')
    .addColumn('series', 'text')
    .addColumn('sensitivity', 'text')
    .addColumn('url', 'text')
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('knowledge_removals')
    .addColumn('document_id', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull().unique())
    .execute();
}

async function passages(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('knowledge_passages')
    .addColumn('passage_id', 'text', (column) => column.primaryKey())
    .addColumn('document_id', 'text', (column) =>
      column.notNull().references('knowledge_documents.document_id').onDelete('cascade'),
    )
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('headings', 'text', (column) => column.notNull())
    .addColumn('units', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('page', 'integer')
    .addColumn('slide', 'integer')
    .addColumn('sheet', 'text')
    .addColumn('heading', 'text')
    .addUniqueConstraint('knowledge_passages_order', ['document_id', 'ordinal'])
    .execute();
}

async function vectors(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('passage_vectors')
    .addColumn('passage_id', 'text', (column) =>
      column.notNull().references('knowledge_passages.passage_id').onDelete('cascade'),
    )
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull().unique())
    // SQLite takes any name of a type and keeps bytes as they are.
    .addColumn('vector', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('passage_vectors_key', ['passage_id', 'model'])
    .execute();
  await tables.schema
    .createTable('vector_work')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into vector_work (id, revision, worker, held_until) values (1, 0, '', 0)`.execute(tables);
}

async function searchFeeds(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('search_feeds')
    .addColumn('target', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('vector_revision', 'bigint', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('search_fed_documents')
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('document_id', 'text', (column) => column.notNull())
    .addColumn('passages', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_fed_documents_key', ['target', 'document_id'])
    .execute();
}

async function answers(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('answers')
    .addColumn('answer_id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('spoken', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text')
    .addColumn('call_id', 'text')
    .addColumn('customer_id', 'text')
    .addColumn('recalled', 'integer', (column) => column.notNull())
    .execute();
  await index(tables, 'answers', ['conversation_id', 'agent_id', 'asked_at']);
  await index(tables, 'answers', ['conversation_id', 'activity_id']);
  await index(tables, 'answers', ['asked_at']);
  await tables.schema
    .createTable('answer_citations')
    .addColumn('answer_id', 'text', (column) => column.notNull().references('answers.answer_id').onDelete('cascade'))
    .addColumn('passage_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('answer_citations_key', ['answer_id', 'passage_id'])
    .execute();
  await index(tables, 'answer_citations', ['asked_at']);
}

async function feedbackAndGaps(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('feedback')
    .addColumn('answer_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('reaction', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('given_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['answer_id', 'agent_id'])
    .execute();
  await index(tables, 'feedback', ['given_at']);
  await tables.schema
    .createTable('gaps')
    .addColumn('gap_id', 'text', (column) => column.primaryKey())
    .addColumn('answer_id', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addColumn('found_at', 'bigint', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .execute();
  await index(tables, 'gaps', ['found_at']);
}

async function conversationsAndTurns(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('conversations')
    .addColumn('conversation_id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text')
    .addColumn('tenant_id', 'text')
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(tables, 'conversations', ['agent_id', 'updated_at']);
  await tables.schema
    .createTable('seen_turns')
    .addColumn('turn_key', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(tables, 'seen_turns', ['seen_at']);
}

async function customersAndMarks(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('customers')
    .addColumn('customer_id', 'text', (column) => column.primaryKey())
    .addColumn('customer', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('customer_keys')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) =>
      column.notNull().references('customers.customer_id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('customer_keys_key', ['kind', 'value', 'customer_id'])
    .execute();
  await index(tables, 'customer_keys', ['customer_id']);
  await tables.schema
    .createTable('marks')
    .addColumn('mark', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function audit(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('audit_registry')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('chains', 'integer', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into audit_registry (id, chains, mac) values (1, 0, '')`.execute(tables);
  await tables.schema
    .createTable('audit_chains')
    .addColumn('chain_id', 'text', (column) => column.primaryKey())
    .addColumn('ordinal', 'integer', (column) => column.notNull().unique())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('started_mac', 'text', (column) => column.notNull())
    .addColumn('rows', 'bigint', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .addColumn('head_mac', 'text', (column) => column.notNull())
    .addColumn('pruned', 'bigint', (column) => column.notNull())
    .addColumn('pruned_head', 'text', (column) => column.notNull())
    .addColumn('pruned_mac', 'text', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('audit_rows')
    .addColumn('chain_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('correlation_id', 'text', (column) => column.notNull())
    .addColumn('versions', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_rows_key', ['chain_id', 'seq'])
    .execute();
  await index(tables, 'audit_rows', ['at']);
}

async function calls(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('calls')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('of_subscriber', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('customer_id', 'text')
    .addColumn('direction', 'text')
    .addColumn('candidates', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(tables, 'calls', ['heard_at']);
  await tables.schema
    .createTable('call_agents')
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.call_id').onDelete('cascade'))
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('assigned_at', 'bigint')
    .addColumn('left_at', 'bigint')
    .addPrimaryKeyConstraint('call_agents_key', ['call_id', 'agent_id'])
    .execute();
  await index(tables, 'call_agents', ['agent_id', 'assigned_at']);
  await tables.schema
    .createTable('call_events')
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.call_id').onDelete('cascade'))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('mark', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_events_key', ['call_id', 'type', 'mark'])
    .execute();
  await tables.schema
    .createTable('call_messages')
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.call_id').onDelete('cascade'))
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('activity_id', 'text')
    .addPrimaryKeyConstraint('call_messages_key', ['call_id', 'agent_id'])
    .execute();
  await index(tables, 'call_messages', ['at']);
}

async function index(tables: Kysely<Tables>, table: string, columns: string[]): Promise<void> {
  await tables.schema
    .createIndex([table, 'by', ...columns].join('_'))
    .on(table)
    .columns(columns)
    .execute();
}
