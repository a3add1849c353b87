import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Answer } from '../../domain/answer.ts';
import type { AnswerLog, AnswerRecord, Exchange } from '../../ports/answerLog.ts';
import type { AtRest, TextPlace } from './atRest.ts';
import { fromJson, fromMillis, toJson, toMillis, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';
import type { AnswerTable, Tables } from './tables.ts';

/** Questions and answers in the database. Saving an answer again replaces it but keeps the message that shows it. */
export function sqlAnswerLog(database: Database): AnswerLog {
  const { atRest } = database;
  return {
    save: (record) => {
      const row = rowOf(record, atRest);
      return database.write((tables) => replaceRecord(tables, row, record));
    },
    replace: (record) => {
      const row = rowOf(record, atRest);
      return database.write(async (tables) => {
        // Locks the row, so that nothing forgets it between looking and writing.
        const here = tables.updateTable('answers').set({ spoken: row.spoken }).where('answer_id', '=', record.answerId);
        if (Number((await here.executeTakeFirst()).numUpdatedRows) === 0) return false;
        await replaceRecord(tables, row, record);
        return true;
      });
    },
    sentAs: (answerId, activityId) =>
      database.write(async (tables) => {
        const sent = tables.updateTable('answers').set({ activity_id: activityId });
        return Number((await sent.where('answer_id', '=', answerId).executeTakeFirst()).numUpdatedRows) === 1;
      }),
    find: (answerId) =>
      database.read(async (tables) => {
        const known = tables.selectFrom('answers').selectAll().where('answer_id', '=', answerId);
        const row = await known.executeTakeFirst();
        return row && recordOf(row, atRest);
      }),
    findByActivity: (conversationId, activityId) =>
      database.read(async (tables) => {
        const shown = tables.selectFrom('answers').selectAll().where('conversation_id', '=', conversationId);
        const row = await shown.where('activity_id', '=', activityId).limit(1).executeTakeFirst();
        return row && recordOf(row, atRest);
      }),
    recent: (conversationId, agentId, since, limit) =>
      database.read((tables) => latestExchanges({ tables, atRest }, { conversationId, agentId, since, limit })),
    earlier: ({ conversationId, agentId, askedAt }, since, limit) =>
      database.read((tables) =>
        latestExchanges({ tables, atRest }, { conversationId, agentId, since, limit, before: askedAt }),
      ),
    ofCall: (callId, agentId, limit) =>
      database.read(async (tables) => {
        const ofCall = tables.selectFrom('answers').selectAll().where('call_id', '=', callId);
        const rows = await ofCall.where('agent_id', '=', agentId).orderBy('asked_at').limit(limit).execute();
        return rows.map((row) => recordOf(row, atRest));
      }),
    citedPassages: (agentId, since, limit) =>
      database.snapshot((tables) => citedPassages(tables, { agentId, since: toMillis(since), limit })),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('answers').where('asked_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

async function replaceRecord(
  tables: Transaction<Tables>,
  { activity_id, ...row }: Selectable<AnswerTable>,
  record: AnswerRecord,
): Promise<void> {
  await tables
    .insertInto('answers')
    .values({ ...row, activity_id })
    .onConflict((conflict) =>
      conflict.column('answer_id').doUpdateSet(activity_id === null ? row : { ...row, activity_id }),
    )
    .execute();
  await tables.deleteFrom('answer_citations').where('answer_id', '=', record.answerId).execute();
  const { answer_id, agent_id, asked_at } = row;
  // What people cite is offered to others; a customer's record is not.
  const documents = record.answer.citations.filter(({ origin }) => origin === undefined);
  const cited = new Set(documents.map(({ passageId }) => passageId));
  const citations = [...cited].map((passage_id) => ({ answer_id, passage_id, agent_id, asked_at }));
  if (citations.length > 0) await tables.insertInto('answer_citations').values(citations).execute();
}

interface ExchangesRequest {
  conversationId: string;
  agentId: string;
  since: Date;
  before?: Date;
  limit: number;
}

async function latestExchanges(
  { tables, atRest }: { tables: Kysely<Tables>; atRest: AtRest },
  request: ExchangesRequest,
): Promise<Exchange[]> {
  const asked = tables
    .selectFrom('answers')
    .select(['answer_id', 'question', 'spoken', 'call_id'])
    .where('conversation_id', '=', request.conversationId)
    .where('agent_id', '=', request.agentId)
    .where('asked_at', '>=', toMillis(request.since))
    .where('recalled', '=', 1)
    .orderBy('asked_at', 'desc')
    .limit(request.limit);
  const { before } = request;
  const rows = await (before === undefined ? asked : asked.where('asked_at', '<', toMillis(before))).execute();
  const cited = await passagesBehind(
    rows.map(({ answer_id }) => answer_id),
    tables,
  );
  return rows
    .map(({ answer_id, question, spoken, call_id }) => ({
      question: atRest.openText(question, placeOf('question', answer_id)),
      spoken: atRest.openText(spoken, placeOf('spoken', answer_id)),
      ...withoutNulls({ callId: call_id }),
      passageIds: cited.get(answer_id)?.map(({ passage_id }) => passage_id) ?? [],
    }))
    .reverse();
}

async function passagesBehind(answerIds: readonly string[], tables: Kysely<Tables>) {
  if (answerIds.length === 0) return new Map<string, { passage_id: string }[]>();
  const cited = tables.selectFrom('answer_citations').select(['answer_id', 'passage_id']);
  return Map.groupBy(await cited.where('answer_id', 'in', answerIds).execute(), ({ answer_id }) => answer_id);
}

interface CitedRequest {
  agentId: string;
  since: number;
  limit: number;
}

async function citedPassages(tables: Kysely<Tables>, { agentId, since, limit }: CitedRequest): Promise<string[]> {
  const cited = tables
    .selectFrom('answer_citations')
    .select(({ fn }) => ['passage_id', fn.countAll().as('times'), fn.max('asked_at').as('latest')])
    .where('asked_at', '>=', since)
    .groupBy('passage_id')
    .limit(limit);
  const own = await cited.where('agent_id', '=', agentId).orderBy('latest', 'desc').orderBy('passage_id').execute();
  const popular = await cited.orderBy('times', 'desc').orderBy('latest', 'desc').orderBy('passage_id').execute();
  return [...new Set([...own, ...popular].map((row) => row.passage_id))].slice(0, limit);
}

function rowOf(record: AnswerRecord, atRest: AtRest): Selectable<AnswerTable> {
  const { answerId, answer } = record;
  return {
    answer_id: answerId,
    conversation_id: record.conversationId,
    agent_id: record.agentId,
    asked_at: toMillis(record.askedAt),
    question: atRest.sealText(record.question, placeOf('question', answerId)),
    spoken: atRest.sealText(answer.spoken, placeOf('spoken', answerId)),
    answer: atRest.sealText(toJson(answer), placeOf('answer', answerId)),
    activity_id: record.activityId ?? null,
    call_id: record.callId ?? null,
    customer_id: record.customerId ?? null,
    recalled: isRecalled(answer) ? 1 : 0,
  };
}

/** What was refused or filtered must not come before a model as what was said before. */
function isRecalled({ outcome, notices }: Answer): boolean {
  return outcome !== 'refused' && !notices.some((notice) => notice.kind === 'kept' && notice.why === 'filtered');
}

function recordOf(row: Selectable<AnswerTable>, atRest: AtRest): AnswerRecord {
  const { answer_id: answerId } = row;
  return {
    answerId,
    conversationId: row.conversation_id,
    agentId: row.agent_id,
    askedAt: fromMillis(row.asked_at),
    question: atRest.openText(row.question, placeOf('question', answerId)),
    answer: fromJson<Answer>(atRest.openText(row.answer, placeOf('answer', answerId))),
    ...withoutNulls({ activityId: row.activity_id, callId: row.call_id, customerId: row.customer_id }),
  };
}

function placeOf(column: 'question' | 'spoken' | 'answer', row: string): TextPlace {
  return { table: 'answers', column, row };
}
