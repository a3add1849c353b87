import type { Ports } from '../connectPorts.ts';
import type { SmsConfig } from '../smsSettings.ts';
import { openSms } from '../openSms.ts';
import type { Check } from '../../domain/check.ts';

const DAY_MS = 24 * 3_600_000;
const ENDS = ['delivered', 'accepted', 'waiting', 'sending', 'failed', 'unknown', 'withheld', 'cancelled'] as const;

/** Who carries SMS and whether they answer, and what became of those of the last day. */
export async function sms(
  { place, eventsKey }: SmsConfig,
  { smsOutbox, clock, log }: Pick<Ports, 'smsOutbox' | 'clock' | 'log'>,
  identity: string | undefined,
): Promise<Check[]> {
  if (place === undefined)
    return [{ check: 'sms', state: 'off', detail: 'nobody is warned by SMS', fix: 'set SMS_PROVIDER' }];
  const nobody = {
    onReceipt: () => Promise.reject(new Error('not here')),
    onReply: () => Promise.reject(new Error('not here')),
  };
  const sender = await openSms({ place, identity }, { listener: nobody, log });
  const state = await sender.check().finally(() => sender.close());
  const counts = await smsOutbox.counts(new Date(clock.now().getTime() - DAY_MS));
  const of = (wanted: string): number =>
    counts.filter((one) => one.state === wanted).reduce((sum, { count }) => sum + count, 0);
  const [failed, unknown] = [of('failed'), of('unknown')];
  return [
    state === 'ready'
      ? { check: 'sms', state: 'ok', detail: `${place.kind}, in the name of ${place.sender}` }
      : {
          ...{ check: 'sms', state: 'fail', detail: state === 'away' ? 'does not answer' : 'does not let us in' },
          fix: place.kind === 'smpp' ? 'check SMS_SMPP_*' : 'check SMS_ACS_* and the role of the managed identity',
        },
    ...(place.kind === 'acs' && eventsKey === undefined
      ? [{ check: 'sms receipts', state: 'warn', detail: 'not taken', fix: 'set SMS_EVENTS_KEY' } as const]
      : []),
    {
      check: 'sms of the last day',
      state: failed + unknown > 0 ? 'warn' : 'ok',
      detail: ENDS.map((end) => `${of(end)} ${end}`).join(', '),
    },
  ];
}
