import assert from 'node:assert/strict';
import { type CallVerdict, type CallWatch, watchUtterances } from '../../src/calls/watchUtterances.ts';
import type { CallUtterance } from '../../src/domain/call.ts';
import { RISING_CALL } from '../support/risingCall.ts';
import { watchedCallsInMemory } from '../support/watchedCallsFake.ts';

const CANARY = 'quetzalcoatl';
const NOON = new Date('2026-11-21T12:00:00Z');

describe('watchUtterances', () => {
  let now: Date;
  let told: CallVerdict[];
  let isDeaf: boolean;
  let watched: ReturnType<typeof watchedCallsInMemory>;
  beforeEach(() => {
    now = NOON;
    told = [];
    isDeaf = false;
    watched = watchedCallsInMemory();
  });

  const start = (): CallWatch =>
    watchUtterances({
      watched,
      onVerdict: (news) => {
        if (isDeaf) return Promise.reject(new Error('nobody listens'));
        told.push(news);
        return Promise.resolve();
      },
      clock: { now: () => now },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
  const levels = (): string[] => [...new Set(told.map(({ verdict }) => verdict.level))];
  const hear = async (watch: CallWatch, from: number, to: number): Promise<void> => {
    for (let seq = from; seq <= to; seq += 1) await (await watch.take(said(seq))).settled;
  };

  it('tells each level once as it is reached, with what is known of the call', async () => {
    const watch = start();
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound', queue: 'billing' }, NOON);

    await hear(watch, 0, 10);
    await hear(watch, 0, 10);

    assert.deepEqual(levels(), ['watch', 'warn', 'scam']);
    assert.ok(told.every(({ queue }) => queue === 'billing'));
    assert.deepEqual(watch.counts(), { heard: 11, repeated: 11, late: 0, calls: 1 });
  });

  it('comes to the same scores in whatever order sentences arrive', async () => {
    const inOrder = start();
    await hear(inOrder, 0, 8);
    const straight = told.splice(0);
    watched.rows.clear();
    const other = start();

    const settled = [];
    for (const seq of [1, 0, 3, 2, 5, 4, 8, 6, 7]) settled.push((await other.take(said(seq))).settled);
    await Promise.all(settled);

    assert.deepEqual(told.at(-1), straight.at(-1));
  });

  it('goes on in another process from what was saved', async () => {
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound' }, NOON);
    const first = start();
    await hear(first, 0, 5);
    await first.save();

    await hear(start(), 6, 10);

    assert.deepEqual(levels(), ['watch', 'warn', 'scam']);
    assert.ok(Buffer.byteLength(watched.rows.get('call-1')?.detection ?? '') <= 4_096);
  });

  it('saves nothing of a call whose news nobody could be told, and tells them again', async () => {
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound' }, NOON);
    const watch = start();
    await hear(watch, 0, 5);
    await watch.save();
    isDeaf = true;

    const { settled } = await watch.take(said(6));
    await watch.save();
    const before = watched.rows.get('call-1')?.nextSeq;
    isDeaf = false;
    await watch.look();
    await settled;
    await watch.save();

    assert.deepEqual([before, watched.rows.get('call-1')?.nextSeq], [6, 7]);
    assert.equal(levels().at(-1), 'warn');
  });

  it('judges anew what is learned of a call after its first sentences', async () => {
    const watch = start();
    await hear(watch, 0, 1);
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound' }, NOON);
    await watch.save();
    await hear(watch, 2, 2);
    await watch.save();

    const { context } = JSON.parse(watched.rows.get('call-1')?.detection ?? '') as { context: object };

    assert.deepEqual(context, { setting: 'contact-centre', direction: 'inbound' });
  });

  it('hears what waits for a missing sentence when the line is closed', async () => {
    const watch = start();
    await hear(watch, 0, 3);
    const { settled } = await watch.take(said(5));

    await watch.end('call-1');

    assert.equal(await settled, 'heard');
  });

  it('leaves silent calls and goes on with them where they were', async () => {
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound' }, NOON);
    const watch = start();
    await hear(watch, 0, 5);
    now = new Date(NOON.getTime() + 11 * 60_000);
    await watch.look();
    const calls = watch.counts().calls;

    await hear(watch, 5, 10);

    assert.deepEqual([calls, watch.counts().repeated], [0, 1]);
    assert.equal(levels().at(-1), 'scam');
  });

  it('hears a call that is over from one memory to its last sentence, and leaves it then', async () => {
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound' }, NOON);
    await watched.end('call-1', NOON);
    const undisturbed = start();
    await hear(undisturbed, 0, 10);
    const straight = told.splice(0);
    watched.rows.set('call-1', { ...watched.rows.get('call-1')!, nextSeq: -1, level: 'none', detection: '' });
    const watch = start();

    for (let seq = 0; seq <= 10; seq += 1) {
      await hear(watch, seq, seq);
      await watch.save();
      await watch.look();
    }
    now = new Date(NOON.getTime() + 2 * 60_000);
    await watch.look();

    const scores = (some: readonly CallVerdict[]) => some.map(({ verdict }) => verdict.score);
    assert.deepEqual(scores(told), scores(straight));
    assert.equal(watch.counts().calls, 0);
  });

  it('takes nothing while nobody can tell where a call stands', async () => {
    const watch = start();
    watched.isAway = true;
    await assert.rejects(watch.take(said(0)), /away/);
    watched.isAway = false;

    await hear(watch, 0, 8);

    assert.equal(watch.counts().heard, 9);
  });

  it('keeps no word of a call beyond the detector’s counts', async () => {
    await watched.note('call-1', { setting: 'contact-centre', direction: 'inbound' }, NOON);
    const watch = start();
    await hear(watch, 0, 7);
    await (
      await watch.take({ ...said(8), text: `A code will come to you, read me the code now, it is ${CANARY}.` })
    ).settled;
    await watch.save();

    const kept = JSON.stringify([...watched.rows.values(), ...told]);

    assert.match(kept, /code-request/);
    assert.ok(!kept.toLowerCase().includes(CANARY));
  });
});

function said(seq: number): CallUtterance {
  const track = seq % 2 === 0 ? 'caller' : 'callee';
  return { type: 'call.utterance', callId: 'call-1', seq, track, text: RISING_CALL.texts[seq] ?? 'Yes.', at: NOON };
}
