import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { dataverseCrm } from '../../../src/adapters/dataverse/dataverseCrm.ts';
import { CrmUnavailable } from '../../../src/ports/crm.ts';
import type { OpenedCrm } from '../../contracts/crm.ts';
import { describeCrm } from '../../contracts/crm.ts';
import { type DataverseServer, startDataverseServer } from '../../support/dataverseServer.ts';

const TOKEN = 'token-of-the-bot';
const COLUMNS = { customerId: 'ep_customerid', name: 'fullname', phone: 'telephone1', accountNumber: 'ep_account', plan: 'ep_plan', flags: 'ep_flags' }; // prettier-ignore

function connect(server: DataverseServer, over: Partial<Parameters<typeof dataverseCrm>[0]> = {}): OpenedCrm {
  const token = () => Promise.resolve(TOKEN);
  return {
    crm: dataverseCrm({ url: `${server.url}/`, token, columns: COLUMNS, noteKey: 'ep_noteid', ...over }),
    add: (customer) => {
      const columns = Object.entries(COLUMNS).map(([field, column]): [string, unknown] => [column, customer[field]]);
      const row: Record<string, unknown> = Object.fromEntries(columns);
      server.contacts.push({ contactid: randomUUID(), '@odata.etag': 'W/"1"', ...row });
      return Promise.resolve();
    },
  };
}

describeCrm('Dataverse', async () => {
  const server = await startDataverseServer(TOKEN);
  const close = async () => {
    await server.close();
    assert.deepEqual(server.broken, []);
  };
  return { store: connect(server), again: () => Promise.resolve(connect(server)), close };
});

describe('Dataverse: over the wire', () => {
  let server: DataverseServer;
  const note = { noteId: 'n', customerId: 'C-1', at: new Date('2026-11-02T14:02:00Z'), agent: 'Ben', subject: 's', text: 't' }; // prettier-ignore

  beforeEach(async () => {
    server = await startDataverseServer(TOKEN);
    await connect(server).add({ customerId: 'C-1', name: 'Zoë', flags: 'vulnerable; vip' as unknown as string[] });
  });
  afterEach(() => server.close());

  it('waits as long as the service asks for, and goes on', async () => {
    server.fail({ status: 429, headers: { 'retry-after': '0' } }, { status: 503, headers: { 'retry-after': '0' } });

    const customer = await connect(server).crm.find('C-1');

    assert.deepEqual(customer, { customerId: 'C-1', name: 'Zoë', flags: ['vulnerable', 'vip'] });
  });

  it('gives up at once when it is asked to wait longer than anybody would', async () => {
    server.fail({ status: 429, headers: { 'retry-after': '600' } });

    await assert.rejects(
      () => connect(server).crm.find('C-1'),
      (error: unknown) => error instanceof CrmUnavailable && error.status === 429,
    );
  });

  it('leaves one note when the answer to the first request was lost', async () => {
    const { crm } = connect(server);
    await crm.find('C-1');
    server.fail({ status: 503, headers: { 'retry-after': '0' } });
    server.fail({ status: 503, headers: { 'retry-after': '0' } }, 'lost', 'lost');

    const outcome = await crm.writeNote(note);

    assert.ok(['written', 'already-there'].includes(outcome));
    assert.equal(server.phonecalls.length, 1);
  });

  it('never writes over what somebody changed meanwhile', async () => {
    const { crm } = connect(server);
    await crm.writeNote(note);
    const etags = new Set<unknown>([server.phonecalls[0]?.['@odata.etag']]);

    const outcomes = await Promise.all(['one', 'two', 'three'].map((text) => crm.writeNote({ ...note, text })));
    etags.add(server.phonecalls[0]?.['@odata.etag']);

    assert.deepEqual([outcomes, etags.size, server.broken], [['replaced', 'replaced', 'replaced'], 2, []]);
  });

  it('names what to check, and never the token or a customer', async () => {
    const said: string[] = [];
    for (const status of [400, 401, 403, 500]) {
      server.fail({ status, headers: { 'retry-after': '600' } });
      said.push(await connect(server).crm.find('C-1').then(String, String));
    }
    said.push(await connect(server, { token: () => Promise.resolve('wrong') }).crm.find('C-1').then(String, String)); // prettier-ignore

    assert.ok(
      said.every((text) => /^CrmUnavailable: Dataverse answered \d{3}: /.test(text)),
      said.join(),
    );
    assert.doesNotMatch(said.join(), /token-of|Zoë|C-1/);
  });

  it('reads the columns it was given and no other, and fails where one is not there', async () => {
    const { crm } = connect(server, { columns: { customerId: 'ep_customerid', secret: 'ep_nothing' } });

    await assert.rejects(() => crm.find('C-1'), /DATAVERSE_COLUMNS/);
    assert.deepEqual(server.broken, ['$select']);
  });
});
