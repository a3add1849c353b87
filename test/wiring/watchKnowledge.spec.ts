import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../src/wiring/connectPorts.ts';
import { loadSampleCompany } from '../../src/wiring/sampleCompany.ts';
import { watchKnowledge } from '../../src/wiring/watchKnowledge.ts';

describe('the watched folder', () => {
  let folder: string;
  let ports: Ports;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-watched-'));
    await mkdir(join(folder, 'knowledge'));
    const quiet = (): void => undefined;
    ports = await connectPorts(readConfig({ DATA_DIR: join(folder, 'data') }), {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: quiet,
    });
  });
  afterEach(async () => {
    await ports.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('makes the whole sample company leave for good with the first own document', async () => {
    await ports.customers.save({ customerId: 'sample-1' }, 'sample');
    await loadSampleCompany(ports);

    const watching = watchKnowledge(join(folder, 'knowledge'), ports);
    await writeFile(join(folder, 'knowledge', 'fees.md'), 'The late fee is £7.50.');
    await until(async () => (await files()).join() === 'fees.md');
    await watching.stop();

    assert.equal(await ports.customers.find('sample-1'), undefined);
    assert.equal(await loadSampleCompany(ports), 0);
  });

  it('leaves the sample company alone while the folder holds nothing to read', async () => {
    await writeFile(join(folder, 'knowledge', 'broken.pdf'), 'no PDF');
    const samples = await loadSampleCompany(ports);

    const watching = watchKnowledge(join(folder, 'knowledge'), ports);
    await watching.stop();

    assert.equal((await files()).length, samples);
  });

  it('is none when KNOWLEDGE_DIR is not set', async () => {
    const watching = watchKnowledge(undefined, ports);
    await watching.stop();

    assert.deepEqual(await files(), []);
  });

  async function files(): Promise<string[]> {
    return (await ports.knowledge.listDocuments()).map(({ file }) => file);
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
