import assert from 'node:assert/strict';
import type { AgentMoved, CallEvent, CallStarted } from '../../src/domain/call.ts';
import { leaseOf } from '../../src/domain/lease.ts';
import type { LeaseEvent, Leases } from '../../src/ports/leases.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const WRAP_UP_MS = 30 * 60_000;

/** What every supplier of Leases must hold. */
export function describeLeases(name: string, open: Open<Leases>): void {
  withStore(`leases: ${name}`, open, (opened) => {
    const take = (event: LeaseEvent['event'], candidates: string[] = []): Promise<'new' | 'repeat'> =>
      opened().store.take({ event, candidates, heardAt: event.at });
    const holderAt = async (minutes: number): Promise<string | undefined> => {
      const call = await opened().store.find('call-1');
      return call && leaseOf(call, minutesAfterNoon(minutes), WRAP_UP_MS)?.agentId;
    };

    it('knows a call, its customer and its agent once it has started', async () => {
      const outcome = await take(aStart({ agentId: 'ada' }), ['C-1']);

      assert.equal(outcome, 'new');
      assert.deepEqual(await opened().store.find('call-1'), {
        callId: 'call-1',
        direction: 'inbound',
        startedAt: NOON,
        customerId: 'C-1',
        candidates: [],
        agents: [{ agentId: 'ada', assignedAt: NOON }],
      });
      assert.equal(await opened().store.find('call-2'), undefined);
    });

    it('takes the same event in once, whoever hears it how often', async () => {
      const other = await opened().again();
      const told = { event: aStart({ agentId: 'ada' }), candidates: ['C-1'], heardAt: NOON };

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? opened().store : other).take(told)),
      );

      assert.equal(outcomes.filter((outcome) => outcome === 'new').length, 1);
    });

    it('comes to the same in whatever order events arrive', async () => {
      const events = [
        aStart({ agentId: 'ada' }),
        aMove('agent.left', 'ada', 5),
        aMove('agent.assigned', 'ben', 5),
        anEnd(9),
      ];
      const expected = { ada: undefined, ben: 'ben' };

      for (const order of permutations(events)) {
        const callId = `call ${order.map((event) => events.indexOf(event)).join('')}`;
        for (const event of order) await take({ ...event, callId }, event.type === 'call.started' ? ['C-1'] : []);
        const call = await opened().store.find(callId);
        const lease = call && leaseOf(call, minutesAfterNoon(10), WRAP_UP_MS);
        assert.deepEqual(
          [lease?.agentId, lease?.isLive, lease?.customer],
          [expected.ben, false, { kind: 'known', customerId: 'C-1' }],
        );
      }
    });

    it('moves with the call when it is handed over, and leaves nothing with whoever had it', async () => {
      await take(aStart({ agentId: 'ada' }), ['C-1']);
      await take(aMove('agent.assigned', 'ben', 5));

      assert.equal(await holderAt(6), 'ben');
      assert.deepEqual(await callIdsOf(opened().store, 'ada'), ['call-1']);
      assert.deepEqual(await callIdsOf(opened().store, 'ben'), ['call-1']);
    });

    it('ends with the wrap-up, and a second end does not open it again', async () => {
      await take(aStart({ agentId: 'ada' }), ['C-1']);
      await take(anEnd(10));
      await take(anEnd(300));

      assert.deepEqual([await holderAt(39.9), await holderAt(40)], ['ada', undefined]);
    });

    it('takes what is told ahead of its time for now, or a lease would last for days', async () => {
      const ahead = { candidates: [], heardAt: NOON };
      await take(aStart({ agentId: 'ada' }), ['C-1']);
      await opened().store.take({ ...ahead, event: anEnd(24 * 60) });

      assert.deepEqual([await holderAt(29.9), await holderAt(30)], ['ada', undefined]);
    });

    it('does not last longer because somebody takes the call again and again', async () => {
      await take(aMove('agent.assigned', 'ada', 0));
      for (const hours of [6, 11, 13]) await take(aMove('agent.assigned', 'ada', hours * 60));

      assert.equal(await holderAt(13 * 60), undefined);
    });

    it('takes a start that tells more for news, and its like for a repeat', async () => {
      const outcomes = [
        await take(aStart({})),
        await take(aStart({ agentId: 'ada' })),
        await take(aStart({ agentId: 'ada', phone: '07700 900101' }), ['C-1']),
        await take(aStart({ agentId: 'ada', phone: '07700 900101' }), ['C-1']),
      ];

      assert.deepEqual(outcomes, ['new', 'new', 'new', 'repeat']);
      assert.equal((await opened().store.find('call-1'))?.customerId, 'C-1');
    });

    it('gives nobody a lease on a subscriber’s call, whatever else is told of it', async () => {
      await take(aMove('agent.assigned', 'ada', 0));
      await take(aStart({ setting: 'subscriber' }));
      await take(aMove('agent.assigned', 'ben', 1));

      assert.equal(await holderAt(2), undefined);
    });

    it('keeps the customer who is settled, whatever is told later', async () => {
      await take(aStart({ agentId: 'ada' }), ['C-1', 'C-2']);
      const first = await opened().store.identify('call-1', 'C-2');
      const second = await opened().store.identify('call-1', 'C-1');
      await take({ ...aStart({ agentId: 'ada' }), at: minutesAfterNoon(1) }, ['C-3']);

      const call = await opened().store.find('call-1');
      assert.deepEqual([first, second, call?.customerId], ['C-2', 'C-2', 'C-2']);
      assert.deepEqual(call?.candidates, ['C-1', 'C-2']);
      assert.equal(await opened().store.identify('unheard-of', 'C-1'), undefined);
    });

    it('lets one of twenty settle who is calling at the same moment', async () => {
      const other = await opened().again();
      await take(aStart({}), []);

      const settled = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? other : opened().store).identify('call-1', `C-${at}`)),
      );

      assert.equal(new Set(settled).size, 1);
    });

    it('counts tries up to a limit, also those of the same moment', async () => {
      const other = await opened().again();
      await take(aStart({}), []);

      const counted = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? other : opened().store).countTry('call-1', 5)),
      );

      assert.equal(counted.filter(Boolean).length, 5);
      assert.equal(await opened().store.countTry('unheard-of', 5), false);
    });

    it('gives the message of a call to one sender and keeps what became of it', async () => {
      const other = await opened().again();
      await take(aStart({ agentId: 'ada' }), []);
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? other : opened().store).claimMessage('call-1', 'ada', NOON)),
      );
      const shown = { conversationId: 'chat', activityId: 'sent-1' };
      const message = { callId: 'call-1', agentId: 'ada', outcome: 'shown' as const, at: NOON, ...shown };
      const kept = await opened().store.saveMessage(message);

      assert.equal(kept, true);
      assert.equal(claims.filter(Boolean).length, 1);
      assert.deepEqual(await other.messagesOf('call-1'), [message]);
      assert.deepEqual(await other.messagesSince(NOON), [message]);
      assert.deepEqual(await other.messagesSince(minutesAfterNoon(1)), []);
    });

    it('tells that the call of a message was forgotten meanwhile, and keeps nothing of it', async () => {
      const kept = await opened().store.saveMessage({
        callId: 'forgotten',
        agentId: 'ada',
        outcome: 'shown',
        at: NOON,
      });

      assert.equal(kept, false);
      assert.deepEqual(await opened().store.messagesOf('forgotten'), []);
    });

    it('gives a message that could not be sent to one sender again, and one that stands to nobody', async () => {
      const other = await opened().again();
      await take(aStart({ agentId: 'ada' }), []);
      await opened().store.claimMessage('call-1', 'ada', NOON);
      const message = { callId: 'call-1', agentId: 'ada', at: NOON };
      const reclaim = () =>
        Promise.all(
          Array.from({ length: 20 }, (_, at) =>
            (at % 2 ? other : opened().store).reclaimMessage('call-1', 'ada', minutesAfterNoon(1)),
          ),
        );

      const won: number[] = [];
      for (const outcome of ['failed', 'directory-away', 'sending', 'shown', 'withdrawn', 'closed'] as const) {
        await opened().store.saveMessage({ ...message, outcome });
        won.push((await reclaim()).filter(Boolean).length);
      }
      await opened().store.saveMessage({ ...message, outcome: 'failed' });
      await reclaim();

      assert.deepEqual(won, [1, 1, 0, 0, 0, 0]);
      assert.deepEqual(await other.messagesOf('call-1'), [{ ...message, outcome: 'sending', at: minutesAfterNoon(1) }]);
      assert.equal(await opened().store.reclaimMessage('call-1', 'ben', NOON), false);
    });

    it('forgets calls nobody has heard of for long, with everything about them', async () => {
      await take(aStart({ agentId: 'ada' }), ['C-1']);
      await opened().store.claimMessage('call-1', 'ada', NOON);

      assert.equal(await opened().store.prune(NOON), 0);
      assert.equal(await opened().store.prune(minutesAfterNoon(1)), 1);
      assert.equal(await opened().store.find('call-1'), undefined);
      assert.deepEqual(await opened().store.messagesSince(new Date(0)), []);
      assert.deepEqual(await callIdsOf(opened().store, 'ada'), []);
    });
  });
}

function aStart(over: Partial<CallStarted>): CallStarted {
  return {
    type: 'call.started',
    callId: 'call-1',
    at: NOON,
    setting: 'contact-centre',
    direction: 'inbound',
    ...over,
  };
}

function anEnd(minutes: number): Extract<CallEvent, { type: 'call.ended' }> {
  return { type: 'call.ended', callId: 'call-1', at: minutesAfterNoon(minutes) };
}

function aMove(type: AgentMoved['type'], agentId: string, minutes: number): AgentMoved {
  return { type, callId: 'call-1', agentId, at: minutesAfterNoon(minutes) };
}

async function callIdsOf(leases: Leases, agentId: string): Promise<string[]> {
  return (await leases.callsOf(agentId, NOON)).map(({ callId }) => callId);
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}
