import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connector, startConnector } from '../support/connector.ts';
import { type EarpieceProcess, runCommand, startEarpiece } from '../support/earpieceProcess.ts';
import { aMessage, anInvoke } from '../support/house.ts';

describe('the process', () => {
  let folder: string;
  let connector: Connector;
  let environment: NodeJS.ProcessEnv;
  const running: EarpieceProcess[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-process-'));
    connector = await startConnector();
    environment = { DATA_DIR: join(folder, 'data') };
    await mkdir(join(folder, 'knowledge'));
    await writeFile(
      join(folder, 'knowledge', 'fees.md'),
      '# Fees\n\n## Late payment\n\nThe late payment fee is £7.50.\n',
    );
    const ingest = await runCommand(['ingest', join(folder, 'knowledge'), '--json'], environment);
    assert.equal(ingest.code, 0, ingest.errors);
  });
  after(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await connector.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (over: NodeJS.ProcessEnv = {}): Promise<EarpieceProcess> => {
    const started = await startEarpiece('src/main.ts', { ...environment, ...over });
    running.push(started);
    return started;
  };
  const post = (port: number, activity: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });

  it('loses nothing stored when it is killed and started again', async () => {
    const first = await start();
    await post(first.port, aMessage(connector.url, { text: 'how much is the late payment fee' }));
    const answer = await connector.nextMessage();
    const data = (answer.attachments?.[0]?.content.actions as { data: object }[])[0]?.data;
    first.child.kill('SIGKILL');
    await first.exited;

    const second = await start();
    const value = { action: { type: 'Action.Execute', verb: 'openSource', data } };
    const opened = await (await post(second.port, anInvoke(connector.url, 'adaptiveCard/action', { value }))).text();

    assert.match(answer.text ?? '', /£7\.50/);
    assert.match(opened, /The late payment fee is £7\.50/);
    second.child.kill('SIGKILL');
    await second.exited;
  });

  it('finishes the turns it has accepted when it is told to stop', async () => {
    const house = await start();
    const questions = Array.from({ length: 20 }, (_, index) =>
      aMessage(connector.url, {
        text: 'late payment fee',
        conversation: { id: `c-${index}`, conversationType: 'personal', tenantId: 't' },
      }),
    );
    const statuses = await Promise.all(questions.map((question) => post(house.port, question)));
    house.child.kill('SIGTERM');

    const answers = await Promise.all(questions.map(() => connector.nextMessage()));

    assert.ok(statuses.every(({ status }) => status === 200));
    assert.equal(answers.filter(({ text }) => text?.includes('£7')).length, 20);
    assert.equal(await house.exited, 0);
  });

  it('refuses to start in production without authentication, naming what is missing', async () => {
    const house = await start({ NODE_ENV: 'production' });

    assert.equal(await house.exited, 2);
    assert.match(house.errors(), /BOT_ID is missing/);
  });

  it('turns away everybody without a token once it has a bot id', async () => {
    const guid = '11111111-2222-4333-8444-555555555555';
    const house = await start({
      DATA_KEY: `main:${Buffer.alloc(32, 7).toString('base64')}`,
      DATA_DIR: join(folder, 'registered'),
      BOT_ID: guid,
      BOT_TYPE: 'SingleTenant',
      BOT_TENANT_ID: guid,
      BOT_PASSWORD: 'not-a-real-secret',
      HOST: '127.0.0.1',
    });
    const teams = 'https://smba.trafficmanager.net/emea/';
    const inTenant = { channelData: { tenant: { id: guid } } };

    const missing = await post(house.port, aMessage(teams, inTenant));
    const local = await post(house.port, aMessage(connector.url, inTenant));
    const foreign = await post(house.port, aMessage(teams));

    assert.deepEqual([missing.status, local.status, foreign.status], [401, 403, 403]);
    house.child.kill('SIGKILL');
    await house.exited;
  });

  it('says which port is taken instead of dying with a stack', async () => {
    const port = Number(new URL(connector.url).port);
    const house = await start({ PORT: String(port) });

    assert.equal(await house.exited, 1);
    assert.match(house.errors(), /could not start:.*\d+/);
    assert.doesNotMatch(house.errors(), /\n\s+at /);
  });
});
