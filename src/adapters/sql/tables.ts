import type { Generated } from 'kysely';
import type { AuditEntry } from '../../ports/auditLog.ts';
import type { CustomerKey } from '../../domain/customerKeys.ts';
import type { KnowledgeGap } from '../../ports/gapStore.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { Feedback } from '../../ports/feedbackStore.ts';
import type { MessageOutcome } from '../../ports/leases.ts';
import type { KnowledgeDocument } from '../../domain/knowledgeDocument.ts';
import type * as Alerting from './alertTables.ts';
import type { AwaitedFileTable, DraftTable, OutboxTable } from './draftTables.ts';
import type { ForgottenMessageTable, ShownNoteTable } from './shownTables.ts';
import type { NoteFiguresTable } from './insightTables.ts';
import type { FollowedItemTable, FollowedSourceTable } from './sourceTables.ts';
import type { SmsPartTable, SmsTable, SubscriberTable } from './smsTables.ts';

/** The tables as the latest migration leaves them; `Json` and `Millis` are read and written by `columns.ts`. */
export interface Tables {
  schema_migrations: { version: number; name: string };
  knowledge_revision: { id: number; revision: Generated<Revision> };
  knowledge_documents: DocumentTable;
  knowledge_removals: { document_id: string; revision: Revision };
  knowledge_passages: PassageTable;
  passage_vectors: PassageVectorTable;
  vector_work: VectorWorkTable;
  search_feeds: SearchFeedTable;
  search_fed_documents: { target: string; document_id: string; passages: number };
  followed_sources: FollowedSourceTable;
  followed_items: FollowedItemTable;
  answers: AnswerTable;
  answer_citations: { answer_id: string; passage_id: string; agent_id: string; asked_at: Millis };
  feedback: FeedbackTable;
  gaps: GapTable;
  conversations: ConversationTable;
  seen_turns: { turn_key: string; seen_at: Millis };
  customers: { customer_id: string; customer: Json; origin: 'sample' | 'import' };
  customer_keys: { kind: CustomerKey['kind']; value: string; customer_id: string };
  calls: CallTable;
  call_agents: CallAgentTable;
  call_events: { call_id: string; type: string; mark: string };
  call_messages: CallMessageTable;
  crm_notes: CrmNoteTable;
  drafts: DraftTable;
  outbox: OutboxTable;
  shown_notes: ShownNoteTable;
  forgotten_messages: ForgottenMessageTable;
  sms_messages: SmsTable;
  sms_parts: SmsPartTable;
  subscribers: SubscriberTable;
  awaited_files: AwaitedFileTable;
  marks: { mark: string; value: string };
  uses: UseTable;
  /** One row: how many chains there are. */
  audit_registry: { id: number; chains: number; mac: string };
  audit_chains: AuditChainTable;
  audit_rows: AuditRowTable;
  token_uses: TokenUseTable;
  watched_calls: Alerting.WatchedCallTable;
  alerts: Alerting.AlertTable;
  alert_cards: Alerting.AlertCardTable;
  alert_mentions: Alerting.AlertMentionTable;
  alert_subscriptions: Alerting.AlertSubscriptionTable;
  alert_duty: Alerting.AlertDutyTable;
  /** A document as it was read, waiting for an admin's word. */
  document_uploads: { upload_id: string; agent_id: string; at: Millis; read: Json };
  admins: { agent_id: string; seen_at: Millis };
  /** One row, once an admin has set something; the proof is a keyed hash of version and settings. */
  house_settings: { id: number; version: number; settings: Json; proof: string; set_by: string; set_at: Millis };
  alert_budgets: Alerting.AlertBudgetTable;
  note_figures: NoteFiguresTable;
  model_turns: { conversation_id: string; turn_id: string; held_until: Millis };
}

/** Raised by every change of the knowledge base. */
type Revision = number;

/** Microseconds since 1970. */
type Micros = number;

/** Milliseconds since 1970. */
type Millis = number;

/** JSON text. */
type Json = string;

/** A document without its text. */
export interface DocumentTable {
  document_id: string;
  revision: Revision;
  path: string;
  file: string;
  title: string;
  /** Null: every signed-in agent; `[]`: nobody. */
  groups: Json | null;
  effective_date: string | null;
  series: string | null;
  sensitivity: string | null;
  url: string | null;
  fingerprint: string;
  origin: KnowledgeDocument['origin'];
}

/** A passage; its rights, title and dates stand in its document's row and nowhere else. */
export interface PassageTable {
  passage_id: string;
  document_id: string;
  /** 0-based position in the document. */
  ordinal: number;
  headings: Json;
  units: Json;
  text: string;
  page: number | null;
  slide: number | null;
  sheet: string | null;
  heading: string | null;
}

