import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { leftOutWith, readFreshCalls, readOwnCalls } from '../../bench/evaluate/detection/callSets.ts';
import { examplesOf, fitDetector } from '../../bench/evaluate/detection/callTrack.ts';
import { misheard } from '../../bench/evaluate/detection/recognitionErrors.ts';
import { trainedModel } from '../../src/detection/scamModel.ts';

describe('training the scam detector', () => {
  it('gives the same weights from the same calls', async () => {
    const calls = (await readOwnCalls()).slice(0, 24);
    const examples = calls.flatMap((call) => examplesOf(call, 1));

    const [one, other] = [fitDetector(examples), fitDetector(examples)];

    assert.deepEqual([...one], [...other]);
    assert.ok(one.some((weight) => weight > 0.1));
  });

  it('reaches no database, no settings and no adapter', async () => {
    const reached = await importsOf(path.resolve('bench/trainDetector.ts'));

    assert.ok(reached.some((file) => file.includes('detection')));
    assert.deepEqual(
      reached.filter((file) => /src\/(adapters|wiring|ports|calls|alerts)\//.test(file)),
      [],
    );
  });

  it('keeps twins in one half and holds the other out', async () => {
    const calls = await readOwnCalls();

    const halves = Map.groupBy(calls, ({ group }) => group);

    assert.ok([...halves.values()].every((twins) => new Set(twins.map(({ part }) => part)).size === 1));
    assert.equal(calls.filter(({ part }) => part === 'held-out').length, 128);
  });

  it('has the held-out fresh calls as they were frozen', async () => {
    const folder = 'data/calls/fresh-held-out';
    const frozen = '6812e23e5ec0f4ea904d7c6d2de0feaa5a0d0dc6d7b795d712c9001af45262f2';

    const hash = createHash('sha256');
    for (const name of (await readdir(folder)).sort()) hash.update(await readFile(path.join(folder, name)));

    assert.equal(hash.digest('hex'), frozen);
    assert.ok((await readFile('data/calls/README.md', 'utf8')).includes(frozen));
  });

  it('keeps the stories of held-out fresh calls out of what judges them', async () => {
    const calls = await readFreshCalls();

    const heldOut = calls.filter(({ part }) => part === 'held-out');

    assert.equal(heldOut.length, 80);
    const helpline = heldOut.find(({ family }) => family === 'computer-helpline');
    const support = calls.find(({ family }) => family === 'remote-support');
    assert.ok(helpline !== undefined && support !== undefined);
    assert.equal(leftOutWith(helpline), leftOutWith(support));
  });

  it('leaves a model of the present rules that stays under two megabytes', async () => {
    const bytes = (await readFile('src/detection/scamModel.json')).byteLength;

    assert.ok(trainedModel().levels.watch < trainedModel().levels.warn);
    assert.ok(bytes < 2_000_000);
  });

  it('mishears the same words every time', async () => {
    const calls = (await readOwnCalls()).slice(0, 4);
    const [call] = calls;
    assert.ok(call !== undefined);

    const [one, other] = [misheard(calls, 0.2)(call), misheard(calls, 0.2)(call)];

    assert.deepEqual(one.turns, other.turns);
    assert.notDeepEqual(one.turns, misheard(calls, 0.05)(call).turns);
  });
});

async function importsOf(file: string, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = await readFile(file, 'utf8');
  for (const [, target] of text.matchAll(/from '(\.[^']+\.ts)'/g)) {
    await importsOf(path.resolve(path.dirname(file), target ?? ''), seen);
  }
  return [...seen];
}
