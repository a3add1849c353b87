import assert from 'node:assert/strict';
import type { Telemetry } from '../../src/ports/telemetry.ts';
import type { ToldTelemetry } from '../support/telemetry/told.ts';

/** One adapter with somebody who is told. `told` is asked after `close`, and makes an end of everything. */
export interface ToldBy {
  telemetry: Telemetry;
  told(): Promise<ToldTelemetry>;
}

/** What holds for everybody who hands figures and steps on. A histogram is told by how many values it has. */
export function telemetryContract(open: () => Promise<ToldBy>): void {
  it('hands figures on with their facts', async () => {
    const { telemetry, told } = await open();

    telemetry.count('earpiece.model.tokens', { direction: 'input' }, 30);
    telemetry.count('earpiece.model.tokens', { direction: 'input' }, 12);
    telemetry.record('earpiece.search.seconds', 0.2, { outcome: 'found' });
    telemetry.record('earpiece.search.seconds', 0.3, { outcome: 'found' });
    telemetry.watch('earpiece.calls.open', () => [{ value: 7, facts: { source: 'siprec' } }]);
    await telemetry.close();

    const { figures } = await told();
    assert.deepEqual(figuresOf('earpiece.model.tokens', figures), [[{ direction: 'input' }, 42]]);
    assert.deepEqual(figuresOf('earpiece.search.seconds', figures), [[{ outcome: 'found' }, 2]]);
    assert.deepEqual(figuresOf('earpiece.calls.open', figures), [[{ source: 'siprec' }, 7]]);
  });

  it('says nothing beside a figure but words of our own', async () => {
    const { telemetry, told } = await open();
    const slip = { outcome: 'Ada Lindqvist', customer: 'C-1007' } as unknown as { outcome: 'found' };

    telemetry.record('earpiece.search.seconds', 0.2, slip);
    await telemetry.close();

    const { figures } = await told();
    assert.deepEqual(figuresOf('earpiece.search.seconds', figures), [[{ outcome: 'other' }, 1]]);
  });

  it('goes without a figure that cannot be looked at', async () => {
    const { telemetry, told } = await open();

    telemetry.watch('earpiece.outbox.dead', () => Promise.reject(new Error('the database is away')));
    telemetry.watch('earpiece.outbox.waiting', () => Promise.resolve([{ value: 3, facts: {} }]));
    await telemetry.close();

    const { figures } = await told();
    assert.deepEqual(figuresOf('earpiece.outbox.dead', figures), []);
    assert.deepEqual(figuresOf('earpiece.outbox.waiting', figures), [[{}, 3]]);
  });

  it('ties a step, and the one around it, to the audit log', async () => {
    const { telemetry, told } = await open();

    const found = await telemetry.step('turn', () =>
      telemetry.step('search', async () => {
        await new Promise((resolve) => setImmediate(resolve));
        telemetry.correlate('0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10');
        return 'a passage';
      }),
    );
    await telemetry.close();

    assert.equal(found, 'a passage');
    const { steps } = await told();
    const ids = ['0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10'];
    assert.deepEqual(
      steps.map(toldOf).sort((one, other) => one.name.localeCompare(other.name)),
      ['earpiece.search', 'earpiece.turn'].map((name) => ({ name, hasFailed: false, ids })),
    );
  });

  it('hides ids that are not our own, and passes a fault on without its words', async () => {
    const { telemetry, told } = await open();

    const failing = telemetry.step('call.sentence', () => {
      telemetry.correlate('+442079460011@sbc.example');
      return Promise.reject(new Error('Ada said: move the money'));
    });

    await assert.rejects(failing, /move the money/);
    await telemetry.close();
    const everything = await told();
    assert.deepEqual(everything.steps.map(toldOf), [
      { name: 'earpiece.call.sentence', hasFailed: true, ids: ['hidden'] },
    ]);
    assert.doesNotMatch(JSON.stringify(everything), /442079460011|money|Ada/);
  });
}

function figuresOf(name: string, figures: ToldTelemetry['figures']): [Record<string, string>, number][] {
  return figures.filter((figure) => figure.name === name).map(({ facts, value }) => [facts, value]);
}

function toldOf({ name, hasFailed, ids }: ToldTelemetry['steps'][number]) {
  return { name, hasFailed, ids };
}
