import { crmKeyValues } from '../../domain/crmKeys.ts';
import type { Contact, Customer } from '../../domain/customer.ts';
import { type Crm, type CrmKey, type CrmNote, CrmUnavailable, type NoteOutcome } from '../../ports/crm.ts';
import type { TextPlace } from './atRest.ts';
import { fromJson, fromMillis, toJson, toMillis } from './columns.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable } from './databaseErrors.ts';
import { sqlCustomerStore } from './sqlCustomerStore.ts';

/** The customers that were imported, and the notes written since, in the database. */
export function sqlCrm(database: Database): Crm {
  const find = (customerId: string): Promise<Customer | undefined> => sqlCustomerStore(database).find(customerId);
  return {
    find: (customerId, signal) => asked(() => find(customerId), signal),
    matching: (keys, signal) => asked(() => matching(database, keys), signal),
    recentContacts: (customerId, limit, signal) =>
      asked(async () => {
        const history = (await find(customerId))?.history ?? [];
        const written = await notesOf(database, customerId, limit);
        // The same day: what was written here came later.
        const newestFirst = (one: Contact, other: Contact) =>
          Number(one.date < other.date) - Number(one.date > other.date);
        return [...written, ...history].sort(newestFirst).slice(0, limit);
      }, signal),
    writeNote: (note, signal) => asked(() => writeNote(database, note), signal),
  };
}

async function asked<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  signal?.throwIfAborted();
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new CrmUnavailable(error.message, { cause: error });
  }
}

async function matching(database: Database, keys: readonly CrmKey[]): Promise<{ customerId: string; key: CrmKey }[]> {
  const asked = keys.filter(({ value }) => value !== '');
  if (asked.length === 0) return [];
  const rows = await database.read((tables) =>
    tables.selectFrom('customers').select(['customer_id', 'customer']).orderBy('customer_id').execute(),
  );
  return rows.flatMap(({ customer_id: row, customer }) => {
    const known = fromJson<Customer>(
      database.atRest.openText(customer, { table: 'customers', column: 'customer', row }),
    );
    const values = crmKeyValues(known);
    return asked
      .filter(({ kind, value }) => values[kind] === value)
      .map((key) => ({ customerId: known.customerId, key }));
  });
}

/** The notes written here about a customer, newest first. */
export async function notesOf(database: Database, customerId: string, limit: number): Promise<Contact[]> {
  const rows = await database.read((tables) =>
    tables
      .selectFrom('crm_notes')
      .selectAll()
      .where('customer_id', '=', customerId)
      .orderBy('noted_at', 'desc')
      .limit(limit)
      .execute(),
  );
  return rows.map(({ note_id, noted_at, note }) => {
    const { agent, subject, text } = fromJson<NoteText>(database.atRest.openText(note, placeOf(note_id)));
    const date = fromMillis(noted_at).toISOString().slice(0, 'yyyy-mm-dd'.length);
    return { date, agent, summary: `${subject}\n${text}` };
  });
}

/** What is sealed of a note. */
type NoteText = Pick<CrmNote, 'agent' | 'subject' | 'text'>;

function writeNote(
  database: Database,
  { noteId, customerId, at, agent, subject, text }: CrmNote,
): Promise<NoteOutcome> {
  const { atRest } = database;
  const plain = toJson({ agent, subject, text } satisfies NoteText);
  const row = { customer_id: customerId, noted_at: toMillis(at), note: atRest.sealText(plain, placeOf(noteId)) };
  return database.write(async (tables) => {
    const customer = tables.selectFrom('customers').select('customer_id').where('customer_id', '=', customerId);
    if ((await customer.executeTakeFirst()) === undefined) return 'no-customer';
    const added = await tables
      .insertInto('crm_notes')
      .values({ note_id: noteId, ...row })
      .onConflict((conflict) => conflict.column('note_id').doNothing())
      .executeTakeFirst();
    if (Number(added.numInsertedOrUpdatedRows) === 1) return 'written';
    const notes = tables.selectFrom('crm_notes').selectAll().where('note_id', '=', noteId);
    const known = await notes.executeTakeFirstOrThrow();
    const isSame = known.customer_id === row.customer_id && known.noted_at === row.noted_at;
    if (isSame && atRest.openText(known.note, placeOf(noteId)) === plain) return 'already-there';
    await tables.updateTable('crm_notes').set(row).where('note_id', '=', noteId).execute();
    return 'replaced';
  });
}

function placeOf(noteId: string): TextPlace {
  return { table: 'crm_notes', column: 'note', row: noteId };
}
