import { crmKeyValues } from '../../domain/crmKeys.ts';
import type { Contact, Customer } from '../../domain/customer.ts';
import type { Crm, CrmKey, CrmNote, NoteOutcome } from '../../ports/crm.ts';
import { CrmUnavailable } from '../../ports/crm.ts';
import { askDataverse, type DataversePlace } from './dataverseRequest.ts';

/** Which columns of the table `contact` hold what; fields that are not named are never read. */
export interface DataverseSettings extends DataversePlace {
  /** Earpiece's field by column; `customerId` must be an alternate key of the table. */
  columns: Readonly<Record<string, string>>;
  /** Text column of the table `phonecall` that is an alternate key; holds our note's id. */
  noteKey: string;
}

/** More than this many people at one number is a switchboard. */
const MOST_MATCHES = 50;
const LISTS: ReadonlySet<string> = new Set(['products', 'flags']);

/**
 * Customers as contacts of Dynamics 365, notes as its phone call activities, by the Dataverse Web API 9.2. Numbers in the
 * phone column must end in the number's last nine digits, without spaces.
 */
export function dataverseCrm(settings: DataverseSettings): Crm {
  return {
    find: async (customerId, signal) => {
      const row = await contactOf(customerId, settings, signal);
      return row === undefined ? undefined : customerFrom(row, settings);
    },
    matching: (keys, signal) => matching(keys, settings, signal),
    recentContacts: (customerId, limit, signal) => recentContacts({ customerId, limit }, settings, signal),
    writeNote: (note, signal) => writeNote(note, settings, signal),
  };
}

type Row = Readonly<Record<string, unknown>>;

async function contactOf(
  customerId: string,
  settings: DataverseSettings,
  signal: AbortSignal | undefined,
): Promise<Row | undefined> {
  const select = ['contactid', ...Object.values(settings.columns)].join(',');
  const path = `${contactAddress(customerId, settings)}?$select=${select}`;
  const { status, body } = await askDataverse({ method: 'GET', path }, settings, signal);
  return status === 404 ? undefined : body;
}

function contactAddress(customerId: string, { columns }: DataverseSettings): string {
  return `contacts(${columns.customerId}=${literal(customerId)})`;
}

/** A text as an OData literal within an address: nothing in it ends the literal. */
function literal(text: string): string {
  return encodeURIComponent(`'${text.toWellFormed().replaceAll("'", "''")}'`);
}

function customerFrom(row: Row, { columns }: DataverseSettings): Customer {
  const known = Object.entries(columns).flatMap(([field, column]): [string, unknown][] => {
    const value = row[column];
    if (value === null || value === undefined || value === '') return [];
    // Lists stand in one text column, separated by semicolons.
    if (LISTS.has(field) && typeof value === 'string') return [[field, value.split(';').map((part) => part.trim())]];
    return [[field, value]];
  });
  return { customerId: '', ...Object.fromEntries(known) };
}

const FILTERS: Readonly<
  Record<CrmKey['kind'], { field: string; condition: (column: string, value: string) => string }>
> = {
  id: { field: 'customerId', condition: (column, value) => `${column} eq ${value}` },
  account: { field: 'accountNumber', condition: (column, value) => `${column} eq ${value}` },
  phone: { field: 'phone', condition: (column, value) => `endswith(${column},${value})` },
};

async function matching(
  keys: readonly CrmKey[],
  settings: DataverseSettings,
  signal: AbortSignal | undefined,
): Promise<{ customerId: string; key: CrmKey }[]> {
  const { columns } = settings;
  const conditions = keys.flatMap(({ kind, value }) => {
    const { field, condition } = FILTERS[kind];
    const column = columns[field];
    return column === undefined || value === '' ? [] : [condition(column, literal(value))];
  });
  if (conditions.length === 0) return [];
  const fields = ['customerId', 'accountNumber', 'phone'].flatMap((field) => columns[field] ?? []);
  const filter = conditions.join(' or ').replaceAll(' ', '%20');
  const path = `contacts?$select=${fields.join(',')}&$filter=${filter}&$orderby=${columns.customerId}&$top=${MOST_MATCHES}`;
  const { body } = await askDataverse({ method: 'GET', path }, settings, signal);
  return rowsOf(body).flatMap((row) => {
    const customer = customerFrom(row, settings);
    const values = crmKeyValues(customer);
    // Dataverse compares without case and accents; we do not.
    return keys
      .filter(({ kind, value }) => value !== '' && values[kind] === value)
      .map((key) => ({ customerId: customer.customerId, key }));
  });
}

function rowsOf({ value }: Row): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

const NOTE_COLUMNS = 'subject,description,actualend';

async function recentContacts(
  { customerId, limit }: { customerId: string; limit: number },
  settings: DataverseSettings,
  signal: AbortSignal | undefined,
): Promise<Contact[]> {
  const contactId = (await contactOf(customerId, settings, signal))?.contactid;
  if (typeof contactId !== 'string' || !/^[0-9a-f-]{36}$/i.test(contactId)) return [];
  const filter = `_regardingobjectid_value%20eq%20${contactId}`;
  const path = `phonecalls?$select=${NOTE_COLUMNS}&$filter=${filter}&$orderby=actualend%20desc&$top=${limit}`;
  const { body } = await askDataverse({ method: 'GET', path }, settings, signal);
  return rowsOf(body).map(({ subject, description, actualend }) => ({
    date: textOf(actualend).slice(0, 'yyyy-mm-dd'.length),
    summary: [subject, description].map(textOf).filter(Boolean).join('\n'),
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const SUBJECT_CHARACTERS = 200;
const TRIES = 3;

/** Creates by the alternate key, never over what stands there; what stands there is replaced only as it was read. */
async function writeNote(
  note: CrmNote,
  settings: DataverseSettings,
  signal: AbortSignal | undefined,
): Promise<NoteOutcome> {
  if ((await contactOf(note.customerId, settings, signal)) === undefined) return 'no-customer';
  const address = `phonecalls(${settings.noteKey}=${literal(note.noteId)})`;
  const columns = {
    subject: note.subject.slice(0, SUBJECT_CHARACTERS),
    description: `${note.agent}\n${note.text}`,
    actualend: `${note.at.toISOString().slice(0, -'.000Z'.length)}Z`,
  };
  const bind = `/contacts(${settings.columns.customerId}='${note.customerId.replaceAll("'", "''")}')`;
  const body = { ...columns, 'regardingobjectid_contact_phonecall@odata.bind': bind };
  const patch = (headers: Record<string, string>) =>
    askDataverse({ method: 'PATCH', path: address, headers, body }, settings, signal);
  for (let tried = 0; tried < TRIES; tried += 1) {
    // A repeated request after an answer that was lost finds its own note and comes out as 'already-there'.
    if ((await patch({ 'If-None-Match': '*' })).status !== 412) return 'written';
    const path = `${address}?$select=${NOTE_COLUMNS}`;
    const { status, body: known } = await askDataverse({ method: 'GET', path }, settings, signal);
    if (status === 404) continue;
    if (Object.entries(columns).every(([column, value]) => known[column] === value)) return 'already-there';
    const replaced = await patch({ 'If-Match': textOf(known['@odata.etag']) });
    if (replaced.status < 300) return 'replaced';
  }
  throw new CrmUnavailable('Somebody else writes the same note in Dataverse at the same moment.', { status: 412 });
}
