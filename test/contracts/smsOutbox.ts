import assert from 'node:assert/strict';
import type { AuditEntry, AuditLog } from '../../src/ports/auditLog.ts';
import type { NewSms, SmsEnd, SmsOutbox } from '../../src/ports/smsOutbox.ts';
import { type Open, withStore } from './opened.ts';

/** The outbox of SMS with the audit log that it writes to. */
export interface OpenedSmsOutbox {
  smsOutbox: SmsOutbox;
  audit: Pick<AuditLog, 'rows' | 'verify'>;
}

const NOON = new Date('2026-11-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);
const aWarning = (over: Partial<NewSms> = {}): NewSms => ({
  ...{ messageId: 'sms-1', purpose: 'warning', callId: 'call-1', level: 'warn', at: NOON },
  what: { kind: 'send', to: '+447700900123', text: 'Possible scam.', expiresAt: later(600_000) },
  ...over,
});
const anEntry = ({ callId, messageId }: NewSms): AuditEntry => ({
  ...{ at: NOON, who: 'earpiece', action: 'sms', what: `sms ${messageId}`, result: 'begun', correlationId: callId },
});

/** What every supplier of SmsOutbox must hold. */
export function describeSmsOutbox(name: string, open: Open<OpenedSmsOutbox>): void {
  withStore(`SMS outbox: ${name}`, open, (opened) => {
    const add = (sms = aWarning(), { smsOutbox } = opened().store): Promise<boolean> =>
      smsOutbox.add(sms, anEntry(sms));
    const claim = (worker: string, now = NOON, { smsOutbox } = opened().store) =>
      smsOutbox.claim({ worker, now, heldUntil: new Date(now.getTime() + 60_000), most: 10 });
    const settle = (end: SmsEnd, worker = 'one', messageId = 'sms-1') =>
      opened().store.smsOutbox.settle(messageId, { worker, at: NOON, end });
    const stateOf = async (messageId = 'sms-1'): Promise<string> => {
      const { state, problem } = (await opened().store.smsOutbox.find(messageId)) ?? {};
      return problem === undefined ? `${state}` : `${state} ${problem}`;
    };
    const receive = (reference: string, isDelivered: boolean) =>
      opened().store.smsOutbox.receive({ reference, isDelivered, at: NOON });

    it('takes one SMS per call, purpose and level, audited, whichever process asks first', async () => {
      const { store, again } = opened();
      const other = await again();

      const added = await Promise.all(
        Array.from({ length: 10 }, (_, at) => add(aWarning({ messageId: `sms-${at}` }), at % 2 ? other : store)),
      );

      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await claim('one')).length, 1);
      assert.equal((await Array.fromAsync(store.audit.rows(new Date(0)))).length, 1);
      assert.equal((await store.audit.verify()).firstBad, undefined);
    });

    it('gives each SMS to one of two processes, as it was put in', async () => {
      const { store, again } = opened();
      const other = await again();
      await add();

      const taken = await Promise.all([claim('one'), claim('other', NOON, other)]);

      assert.deepEqual(taken.flat(), [
        {
          ...{ messageId: 'sms-1', callId: 'call-1', purpose: 'warning', attempts: 0, since: NOON },
          ...{ to: '+447700900123', text: 'Possible scam.' },
        },
      ]);
      assert.deepEqual(await claim('one', later(59_000), store), []);
    });

    it('never sends again what was claimed and not heard of: it is unknown, and that is audited', async () => {
      await add();
      await claim('killed');

      const again = await claim('two', later(60_000));

      assert.deepEqual([again, await stateOf()], [[], 'unknown']);
      const rows = await Array.fromAsync(opened().store.audit.rows(new Date(0)));
      assert.deepEqual(
        rows.map(({ result, reason }) => [result, reason]),
        [
          ['begun', undefined],
          ['failed', 'unknown'],
        ],
      );
    });

    it('lets one wait that surely did not go out, and fails it when it would come too late', async () => {
      await add();
      await claim('one');

      await settle({ kind: 'put-off', dueAt: later(5_000) });
      const early = await claim('one', later(4_999));
      const due = await claim('one', later(5_000));
      await settle({ kind: 'put-off', dueAt: later(6_000) });
      const late = await claim('one', later(600_000));

      assert.deepEqual([early.length, due.map(({ attempts }) => attempts), late.length], [0, [1], 0]);
      assert.equal(await stateOf(), 'failed too-late');
    });

    it('is delivered when every part is, whether receipts come before or after the answer', async () => {
      await add();
      await claim('one');

      await receive('a', true);
      await settle({ kind: 'accepted', references: ['a', 'b'] });
      const half = await stateOf();
      await receive('b', true);
      await receive('b', false);

      assert.deepEqual([half, await stateOf()], ['accepted', 'delivered']);
    });

    it('is undeliverable when one part is', async () => {
      await add();
      await claim('one');
      await settle({ kind: 'accepted', references: ['a', 'b'] });

      await receive('b', true);
      await receive('a', false);
      await receive('of somebody else', false);

      assert.equal(await stateOf(), 'failed undeliverable');
    });

    it('counts both receipts that come at the same moment to two processes', async () => {
      const { store, again } = opened();
      const other = await again();
      await add();
      await claim('one');
      await settle({ kind: 'accepted', references: ['a', 'b'] });

      const at = NOON;
      await Promise.all([
        store.smsOutbox.receive({ reference: 'a', isDelivered: true, at }),
        other.smsOutbox.receive({ reference: 'b', isDelivered: true, at }),
      ]);

      assert.equal(await stateOf(), 'delivered');
    });

    it('learns from a receipt that an unknown one arrived, where the provider repeats our id', async () => {
      await add();
      await claim('one');
      await settle({ kind: 'unknown' });
      const before = await stateOf();

      await receive('sms-1', true);

      assert.deepEqual([before, await stateOf()], ['unknown', 'delivered']);
    });

    it('lets nobody settle what they do not hold', async () => {
      await add();
      await claim('one');

      await settle({ kind: 'failed', problem: 'refused' }, 'another');

      assert.equal(await stateOf(), 'sending');
    });

    it('cancels the milder warning that still waits, and takes none after the sharper one', async () => {
      const scam = aWarning({ messageId: 'sms-2', level: 'scam' });
      await add();

      const added = [await add(scam), await add(aWarning({ messageId: 'sms-3', callId: 'call-2', level: 'scam' }))];
      const late = await add(aWarning({ messageId: 'sms-4', callId: 'call-2' }));

      assert.deepEqual([added, late], [[true, true], false]);
      assert.deepEqual([await stateOf(), await stateOf('sms-2')], ['cancelled superseded', 'waiting']);
    });

    it('counts every intended SMS in exactly one state, those withheld too', async () => {
      await add();
      await add(aWarning({ messageId: 'sms-2', callId: 'call-2' }));
      await add(aWarning({ messageId: 'sms-3', callId: 'call-3', what: { kind: 'withheld', why: 'quiet' } }));
      await claim('one');
      await settle({ kind: 'failed', problem: 'bad-number' });

      const counts = await opened().store.smsOutbox.counts(NOON);

      assert.deepEqual(counts, [
        { purpose: 'warning', state: 'failed', problem: 'bad-number', count: 1 },
        { purpose: 'warning', state: 'sending', problem: '', count: 1 },
        { purpose: 'warning', state: 'withheld', problem: 'quiet', count: 1 },
      ]);
      assert.deepEqual(await opened().store.smsOutbox.counts(later(1)), []);
    });

    it('forgets what is old and done', async () => {
      await add();
      const waiting = await opened().store.smsOutbox.prune(later(1));
      await claim('one');
      await settle({ kind: 'accepted', references: ['a'] });

      assert.deepEqual([waiting, await opened().store.smsOutbox.prune(later(1))], [0, 1]);
      assert.equal(await opened().store.smsOutbox.find('sms-1'), undefined);
    });
  });
}
