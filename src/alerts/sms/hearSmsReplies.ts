import { randomUUID } from 'node:crypto';
import { e164Of } from '../../domain/sms/phoneNumber.ts';
import type { AuditLog } from '../../ports/auditLog.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SmsDelivery, SmsOutbox } from '../../ports/smsOutbox.ts';
import type { SmsListener } from '../../ports/smsSender.ts';
import type { Subscribers } from '../../ports/subscribers.ts';

interface HearPorts {
  smsOutbox: Pick<SmsOutbox, 'receive'>;
  subscribers: Pick<Subscribers, 'optOut'>;
  smsSettings: { countryCode: string };
  audit: Pick<AuditLog, 'write'>;
  clock: Clock;
  /** Told of an SMS on which a receipt has come. */
  onReceived?: (sms: SmsDelivery) => void;
}

/** The words by which people end messages in the languages we write in, alone in a message. */
const STOP = /^\W*(?:stop|stopall|unsubscribe|cancel|end|quit|stopp|abmelden|ende)\W*$/i;

/** Counts receipts, and takes whoever answers "STOP" off the list; other replies are not read, let alone kept. */
export function hearSmsReplies(ports: HearPorts): SmsListener {
  const { smsOutbox, subscribers, smsSettings, audit, clock, onReceived = () => undefined } = ports;
  return {
    onReceipt: async (receipt) => {
      const sms = await smsOutbox.receive({ ...receipt, at: clock.now() });
      if (sms !== undefined) onReceived(sms);
    },
    onReply: async ({ from, text }) => {
      const number = e164Of(from, smsSettings.countryCode);
      if (number === undefined || !STOP.test(text)) return;
      const lines = await subscribers.optOut(number);
      const what = { action: 'sms', what: `opt-out of ${lines} lines`, result: 'done', reason: 'opted-out' } as const;
      await audit.write({ at: clock.now(), who: 'earpiece', ...what, correlationId: randomUUID() });
    },
  };
}
