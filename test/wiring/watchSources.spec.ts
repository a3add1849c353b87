import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharePointLibrary } from '../../src/adapters/azure/sources/sharePointLibrary.ts';
import { graphAdvice } from '../../src/adapters/azure/sources/sourceAdvice.ts';
import { knowledgeSources } from '../../src/wiring/doctor/doctorSources.ts';
import { CannotDownload } from '../../src/ports/fileDownloads.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../src/wiring/connectPorts.ts';
import { loadSampleCompany } from '../../src/wiring/sampleCompany.ts';
import { watchSources } from '../../src/wiring/watchSources.ts';
import { type GraphServer, LIBRARY, startGraph } from '../support/sources/graphServer.ts';

const TEAM = '11111111-2222-3333-4444-555555555555';
const SOON_MS = 20;
const teamReads = [{ id: '1', roles: ['read'], grantedToV2: { group: { id: TEAM } } }];
const linked = [{ id: '2', roles: ['read'], link: { scope: 'organization', type: 'view' } }];

describe('a followed SharePoint library', () => {
  let folder: string;
  let graph: GraphServer;
  let ports: Ports;
  let watching: { stop(): Promise<void> }[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-library-'));
    graph = await startGraph();
    watching = [];
    const quiet = (): void => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const opened = await connectPorts(readConfig({ DATA_DIR: folder }), log);
    ports = { ...opened, sources: [library(opened)] };
  });
  afterEach(async () => {
    await Promise.all(watching.map((one) => one.stop()));
    await ports.close();
    await graph.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is found by its readers alone, from its first document on without the sample company', async () => {
    await ports.customers.save({ customerId: 'sample-1' }, 'sample');
    await loadSampleCompany(ports);
    put('a', 'The cancellation fee is 40 euros.', teamReads);

    watch();
    await until(async () => (await files()).join() === 'a.md');

    assert.deepEqual([await found(['team']), await found([])], [['a.md'], []]);
    assert.equal(await ports.customers.find('sample-1'), undefined);
  });

  it('is closed to those who lost it, without a change of its own, and gone when it is deleted', async () => {
    put('a', 'The cancellation fee is 40 euros.', teamReads);
    put('b', 'The cancellation period is a month.', teamReads);
    watch();
    await until(async () => (await files()).length === 2);

    graph.permit('a', linked);
    await until(async () => (await files()).join() === 'b.md');
    graph.remove('b');

    await until(async () => (await files()).length === 0);
    assert.deepEqual(graph.broken, []);
  });

  it('is shared by two processes', async () => {
    for (const id of ['a', 'b', 'c']) put(id, `Text of ${id}.`, teamReads);

    watch();
    watch();
    await until(async () => (await files()).length === 3);

    assert.deepEqual(graph.calls.filter((call) => call.endsWith('/content')).length, 3);
  });

  it('is told by the doctor: when it was looked at, what is refused, what nobody may read, what is missing', async () => {
    const never = await doctor();
    put('a', 'Text.', teamReads);
    put('b', '\u0000\u0001', teamReads);
    put('c', 'Text.', linked);
    watch();
    await until(async () => (await ports.followed.items(ports.sources[0]!.sourceId)).some(({ state }) => state === 'refused')); // prettier-ignore
    await watching.pop()?.stop();
    const lines = await doctor();
    graph.faults.set('/v1.0/', 403);
    const away = await doctor();

    assert.match(never[0]!, /^warn .*never looked at/);
    assert.match(lines[0]!, /^ok .*answers; last looked at 20.*: 1 documents read, 0 to read, 1 refused, 1 closed/);
    assert.match(lines[1]!, /^warn .*holds 1 that cannot be read: b\.md: [A-Z]/);
    assert.match(lines[2]!, /^warn .*holds 1 that nobody may read here: c\.md: It opens to nobody by sharing links\./);
    assert.match(away[0]!, /^fail .*403: give the identity the application permission Sites\.Selected/);
  });

  it('is written into the audit log before anything is read, and with what became of it', async () => {
    const written: string[] = [];
    const audit = { ...ports.audit, write: async ({ what, result }: { what: string; result: string }) => void written.push(`${what} ${result}`) }; // prettier-ignore
    put('a', 'Text.', teamReads);
    ports = { ...ports, audit };

    watch();
    await until(async () => written.length === 2);

    const name = 'SharePoint library /sites/kb/Shared Documents';
    assert.deepEqual(written, [`${name}: changes begun`, `${name}: 1 documents, 0 unchanged, 0 failed, 0 forgotten done`]); // prettier-ignore
  });

  function watch(): void {
    watching.push(watchSources(SOON_MS, ports));
  }

  function put(id: string, content: string, permissions: readonly object[]): void {
    graph.put({ id, name: `${id}.md`, parentId: 'root', content, permissions });
  }

  function library({ clock }: Ports) {
    const access = {
      ...{ service: 'Microsoft Graph', graphUrl: graph.url, adviceFor: graphAdvice },
      token: () => Promise.resolve(graph.token),
    };
    const download = async (address: string): Promise<Uint8Array> => {
      const bytes = graph.contentAt(address);
      if (bytes === undefined) throw new CannotDownload('status');
      return bytes;
    };
    const groups = [{ name: 'team', id: TEAM }];
    return sharePointLibrary({ library: LIBRARY, groups, access }, { downloads: { download }, clock });
  }

  async function doctor(): Promise<string[]> {
    const checks = await knowledgeSources(ports, SOON_MS);
    return checks.map(({ state, detail }) => `${state} ${detail}`);
  }

  async function files(): Promise<string[]> {
    return (await ports.knowledge.listDocuments()).map(({ file }) => file);
  }

  async function found(groups: readonly string[]): Promise<string[]> {
    await ports.index.ready();
    const passages = await ports.index.search({ text: 'cancellation fee', groups, top: 5, now: new Date() });
    return passages.map(({ passage }) => passage.file);
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
