import type { Selectable } from 'kysely';
import { mentionsCustomer } from '../../domain/mentionsCustomer.ts';
import type { PersonalData, PersonalStore } from '../../ports/personalData.ts';
import { callIdsOf } from './callsOfCustomer.ts';
import { fromMillis, inPieces } from './columns.ts';
import type { Database } from './database.ts';
import { personalAlerts } from './personalAlerts.ts';
import { personalCalls } from './personalCalls.ts';
import { personalFigures } from './personalFigures.ts';
import { personalFiles } from './personalFiles.ts';
import { personalSms } from './personalSms.ts';
import { notesOf } from './sqlCrm.ts';
import { draftOf } from './sqlDrafts.ts';
import { sqlCustomerStore } from './sqlCustomerStore.ts';
import { sqlFeedbackStore } from './sqlFeedbackStore.ts';
import { leaveToEmpty } from './sqlShownMessages.ts';
import { subscribersWith } from './subscribersWith.ts';
import type { AnswerTable } from './tables.ts';

type Sought = Parameters<PersonalStore['find']>[0];

const PAGE = 500;
const MOST_NOTES = 10_000;

/**
 * Where data about customers lies in the database: their records, and the questions, gaps and remarks in which agents
 * named them. The texts are sealed, so each is opened and read; there is no other way to find them.
 */
export function sqlPersonalData(database: Database): PersonalData {
  return {
    stores: [
      ...[feedback(database), gaps(database), answers(database), outbox(database), drafts(database)],
      ...[
        crmNotes(database),
        personalAlerts(database),
        personalFigures(database),
        personalFiles(database),
        personalSms(database),
        personalCalls(database),
        subscribers(database),
        customers(database),
      ],
    ],
    scrub: () => database.scrub(),
  };
}

