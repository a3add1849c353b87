import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/sql/database.ts';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import { sqlSmsOutbox } from '../../../src/adapters/sql/sqlSmsOutbox.ts';
import { sqlSubscribers } from '../../../src/adapters/sql/sqlSubscribers.ts';
import { deliverSms } from '../../../src/alerts/sms/deliverSms.ts';
import { warnOfTestCall, warnSubscriber } from '../../../src/alerts/sms/warnSubscriber.ts';
import { type OutgoingSms, SmsNotSent, type SmsOutcome } from '../../../src/ports/smsSender.ts';
import { subscriberKey } from '../../../src/domain/sms/subscriberKey.ts';
import type { Subscriber } from '../../../src/domain/sms/sms.ts';
import { freshSqlite, type FreshDatabase } from '../../support/databases.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const ADA = '+447700900123';

describe('warning a subscriber', () => {
  let place: FreshDatabase;
  let database: Database;
  let now: Date;
  beforeEach(async () => {
    place = await freshSqlite();
    database = await place.open();
    now = NOON;
    await subscribe({ number: ADA });
  });
  afterEach(() => place.remove());

  const subscribe = (over: Partial<Subscriber>) =>
    sqlSubscribers(database).save({ number: ADA, language: 'en', isOptedOut: false, isQuiet: false, ...over });
  const ports = (isOn = true) => {
    const audit = sqlAuditLog(database);
    return {
      ...{ audit, subscribers: sqlSubscribers(database), smsOutbox: sqlSmsOutbox(database, audit), log: silent },
      smsSettings: { isOn, countryCode: '44', testNumbers: ['+447700900999'] },
      clock: { now: () => now },
    };
  };
  const keyOf = (number: string): string => subscriberKey(number, database.atRest.keyedHash);
  const warn = (over: Partial<Parameters<typeof warnSubscriber>[0]> & { line?: string } = {}, isOn = true) => {
    const { line = ADA, ...changes } = over;
    const usual = { callId: 'call-1', level: 'warn', signals: [{ name: 'code-request' }] };
    return warnSubscriber({ ...usual, subscriberKey: keyOf(line), ...changes }, ports(isOn));
  };
  const sentBy = async (answer: (sms: OutgoingSms) => Promise<SmsOutcome>): Promise<OutgoingSms[]> => {
    const sent: OutgoingSms[] = [];
    const send = (sms: OutgoingSms): Promise<SmsOutcome> => {
      sent.push(sms);
      return answer(sms);
    };
    await deliverSms('worker', { ...ports(), smsSender: { send } });
    return sent;
  };
  const accept = (): Promise<SmsOutcome> => Promise.resolve({ kind: 'accepted', references: ['r'] });
  const states = async (): Promise<string[]> =>
    (await ports().smsOutbox.counts(new Date(0))).map(({ purpose, state, problem, count }) =>
      `${count} ${purpose} ${state} ${problem}`.trim(),
    );

  it('writes once per call and level to the number on the line, in the subscriber’s language', async () => {
    await subscribe({ language: 'de' });

    const outcomes = [(await warn()).kind, (await warn()).kind, (await warn({ level: 'watch' })).kind];
    const first = await sentBy(accept);
    await warn({ level: 'scam' });
    const second = await sentBy(accept);

    assert.deepEqual(outcomes, ['queued', 'repeat', 'off']);
    assert.deepEqual(
      [...first, ...second].map(({ to, text }) => [to, text.split(':')[0]]),
      [
        [ADA, 'Vielleicht Betrug'],
        [ADA, 'Wohl Betrug'],
      ],
    );
  });

  it('writes to the other number of a landline', async () => {
    await subscribe({ number: '+442079460011', other: { number: ADA, consentAt: '2026-03-01' } });

    await warn({ line: '+442079460011' });

    assert.deepEqual(
      (await sentBy(accept)).map(({ to }) => to),
      [ADA],
    );
  });

  it('writes to nobody who was not signed up, opted out or is on the quiet list, and counts and audits it', async () => {
    await subscribe({ number: '+447700900001', isOptedOut: true });
    await subscribe({ number: '+447700900002', isQuiet: true });

    const outcomes = [
      await warn({ callId: 'a', line: '+447700900000' }),
      await warn({ callId: 'b', line: '+447700900001' }),
      await warn({ callId: 'c', line: '+447700900002' }),
      await warn({ callId: 'd', subscriberKey: undefined }),
    ];

    const reasons = ['not-provisioned', 'opted-out', 'quiet', 'no-number'];
    assert.deepEqual(
      outcomes,
      reasons.map((why) => ({ kind: 'withheld', why })),
    );
    assert.deepEqual(await sentBy(accept), []);
    const rows = await Array.fromAsync(ports().audit.rows(new Date(0)));
    assert.deepEqual(
      rows.map(({ action, result, reason }) => [action, result, reason]),
      reasons.map((why) => ['sms', 'refused', why]),
    );
    assert.equal((await states()).length, 4);
  });

  it('does nothing at all while nobody carries SMS', async () => {
    const outcome = await warn({}, false);

    assert.deepEqual([outcome, await states()], [{ kind: 'off' }, []]);
  });

  it('tries again what surely did not go out, and never what may have', async () => {
    await warn();
    const busy = await sentBy(() => Promise.reject(new SmsNotSent('busy', { waitMs: 5_000 })));
    now = new Date(NOON.getTime() + 10_000);
    const broken = await sentBy(() => Promise.reject(new TypeError('anything')));
    now = new Date(NOON.getTime() + 300_000);

    const after = await sentBy(accept);

    assert.deepEqual([busy.length, broken.length, after.length], [1, 1, 0]);
    assert.deepEqual(await states(), ['1 warning unknown']);
  });

  it('keeps no number and no words once the carrier has them', async () => {
    await warn();
    await sentBy(accept);

    const rows = await database.read((tables) => tables.selectFrom('sms_messages').selectAll().execute());

    assert.deepEqual(
      rows.map(({ recipient, text, state }) => [recipient, text, state]),
      [['', '', 'accepted']],
    );
  });

  it('warns of every call to a test number, and of no other, whatever number the caller shows', async () => {
    const call = { callId: 'call-9', caller: ADA, called: 'tel:+447700900999' };

    const outcomes = [
      (await warnOfTestCall(call, ports())).kind,
      (await warnOfTestCall({ ...call, callId: 'call-10', called: '07700 900999' }, ports())).kind,
      (await warnOfTestCall({ callId: 'call-11', caller: '+447700900999', called: ADA }, ports())).kind,
    ];

    assert.deepEqual(outcomes, ['queued', 'queued', 'off']);
    const sent = await sentBy(accept);
    assert.deepEqual(
      sent.map(({ to, text }) => [to, text.slice(0, 4)]),
      [
        [ADA, 'Test'],
        [ADA, 'Test'],
      ],
    );
  });
});
