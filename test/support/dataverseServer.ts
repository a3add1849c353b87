import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Record<string, unknown>;

/** A fault to answer with instead; 'lost' does the work and cuts the connection before the answer. */
export type DataverseFault = 'lost' | { status: number; headers?: Record<string, string> };

/** A server on this machine that holds clients to the wire of the Dataverse Web API. */
export interface DataverseServer {
  url: string;
  contacts: Row[];
  phonecalls: Row[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  fail(...faults: DataverseFault[]): void;
  close(): Promise<void>;
}

/** The columns there are, by table; the alternate key of each first. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  contacts: [
    'ep_customerid',
    'contactid',
    'fullname',
    'telephone1',
    'emailaddress1',
    'ep_account',
    'ep_plan',
    'ep_flags',
  ],
  phonecalls: ['ep_noteid', 'activityid', 'subject', 'description', 'actualend', '_regardingobjectid_value'],
};

// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors,
// .../use-alternate-key-reference-record and .../perform-conditional-operations-using-web-api, read on 2026-11-21.
/** Starts the server on a free port, without rows. */
export async function startDataverseServer(bearer: string): Promise<DataverseServer> {
  const tables: Readonly<Record<string, Row[]>> = { contacts: [], phonecalls: [] };
  const broken: string[] = [];
  const faults: DataverseFault[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const fault = faults.shift();
      if (typeof fault === 'object')
        return send(response, fault.status, { error: { code: '', message: '' } }, fault.headers);
      const reply = replyTo(request, body, { tables, bearer });
      if (reply.wrong !== undefined) broken.push(reply.wrong);
      if (fault === 'lost') return void request.socket.destroy();
      send(response, reply.status, reply.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contacts: tables.contacts ?? [],
    phonecalls: tables.phonecalls ?? [],
    broken,
    fail: (...more) => void faults.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  status: number;
  body?: object;
  /** What was wrong with the request. */
  wrong?: string;
}

interface House {
  tables: Readonly<Record<string, Row[]>>;
  bearer: string;
}

const refused = (status: number, wrong: string): Reply => ({
  status,
  wrong,
  body: { error: { code: '', message: wrong } },
});

function replyTo(request: IncomingMessage, body: string, { tables, bearer }: House): Reply {
  const { headers, method = '' } = request;
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  if (headers.authorization !== `Bearer ${bearer}`) return refused(401, 'token');
  if (headers['odata-version'] !== '4.0' || headers['odata-maxversion'] !== '4.0') return refused(400, 'OData-Version');
  const address = /^\/api\/data\/v9\.2\/(\w+)(?:\((\w+)=(.*)\))?$/.exec(pathname);
  const table = address?.[1] ?? '';
  const rows = tables[table];
  if (address === null || rows === undefined) return refused(404, `no such address ${pathname}`);
  const unknown = [...searchParams.keys()].find((name) => !['$select', '$filter', '$orderby', '$top'].includes(name));
  if (unknown !== undefined) return refused(400, unknown);
  if (address[2] === undefined) return method === 'GET' ? list(table, rows, searchParams) : refused(405, method);
  const key = textIn(decodeURIComponent(address[3] ?? ''));
  if (key === undefined || address[2] !== COLUMNS[table]?.[0]) return refused(400, 'alternate key');
  const row = rows.find((one) => one[address[2] ?? ''] === key);
  if (method === 'GET') {
    const columns = selected(table, searchParams);
    if (columns === undefined) return refused(400, '$select');
    return row === undefined ? { status: 404, body: {} } : { status: 200, body: picked(row, columns) };
  }
  if (method !== 'PATCH') return refused(405, method);
  return write({ table, key, row, rows }, { body, headers }, tables);
}

function write(
  { table, key, row, rows }: { table: string; key: string; row: Row | undefined; rows: Row[] },
  { body, headers }: { body: string; headers: IncomingMessage['headers'] },
  tables: House['tables'],
): Reply {
  if (!String(headers['content-type']).startsWith('application/json')) return refused(415, 'Content-Type');
  const mayCreate = headers['if-none-match'] === '*';
  if (mayCreate === (headers['if-match'] !== undefined)) return refused(400, 'unconditional write');
  if (mayCreate ? row !== undefined : row?.['@odata.etag'] !== headers['if-match']) return { status: 412, body: {} };
  const { 'regardingobjectid_contact_phonecall@odata.bind': bind, ...columns } = JSON.parse(body) as Row;
  const strange = Object.keys(columns).find((name) => COLUMNS[table]?.includes(name) !== true);
  if (strange !== undefined || table !== 'phonecalls') return refused(400, `column ${strange}`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(String(columns.actualend))) return refused(400, 'actualend');
  const owner = /^\/contacts\(ep_customerid='(.*)'\)$/.exec(String(bind))?.[1]?.replaceAll("''", "'");
  const contact = tables.contacts?.find((one) => one.ep_customerid === owner);
  if (contact === undefined) return refused(400, 'bind');
  const written = {
    ...(row ?? { activityid: randomUUID(), ep_noteid: key }),
    ...columns,
    _regardingobjectid_value: contact.contactid,
    '@odata.etag': `W/"${randomUUID()}"`,
  };
  if (row === undefined) rows.push(written);
  else Object.assign(row, written);
  return { status: 204 };
}

function list(table: string, rows: readonly Row[], search: URLSearchParams): Reply {
  const columns = selected(table, search);
  if (columns === undefined) return refused(400, '$select');
  const passes = filterOf(table, search.get('$filter') ?? '');
  if (passes === undefined) return refused(400, `$filter ${search.get('$filter')}`);
  const [by = '', direction = 'asc'] = (search.get('$orderby') ?? '').split(' ');
  const sign = direction === 'desc' ? -1 : 1;
  const order = (row: Row): string => String(row[by]);
  const found = rows.filter(passes).sort((one, other) => sign * order(one).localeCompare(order(other)));
  const value = found.slice(0, Number(search.get('$top') ?? 5000)).map((row) => picked(row, columns));
  return { status: 200, body: { value } };
}

/** Undefined without columns, or with one that is not there: nobody reads a whole row. */
function selected(table: string, search: URLSearchParams): string[] | undefined {
  const columns = search.get('$select')?.split(',');
  return columns?.every((column) => COLUMNS[table]?.includes(column)) === true ? columns : undefined;
}

const CONDITION =
  /^(?:(?<equal>\w+) eq (?:(?<text>'(?:[^']|'')*')|(?<guid>[0-9a-f-]{36}))|endswith\((?<ends>\w+),(?<tail>'(?:[^']|'')*')\))(?: or (?=.)|$)/;

/** `column eq 'text'`, `column eq guid` and `endswith(column,'text')`, joined by `or`; text is compared without case. */
function filterOf(table: string, filter: string): ((row: Row) => boolean) | undefined {
  const conditions: ((row: Row) => boolean)[] = [];
  for (let rest = filter; rest !== '';) {
    const found = CONDITION.exec(rest);
    const { equal, text, guid, ends, tail } = found?.groups ?? {};
    const column = equal ?? ends ?? '';
    if (found === null || COLUMNS[table]?.includes(column) !== true) return undefined;
    const wanted = (guid ?? textIn(text ?? tail ?? '') ?? '').toLowerCase();
    const valueOf = (row: Row): string => (typeof row[column] === 'string' ? row[column].toLowerCase() : '');
    conditions.push((row) => (ends === undefined ? valueOf(row) === wanted : valueOf(row).endsWith(wanted)));
    rest = rest.slice(found[0].length);
  }
  return (row) => conditions.some((holds) => holds(row));
}

function textIn(text: string): string | undefined {
  return /^'((?:[^']|'')*)'$/s.exec(text)?.[1]?.replaceAll("''", "'");
}

function picked(row: Row, columns: readonly string[]): Row {
  return { '@odata.etag': row['@odata.etag'], ...Object.fromEntries(columns.map((name) => [name, row[name] ?? null])) };
}

function send(response: ServerResponse, status: number, body?: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; odata.metadata=minimal', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
