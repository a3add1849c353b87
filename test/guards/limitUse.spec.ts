import assert from 'node:assert/strict';
import { sqlUseMeter } from '../../src/adapters/sql/sqlUseMeter.ts';
import { limitUse, type RateRefusal } from '../../src/guards/limitUse.ts';
import type { UseMeter } from '../../src/ports/useMeter.ts';
import { type FreshDatabase, freshSqlite } from '../support/databases.ts';

const NOON = new Date('2026-11-02T12:00:00Z');

describe('the limit of uses', () => {
  let place: FreshDatabase;
  let uses: UseMeter;
  const errors: string[] = [];
  const log = {
    debug: () => 0,
    info: () => 0,
    warn: () => 0,
    error: (_: object, text: string) => void errors.push(text),
  };
  beforeEach(async () => {
    place = await freshSqlite();
    uses = sqlUseMeter(await place.open());
  });
  afterEach(() => place.remove());

  const limits = { perMinute: 10, globalPerMinute: 20 };
  const ask = (agentId: string, kind: 'question' | 'search' = 'question'): Promise<RateRefusal | undefined> =>
    limitUse({ agentId, kind }, limits, { uses, log, clock: { now: () => NOON } });
  const askOften = async (agentId: string, times: number) => {
    const refusals: (RateRefusal | undefined)[] = [];
    for (let time = 0; time < times; time += 1) refusals.push(await ask(agentId));
    return refusals;
  };

  it('refuses what one person asks beyond their own, and says when to ask again', async () => {
    const refusals = await askOften('ada', 11);

    assert.deepEqual(refusals.slice(0, 10), new Array(10).fill(undefined));
    assert.deepEqual(refusals[10], { refused: 'rate', whose: 'own', roomAt: new Date(NOON.getTime() + 6000) });
  });

  it('never makes others pay for what one person was refused', async () => {
    await askOften('ada', 200);

    const ben = await askOften('ben', 10);

    assert.deepEqual(ben, new Array(10).fill(undefined));
  });

  it('slows the loud and not the quiet when all together ask too much', async () => {
    await askOften('ada', 10);
    await askOften('ben', 10);

    const carla = await askOften('carla', 5);

    assert.deepEqual(
      carla.map((refusal) => refusal?.whose),
      [undefined, undefined, undefined, 'everybody', 'everybody'],
    );
  });

  it('lets people search as they type', async () => {
    const searches = await Promise.all(Array.from({ length: 20 }, () => ask('ada', 'search')));

    assert.ok(searches.every((refusal) => refusal === undefined));
    assert.equal(await ask('ada'), undefined);
  });

  it('lets everything through while nobody can count, and says so in the log', async () => {
    uses = { ...uses, use: () => Promise.reject(new Error('the database is away')) };

    const refusals = await askOften('ada', 30);

    assert.ok(refusals.every((refusal) => refusal === undefined));
    assert.equal(errors.length, 30);
  });
});