function customers(database: Database): PersonalStore {
  return {
    store: 'customers',
    find: async ({ customerId }) => {
      const customer = await sqlCustomerStore(database).find(customerId);
      return customer === undefined ? [] : [customer];
    },
    forget: ({ customerId }) =>
      database.write(async (tables) => {
        const record = tables.deleteFrom('customers').where('customer_id', '=', customerId);
        return Number((await record.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function crmNotes(database: Database): PersonalStore {
  return {
    store: 'crm notes',
    find: ({ customerId }) => notesOf(database, customerId, MOST_NOTES),
    forget: ({ customerId }) =>
      database.write(async (tables) => {
        const notes = tables.deleteFrom('crm_notes').where('customer_id', '=', customerId);
        return Number((await notes.executeTakeFirst()).numDeletedRows);
      }),
  };
}

/** Drafts of calls that are or may be with the customer, and those without a customer that name them. */
function drafts(database: Database): PersonalStore {
  const found = async (customer: Sought) => {
    const isAbout = mentionsCustomer(customer);
    const callIds = new Set(await callIdsOf(customer.customerId, database));
    const rows = await database.read((tables) => tables.selectFrom('drafts').selectAll().execute());
    return rows
      .map((row) => draftOf(row, database))
      .filter(({ callId, customerId, content, transcript }) => {
        if (customerId !== undefined) return customerId === customer.customerId;
        if (callId !== undefined && callIds.has(callId)) return true;
        return isAbout(JSON.stringify([content, transcript.utterances]));
      });
  };
  return {
    store: 'drafts',
    find: async (customer) =>
      (await found(customer)).map(({ at, agentId, state, content, transcript }) => ({
        ...{ at, agentId, state, written: content.written, utterances: transcript.utterances },
      })),
    forget: async (customer, at) => {
      const ids = (await found(customer)).map(({ draftId }) => draftId);
      return deleteInPieces(ids, (piece) =>
        database.write(async (tables) => {
          await leaveToEmpty({ from: 'shown_notes', ids: piece }, tables, at);
          return tables.deleteFrom('drafts').where('draft_id', 'in', piece).executeTakeFirst();
        }),
      );
    },
  };
}

/** What waits for the CRM about a customer who is to be forgotten does not get there any more. */
function outbox(database: Database): PersonalStore {
  return {
    store: 'outbox',
    find: ({ customerId }) =>
      database.read((tables) =>
        tables
          .selectFrom('outbox')
          .select(['draft_id', 'state', 'since'])
          .where('customer_id', '=', customerId)
          .execute(),
      ),
    forget: ({ customerId }) =>
      database.write(async (tables) => {
        const notes = tables.deleteFrom('outbox').where('customer_id', '=', customerId);
        return Number((await notes.executeTakeFirst()).numDeletedRows);
      }),
  };
}

/** Lines and numbers of the customer. SMS that went out hold no number any more. */
function subscribers(database: Database): PersonalStore {
  return {
    store: 'subscribers',
    find: async ({ phone }) => (await subscribersWith(phone, database)).map(({ subscriber }) => subscriber),
    forget: async ({ phone }) => {
      const keys = (await subscribersWith(phone, database)).map(({ key }) => key);
      return deleteInPieces(keys, (piece) =>
        database.write((tables) =>
          tables.deleteFrom('subscribers').where('number_key', 'in', piece).executeTakeFirst(),
        ),
      );
    },
  };
}

function answers(database: Database): PersonalStore {
  const found = (customer: Sought) => answersAbout(database, customer);
  return {
    store: 'answers',
    find: async (customer) => (await found(customer)).map(({ answerId: _answerId, ...shown }) => shown),
    forget: async (customer, at) => {
      const ids = (await found(customer)).map(({ answerId }) => answerId);
      return deleteInPieces(ids, (piece) =>
        database.write(async (tables) => {
          await leaveToEmpty({ from: 'answers', ids: piece }, tables, at);
          return tables.deleteFrom('answers').where('answer_id', 'in', piece).executeTakeFirst();
        }),
      );
    },
  };
}

function gaps(database: Database): PersonalStore {
  const found = async (customer: Sought) => {
    const isAbout = mentionsCustomer(customer);
    const about = new Set((await answersAbout(database, customer)).map(({ answerId }) => answerId));
    const rows = await database.read((tables) => tables.selectFrom('gaps').selectAll().execute());
    return rows
      .map((row) => ({
        answerId: row.answer_id,
        gapId: row.gap_id,
        agentId: row.agent_id,
        at: fromMillis(row.found_at),
        question: database.atRest.openText(row.question, { table: 'gaps', column: 'question', row: row.gap_id }),
      }))
      .filter(({ answerId, question }) => about.has(answerId) || isAbout(question));
  };
  return {
    store: 'gaps',
    find: async (customer) => (await found(customer)).map(({ agentId, at, question }) => ({ agentId, at, question })),
    forget: async (customer) => {
      const ids = (await found(customer)).map(({ gapId }) => gapId);
      return deleteInPieces(ids, (piece) =>
        database.write((tables) => tables.deleteFrom('gaps').where('gap_id', 'in', piece).executeTakeFirst()),
      );
    },
  };
}

/** What people said about answers that name the customer goes with them, whatever it says. */
function feedback(database: Database): PersonalStore {
  const found = async (customer: Sought) => {
    const isAbout = mentionsCustomer(customer);
    const about = new Set((await answersAbout(database, customer)).map(({ answerId }) => answerId));
    const given = await sqlFeedbackStore(database).list(new Date(0));
    return given.filter(({ answerId, reason }) => about.has(answerId) || isAbout(reason));
  };
  return {
    store: 'feedback',
    find: found,
    forget: async (customer) => {
      let forgotten = 0;
      for (const { answerId, agentId } of await found(customer)) {
        const deleted = await database.write((tables) =>
          tables
            .deleteFrom('feedback')
            .where('answer_id', '=', answerId)
            .where('agent_id', '=', agentId)
            .executeTakeFirst(),
        );
        forgotten += Number(deleted.numDeletedRows);
      }
      return forgotten;
    },
  };
}

interface NamingAnswer {
  answerId: string;
  agentId: string;
  askedAt: Date;
  question: string;
  spoken: string;
}

/** Answers given in calls that are or may be with the customer, and those that name them. */
async function answersAbout(database: Database, customer: Sought): Promise<NamingAnswer[]> {
  const isAbout = mentionsCustomer(customer);
  const callIds = new Set(await callIdsOf(customer.customerId, database));
  const naming: NamingAnswer[] = [];
  let after = '';
  for (;;) {
    const page = await database.read((tables) =>
      tables
        .selectFrom('answers')
        .selectAll()
        .where('answer_id', '>', after)
        .orderBy('answer_id')
        .limit(PAGE)
        .execute(),
    );
    for (const row of page) {
      const { question, spoken, answer } = openAnswer(row, database);
      const isOfCall = row.customer_id === null && row.call_id !== null && callIds.has(row.call_id);
      const isTheirs = row.customer_id === customer.customerId || isOfCall;
      if (!isTheirs && !isAbout(`${question}\n${answer}`)) continue;
      const { answer_id: answerId, agent_id: agentId } = row;
      naming.push({ answerId, agentId, askedAt: fromMillis(row.asked_at), question, spoken });
    }
    if (page.length < PAGE) return naming;
    after = page.at(-1)?.answer_id ?? after;
  }
}

function openAnswer(row: Selectable<AnswerTable>, { atRest }: Database) {
  const open = (column: 'question' | 'spoken' | 'answer'): string =>
    atRest.openText(row[column], { table: 'answers', column, row: row.answer_id });
  return { question: open('question'), spoken: open('spoken'), answer: open('answer') };
}

async function deleteInPieces(
  ids: readonly string[],
  remove: (piece: readonly string[]) => Promise<{ numDeletedRows: bigint }>,
): Promise<number> {
  let deleted = 0;
  for (const piece of inPieces(ids)) deleted += Number((await remove(piece)).numDeletedRows);
  return deleted;
}
