import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import type { ScamAlert } from '../../src/domain/scamAlert.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { describeOnDatabases, type FreshDatabase } from '../support/databases.ts';
import { aMessage, anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';
import { channelChat, ownChat, RISING_CALL, say } from '../support/risingCall.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
const CHANNEL = '19:alerts@thread.tacv2';
const START = new Date('2026-11-01T09:00:00Z');
const DAY_MS = 86_400_000;

describeOnDatabases((name, fresh) => {
  describe(`how many alerts supervisors want: ${name}`, () => {
    let place: FreshDatabase;
    let house: House;
    let now: Date;
    beforeEach(async () => {
      now = START;
      place = await fresh();
      house = await open('shadow');
    });
    afterEach(async () => {
      await house.close();
      await place.remove();
    });

    const open = (mode: string): Promise<House> =>
      startHouse({
        ...{ people: [anAgent, sam], place, clock: { now: () => now } },
        ...{ alertsEveryMs: 10, callsEveryMs: 10, environment: { ALERT_MODE: mode } },
      });
    const press = async (data: object, over: Partial<IncomingActivity>): Promise<string> => {
      const { verb, ...rest } = data as { verb: string };
      const value = { action: { type: 'Action.Execute', verb, data: rest } };
      return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over }))).body;
    };
    const until = async (isTrue: () => Promise<boolean> | boolean): Promise<void> => {
      while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    /** One alert a day for ten days, the later the riskier. */
    const count = async (): Promise<void> => {
      for (let day = 0; day < 10; day += 1) {
        now = new Date(START.getTime() + day * DAY_MS);
        await raise(`call-${day}`, 0.6 + day / 40);
      }
    };
    const raise = async (callId: string, score: number): Promise<void> => {
      const entry = {
        at: now,
        who: 'earpiece',
        action: 'alert',
        what: callId,
        result: 'done',
        correlationId: '',
      } as const;
      const signals = [{ name: 'code-request', turn: 3 }];
      const risky = { callId, level: 'warn', score, alertTurn: 3, turns: 4, signals, queue: 'Billing' } as const;
      await house.ports.alerts.raise(risky, { at: now, mode: 'shadow', places: [], entry });
    };
    const modeOf = async (callId: string): Promise<ScamAlert['mode'] | undefined> =>
      (await house.ports.alerts.find(callId))?.mode;

    it('is chosen from what there would have been, by supervisors alone, and written down', async () => {
      await count();

      const shown = JSON.stringify(await house.say('alerts review', ownChat(sam)));
      const refused = await house.say('alerts review', ownChat(anAgent));
      const pressed = await press({ verb: 'chooseAlertBudget', perShift: '0.5' }, ownChat(anAgent));
      const saved = await press({ verb: 'chooseAlertBudget', queue: '', perShift: '0.5' }, ownChat(sam));
      const odd = await press({ verb: 'chooseAlertBudget', queue: '', perShift: '0.7' }, ownChat(sam));

      assert.match(shown, /You would have had 0\.\d+ alerts a shift/);
      assert.match(shown, /· Billing · Possible scam.*Asks for a one-time code · call-9/);
      assert.match(refused.text ?? '', /Only supervisors/);
      assert.match(pressed, /Only supervisors/);
      assert.match(saved, /Saved: at most 0\.5 alerts a shift/);
      assert.match(odd, /Please choose/);
      assert.deepEqual(
        (await house.ports.alertBudgets.list()).map(({ queue, perShift, setBy }) => [queue, perShift, setBy]),
        [['', 0.5, sam.agentId]],
      );
      const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
      assert.deepEqual(
        rows
          .filter(({ what }) => what.startsWith('alert'))
          .map(({ action, result }) => [action, result])
          .sort(),
        [
          ['refusal', 'refused'],
          ['refusal', 'refused'],
          ['settings.changed', 'done'],
        ],
      );
    });

    it('holds back what is below, over a restart, and tells it when its call becomes more certain', async () => {
      const threshold = 0.999;
      const entry = { at: now, who: sam.agentId, action: 'settings.changed', what: 'x', result: 'done' } as const;
      const budget = { queue: '', perShift: 1, threshold, setBy: sam.agentId, setAt: now };
      await house.ports.alertBudgets.choose(budget, { ...entry, correlationId: '' });
      await house.close();
      house = await open('live');
      await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));

      await postEvents(house, aCallStart({ callId: 'call-1', at: now.toISOString() }));
      await say(house, 'call-1', { to: RISING_CALL.warn });
      await until(async () => (await modeOf('call-1')) !== undefined);
      const [before, cardsBefore] = [await modeOf('call-1'), await house.ports.alertCards.cardsOf('call-1')];
      await house.ports.alertBudgets.choose({ ...budget, threshold: 0.5 }, { ...entry, correlationId: '' });
      await say(house, 'call-1', { from: RISING_CALL.warn + 1, to: 10 });
      await until(async () => (await modeOf('call-1')) === 'live');

      assert.deepEqual([before, cardsBefore], ['shadow', []]);
      await until(async () => (await house.ports.alertCards.cardsOf('call-1'))[0]?.state === 'sent');
    });

    it('is asked of the channel that wants alerts once the silent days are over, once', async () => {
      await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
      await count();
      const early = house.connector.calls.filter(({ body }) => /looked at again/.test(body.text ?? ''));

      now = new Date(START.getTime() + 14 * DAY_MS);
      const asked = () => house.connector.calls.filter(({ body }) => /looked at again/.test(body.text ?? ''));
      await until(() => asked().length > 0);
      await house.close();
      const calls = asked();
      house = await open('shadow');
      await house.say('hello', ownChat(sam));

      assert.equal(early.length, 0);
      assert.deepEqual([calls.length, calls[0]?.path], [1, `/v3/conversations/${CHANNEL}/activities`]);
      assert.equal(asked().length, 0);
    });

    it('is not asked in a channel that takes no alerts', async () => {
      await house.post(aMessage(house.connector.url, { text: 'alerts review', ...channelChat(CHANNEL, sam) }));

      assert.match((await house.connector.nextMessage()).text ?? '', /in your own chat/);
    });
  });
});