/** What a passage means; leaves with its passage. */
interface PassageVectorTable {
  passage_id: string;
  model: string;
  /** Counts up with every vector saved. */
  revision: Revision;
  /** 32-bit floats, little-endian. */
  vector: Uint8Array;
}

/** One row: the highest revision among vectors, and who may write them. */
interface VectorWorkTable {
  id: number;
  revision: Generated<Revision>;
  worker: string;
  held_until: Millis;
}

/** How far one index outside this house has followed, and who may feed it. */
interface SearchFeedTable {
  target: string;
  revision: Revision;
  /** Of the vectors of passages. */
  vector_revision: Revision;
  worker: string;
  held_until: Millis;
}

/** One question with its answer. */
export interface AnswerTable {
  answer_id: string;
  conversation_id: string;
  agent_id: string;
  asked_at: Millis;
  question: string;
  spoken: string;
  answer: Json;
  activity_id: string | null;
  /** The call the agent was on. */
  call_id: string | null;
  customer_id: string | null;
  /** 0 for what is no part of the conversation any more. */
  recalled: number;
}

interface FeedbackTable {
  answer_id: string;
  agent_id: string;
  reaction: Feedback['reaction'];
  reason: string;
  given_at: Millis;
}

/** A gap of the knowledge base. */
export interface GapTable {
  gap_id: string;
  answer_id: string;
  question: string;
  agent_id: string;
  why: KnowledgeGap['why'];
  found_at: Millis;
  /** Null while the gap is open. */
  answered_at: Millis | null;
}

/** A note of a contact with a customer, where no CRM is configured. */
interface CrmNoteTable {
  note_id: string;
  customer_id: string;
  noted_at: Millis;
  /** Who, subject and text as JSON, sealed. */
  note: string;
}

/** Where somebody can be reached. */
export interface ConversationTable {
  conversation_id: string;
  kind: Conversation['kind'];
  agent_id: string | null;
  tenant_id: string | null;
  reference: Json;
  updated_at: Millis;
}

/** How much of what somebody may use is used up. */
interface UseTable {
  use_key: string;
  /** Up to this moment it is; in the past, nothing weighs any more. */
  free_at: Micros;
}

/** The chain of one process; each mac covers the columns before it, so that none can be changed by itself. */
export interface AuditChainTable {
  chain_id: string;
  /** 1-based; no number is ever left out. */
  ordinal: number;
  started_at: Millis;
  started_mac: string;
  /** How many rows were ever written, and the mac of the last. */
  rows: number;
  head: string;
  head_mac: string;
  /** How many of the first rows were dropped, and the mac of the last of them. */
  pruned: number;
  pruned_head: string;
  pruned_mac: string;
}

/** One row of a chain; what is not known is an empty text. */
export interface AuditRowTable {
  chain_id: string;
  /** 1-based. */
  seq: number;
  at: Millis;
  who: string;
  tenant_id: string;
  action: AuditEntry['action'];
  what: string;
  result: AuditEntry['result'];
  reason: string;
  correlation_id: string;
  versions: Json;
  content_hash: string;
  /** Covers the row and the mac before it. */
  mac: string;
}

/** A call, without anything that was said in it. */
export interface CallTable {
  call_id: string;
  started_at: Generated<Millis | null>;
  ended_at: Generated<Millis | null>;
  /** 0 or 1. */
  of_subscriber: Generated<number>;
  customer_id: Generated<string | null>;
  direction: Generated<'inbound' | 'outbound' | null>;
  /** Ids of the customers the caller may be. */
  candidates: Json;
  /** Tries to identify the caller. */
  tries: number;
  /** Of the last event. */
  heard_at: Millis;
}

/** Who was on a call; the last of each time counts. */
export interface CallAgentTable {
  call_id: string;
  agent_id: string;
  assigned_at: Generated<Millis | null>;
  left_at: Generated<Millis | null>;
}

/** The message of a call in one agent's chat. */
export interface CallMessageTable {
  call_id: string;
  agent_id: string;
  outcome: MessageOutcome;
  at: Millis;
  conversation_id: string | null;
  activity_id: string | null;
}

/** Tokens of one person in one conversation, for one call, on one day. */
interface TokenUseTable {
  /** UTC, such as 2026-11-21. */
  day: string;
  agent_id: string;
  conversation_id: string;
  /** Empty without a call. */
  call_id: string;
  input_tokens: number;
  output_tokens: number;
}
