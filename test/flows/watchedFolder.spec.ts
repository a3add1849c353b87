import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connector, startConnector } from '../support/connector.ts';
import { type EarpieceProcess, runCommand, startEarpiece } from '../support/earpieceProcess.ts';
import { aMessage } from '../support/house.ts';

describe('a bot with KNOWLEDGE_DIR', () => {
  let folder: string;
  let connector: Connector;
  let environment: NodeJS.ProcessEnv;
  const running: EarpieceProcess[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-watched-'));
    connector = await startConnector();
    environment = { DATA_DIR: join(folder, 'data'), KNOWLEDGE_DIR: join(folder, 'knowledge') };
  });
  after(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ exited }) => exited));
    await connector.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is ready before the folder exists, and two of them on one database answer from what is put there', async () => {
    const [first, second] = [await start(), await start()];
    const before = await ask(first, 'how much is the late payment fee');

    await mkdir(join(folder, 'knowledge'));
    await writeFile(join(folder, 'knowledge', 'fees.md'), '# Fees\n\nThe late payment fee is £7.50.\n');
    await untilAnswer(first, /£7\.50/);
    await untilAnswer(second, /£7\.50/);

    assert.doesNotMatch(before, /£7\.50/);
  }).timeout(90_000);

  it('answers no more from a document that knowledge.json has taken away', async () => {
    const [first] = running as [EarpieceProcess];
    const rights = JSON.stringify({ documents: [{ file: 'fees.md', groups: ['finance'] }] });

    await writeFile(join(folder, 'knowledge', 'knowledge.json'), rights);

    await untilAnswer(first, /^(?!.*£7\.50)/);
    const search = await runCommand(['search', 'late payment fee', '--groups', 'finance', '--json'], environment);
    assert.match(search.output, /£7\.50|"passages":\[\]/);
  }).timeout(90_000);

  it('ends at once when told to, with a folder it is following', async () => {
    const [first, second] = running as [EarpieceProcess, EarpieceProcess];

    first.child.kill('SIGTERM');
    second.child.kill('SIGTERM');

    assert.deepEqual(await Promise.all([first.exited, second.exited]), [0, 0]);
  });

  async function start(): Promise<EarpieceProcess> {
    const started = await startEarpiece('src/main.ts', environment);
    running.push(started);
    return started;
  }

  async function ask({ port }: EarpieceProcess, text: string): Promise<string> {
    await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aMessage(connector.url, { text })),
    });
    return (await connector.nextMessage()).text ?? '';
  }

  async function untilAnswer(bot: EarpieceProcess, answer: RegExp): Promise<void> {
    while (!answer.test(await ask(bot, 'how much is the late payment fee')))
      await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
