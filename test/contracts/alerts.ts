import assert from 'node:assert/strict';
import type { RiskyCall } from '../../src/domain/scamAlert.ts';
import type { AlertCards, AlertPlace, Alerts, AlertWork } from '../../src/ports/alerts.ts';
import type { AuditLog } from '../../src/ports/auditLog.ts';
import type { WatchedCalls } from '../../src/ports/watchedCalls.ts';
import { type Open, withStore } from './opened.ts';

/** Alerts with their cards and the audit log they write to. */
export interface OpenedAlerts {
  alerts: Alerts;
  cards: AlertCards;
  watched: Pick<WatchedCalls, 'note' | 'end'>;
  audit: Pick<AuditLog, 'rows' | 'verify'>;
}

const NOON = new Date('2026-11-21T12:00:00.000Z');
const later = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);
const CHANNEL: AlertPlace = { conversationId: '19:a', kind: 'channel' };
const CHAT: AlertPlace = { conversationId: 'chat', kind: 'agent' };

/** What every supplier of Alerts and AlertCards must hold. */
export function describeAlerts(name: string, open: Open<OpenedAlerts>): void {
  withStore(`alerts: ${name}`, open, (opened) => {
    const raise = (over: Partial<RiskyCall> = {}, places: readonly AlertPlace[] = [CHANNEL], store = opened().store) =>
      store.alerts.raise(aRisk(over), { at: NOON, mode: 'live', places, entry: anEntry('raised') });
    const claim = (now = NOON, store = opened().store, worker = 'one'): Promise<readonly AlertWork[]> =>
      store.cards.claim({ worker, now, heldUntil: new Date(now.getTime() + 60_000), most: 50 });
    const send = async (now = NOON): Promise<AlertWork> => {
      const [work] = await claim(now);
      assert.ok(work !== undefined);
      await opened().store.cards.sent(work, { activityId: 'card-1', at: now, mentioned: ['sam'] });
      return work;
    };
    const auditRows = async (): Promise<number> =>
      (await Array.fromAsync(opened().store.audit.rows(new Date(0)))).filter(({ action }) => action === 'alert').length;

    it('keeps one alert for a call, with everything but words', async () => {
      const raised = [await raise({ agentId: 'ada', callerKey: 'hash', direction: 'inbound' }), await raise()];

      assert.deepEqual(raised, ['raised', 'same']);
      assert.deepEqual(await opened().store.alerts.find('call-1'), {
        ...aRisk({ agentId: 'ada', callerKey: 'hash', direction: 'inbound' }),
        ...{ mode: 'live', version: 1, raisedAt: NOON },
      });
      assert.equal(await opened().store.alerts.find('x'), undefined);
      assert.equal(await auditRows(), 1);
    });

    it('is raised once of twenty at the same moment from two processes, with one card and one audit row', async () => {
      const other = await opened().again();

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => raise({}, [CHANNEL], at % 2 ? other : opened().store)),
      );

      assert.equal(outcomes.filter((one) => one === 'raised').length, 1);
      assert.equal((await opened().store.cards.cardsOf('call-1')).length, 1);
      assert.equal(await auditRows(), 1);
      assert.equal((await opened().store.audit.verify()).firstBad, undefined);
    });

    it('knows that its call is over when it is raised after the end, as by a worker that is behind', async () => {
      await opened().store.watched.note('call-1', {}, NOON);
      await opened().store.watched.end('call-1', later(5));

      await raise();

      assert.deepEqual((await opened().store.alerts.find('call-1'))?.endedAt, later(5));
    });

    it('knows that its call is over when it is raised at the moment of the end', async () => {
      const { store } = opened();
      const calls = Array.from({ length: 20 }, (_, at) => `call-${at}`);
      for (const callId of calls) await store.watched.note(callId, {}, NOON);

      await Promise.all(
        calls.flatMap((callId) => [
          raise({ callId }),
          store.watched.end(callId, later(5)).then(() => store.alerts.callEnded(callId, later(5))),
        ]),
      );

      const ends = await Promise.all(calls.map(async (callId) => (await store.alerts.find(callId))?.endedAt));
      assert.deepEqual(ends, Array(20).fill(later(5)));
    });

    it('rises once, and takes in further reasons but none that it knew', async () => {
      await raise();
      const signals = [...aRisk().signals, { name: 'secrecy', turn: 9 }];

      const told = [
        await raise({ turns: 9, signals, score: 0.5 }),
        await raise({ turns: 9, signals }),
        await raise({ turns: 10, signals, level: 'scam', score: 0.999 }),
        await raise({ turns: 10, signals, level: 'scam' }),
        await raise({ turns: 4 }),
      ];

      const alert = await opened().store.alerts.find('call-1');
      assert.deepEqual(told, ['updated', 'same', 'risen', 'same', 'same']);
      assert.deepEqual([alert?.level, alert?.turns, alert?.score, alert?.version], ['scam', 10, 0.999, 3]);
      assert.deepEqual([alert?.risenAt, alert?.signals, await auditRows()], [NOON, signals, 2]);
    });

    it('is told once it rises above what was only counted, with its cards and an audit row of its own', async () => {
      const { alerts } = opened().store;
      const quiet = { at: NOON, mode: 'shadow', places: [], entry: anEntry('counted') } as const;
      const loud = { at: later(60), mode: 'live', places: [CHANNEL], entry: anEntry('told') } as const;

      const told = [
        await alerts.raise(aRisk({ score: 0.6 }), quiet),
        await alerts.raise(aRisk({ score: 0.9, turns: 9 }), loud),
        await alerts.raise(aRisk({ score: 0.7, turns: 10 }), quiet),
        await alerts.raise(aRisk({ score: 0.9, turns: 9 }), loud),
      ];

      const alert = await alerts.find('call-1');
      assert.deepEqual(told, ['raised', 'raised', 'updated', 'same']);
      assert.deepEqual([alert?.mode, alert?.score, alert?.raisedAt], ['live', 0.9, later(60)]);
      assert.deepEqual([(await opened().store.cards.cardsOf('call-1')).length, await auditRows()], [1, 2]);
    });

    it('stays counted when its call is over before it rises', async () => {
      const { alerts } = opened().store;
      await alerts.raise(aRisk({}), { at: NOON, mode: 'shadow', places: [], entry: anEntry('counted') });
      await alerts.callEnded('call-1', later(5));

      await raise({ score: 0.99 });

      assert.equal((await alerts.find('call-1'))?.mode, 'shadow');
    });

    it('takes a second opinion once, while it is open, and shows it anew', async () => {
      const { alerts } = opened().store;
      await raise();

      const noted = [await alerts.noteOpinion('call-1', 'uncertain'), await alerts.noteOpinion('call-1', 'uncertain')];
      const found = await alerts.find('call-1');
      const end = {
        callId: 'call-1',
        at: later(9),
        entry: anEntry('closed'),
        outcome: 'scam',
        closedBy: 'sam',
      } as const;
      await alerts.close(end);

      assert.deepEqual(noted, [true, false]);
      assert.deepEqual([found?.secondOpinion, found?.version, found?.level], ['uncertain', 2, 'warn']);
      assert.equal(await alerts.noteOpinion('call-1', 'scam'), false);
      assert.equal(await alerts.noteOpinion('unheard-of', 'scam'), false);
    });

    it('is never opened again once it has ended', async () => {
      await raise();
      const end = { callId: 'call-1', at: later(9), entry: anEntry('closed'), outcome: 'legitimate' } as const;
      const ends = [
        await opened().store.alerts.close({ ...end, closedBy: 'sam' }),
        await opened().store.alerts.close({ ...end, closedBy: 'sofia', outcome: 'scam' }),
      ];
      const ended = await opened().store.alerts.find('call-1');

      const told = [await raise(), await raise({ level: 'scam', turns: 90 })];

      assert.deepEqual(
        [ends, told],
        [
          [true, false],
          ['closed', 'closed'],
        ],
      );
      assert.deepEqual(await opened().store.alerts.find('call-1'), ended);
      assert.deepEqual([ended?.outcome, ended?.closedBy, ended?.closedAt], ['legitimate', 'sam', later(9)]);
      const [card] = await opened().store.cards.cardsOf('call-1');
      assert.deepEqual([card?.state, card?.problem], ['cancelled', 'closed']);
    });

    it('is taken up by one of twenty, and passed on once', async () => {
      const other = await opened().again();
      await raise();
      const change = { callId: 'call-1', at: later(3), entry: anEntry('taken up') };

      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 ? other : opened().store).alerts.acknowledge({ ...change, agentId: `s${at}` }),
        ),
      );
      const second: AlertPlace = { conversationId: '19:b', kind: 'second-channel' };
      const passedOn = [
        await opened().store.alerts.escalate({ ...change, places: [second] }),
        await opened().store.alerts.escalate({ ...change, places: [second] }),
      ];

      assert.equal(taken.filter(Boolean).length, 1);
      assert.deepEqual(passedOn, [true, false]);
      assert.equal(await auditRows(), 3);
      assert.equal((await opened().store.cards.cardsOf('call-1')).length, 2);
    });

    it('gives each card to one process at a time, and again when that one ended with it: then it may be there twice', async () => {
      const other = await opened().again();
      await raise();

      const claims = await Promise.all([claim(), claim(NOON, other, 'two')]);
      const early = await claim(later(59), other, 'two');
      const [again] = await claim(later(61), other, 'two');

      assert.deepEqual(claims.map((some) => some.length).sort(), [0, 1]);
      assert.deepEqual([early.length, again?.card.isUncertain], [0, true]);
      await other.cards.sent(again!, { activityId: 'a', at: NOON, mentioned: [] });
      assert.equal((await other.cards.cardsOf('call-1'))[0]?.possibleDuplicates, 1);
    });

    it('has nothing to do for a card that shows what is true, and an update when more is known', async () => {
      await raise();
      await send();
      const idle = await claim(later(10));
      await raise({ turns: 9, signals: [{ name: 'secrecy', turn: 8 }] });

      const soon = await claim(later(1));
      const [work] = await claim(later(10));
      await opened().store.cards.updated(work!, later(10));

      assert.deepEqual([idle.length, soon.length, work?.card.reply], [0, 0, 'none']);
      assert.deepEqual([work?.card.activityId, work?.alert.version], ['card-1', 2]);
      assert.deepEqual(await claim(later(20)), []);
    });

    it('adds one reply where a card stands when the alert rises, not in the agent’s chat', async () => {
      await raise({}, [CHANNEL, CHAT]);
      for (const work of await claim()) {
        await opened().store.cards.sent(work, { activityId: 'a', at: NOON, mentioned: [] });
      }
      await raise({ level: 'scam', turns: 10 });

      const cards = await opened().store.cards.cardsOf('call-1');
      const [work] = await claim(later(5));
      await opened().store.cards.replied(work!, { at: later(5), mentioned: ['sam', 'sofia'] });

      assert.deepEqual(
        cards.map(({ kind, reply }) => `${kind} ${reply}`),
        ['agent none', 'channel waiting'],
      );
      assert.equal((await opened().store.cards.cardsOf('call-1'))[1]?.reply, 'sent');
      assert.equal(await opened().store.cards.mentionsOf('sofia', NOON), 1);
      assert.equal(await opened().store.cards.mentionsOf('sofia', later(6)), 0);
    });

    it('adds the reply too when the alert rose while its card was on its way', async () => {
      await raise();
      const [work] = await claim();
      await raise({ level: 'scam', turns: 10 });

      await opened().store.cards.sent(work!, { activityId: 'a', at: NOON, mentioned: [] });

      assert.equal((await opened().store.cards.cardsOf('call-1'))[0]?.reply, 'waiting');
    });

    it('adds no reply once somebody is on it', async () => {
      await raise();
      await send();
      await raise({ level: 'scam', turns: 10 });
      await opened().store.alerts.acknowledge({
        ...{ callId: 'call-1', at: later(1), entry: anEntry('taken up') },
        agentId: 'sam',
      });

      assert.equal((await opened().store.cards.cardsOf('call-1'))[0]?.reply, 'cancelled');
    });

    it('puts a card off, gives one up, and pauses a whole conversation', async () => {
      await raise();
      await raise({ callId: 'call-2' });
      const [one, two] = await claim();
      await opened().store.cards.putOff(one!, { dueAt: later(5), isUncertain: true, counts: true });
      await opened().store.cards.giveUp(two!, 'gone');
      await opened().store.cards.pause('19:a', later(30));

      const early = await claim(later(29));
      const [again] = await claim(later(30));

      assert.deepEqual([early, again?.card.attempts, again?.card.isUncertain], [[], 1, true]);
      const [given] = await opened().store.cards.cardsOf(two!.card.callId);
      assert.deepEqual([given?.state, given?.problem], ['failed', 'gone']);
    });

    it('joins the calls of one caller without anything that was said', async () => {
      const { alerts, watched } = opened().store;
      for (const [at, callId] of ['a', 'b', 'c'].entries()) {
        await watched.note(callId, { callerKey: 'hash', lineKey: `line-${at % 2}` }, later(90 * at));
      }
      await watched.note('d', { callerKey: 'another' }, NOON);
      await raise({ callId: 'a', callerKey: 'hash' });
      await raise({ callId: 'b', callerKey: 'hash' });
      const end = { callId: 'b', at: later(1), entry: anEntry('closed'), outcome: 'scam', closedBy: 'sam' } as const;
      await alerts.close(end);

      const none = { calls: 0, lines: 0, minutes: 0 };
      assert.deepEqual(await alerts.campaignOf('hash', NOON), {
        calls: 3,
        lines: 2,
        minutes: 3,
        alerts: 2,
        confirmed: 1,
      });
      assert.deepEqual(await alerts.campaignOf('hash', later(500)), { ...none, alerts: 0, confirmed: 0 });
    });

    it('lists what nobody has taken up and what has no outcome, and forgets old alerts with their cards', async () => {
      await raise({ callId: 'a' });
      await raise({ callId: 'b' });
      const change = { at: later(1), entry: anEntry('x') };
      await opened().store.alerts.acknowledge({ ...change, callId: 'a', agentId: 'sam' });
      await opened().store.alerts.callEnded('b', later(2));

      const ids = (some: readonly { callId: string }[]): string[] => some.map(({ callId }) => callId);
      assert.deepEqual(ids(await opened().store.alerts.unheeded(later(1), 9)), ['b']);
      assert.deepEqual(ids(await opened().store.alerts.open(later(1), 9)), ['a', 'b']);
      assert.deepEqual(ids(await opened().store.alerts.since(NOON, 9)), ['a', 'b']);
      assert.deepEqual((await opened().store.alerts.find('b'))?.endedAt, later(2));
      assert.deepEqual([await opened().store.alerts.prune(NOON), await opened().store.alerts.prune(later(1))], [0, 2]);
      assert.deepEqual(await opened().store.cards.cardsOf('a'), []);
    });
  });
}

function aRisk(over: Partial<RiskyCall> = {}): RiskyCall {
  return {
    ...{ callId: 'call-1', level: 'warn', score: 0.985, alertTurn: 6, turns: 7, queue: 'billing' },
    signals: [{ name: 'email-replaced', turn: 2 }],
    ...over,
  };
}

function anEntry(reason: string) {
  const what = { action: 'alert', what: 'call call-1', result: 'done' } as const;
  return { at: NOON, who: 'earpiece', ...what, reason, correlationId: 'call-1' };
}
