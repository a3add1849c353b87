import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliverSms } from '../alerts/sms/deliverSms.ts';
import { identityOf } from './botAuthentication.ts';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';
import { openSms } from './openSms.ts';
import type { SmsPurpose } from '../domain/sms/sms.ts';
import type { SmsListener } from '../ports/smsSender.ts';
import type { SmsPlace } from './smsSettings.ts';

/** A warning is worth most at once; looking is two small reads. */
const EVERY_MS = 250;

interface SmsWatch {
  /** Undefined: nobody is written to. */
  place: SmsPlace | undefined;
  /** Client id of a managed identity. */
  identity: string | undefined;
  listener: SmsListener;
  onTried: (sms: { callId: string; purpose: SmsPurpose }) => void;
}

/** Who carries SMS, and as whom we come to them. */
export function smsPlace({ sms, bot }: Pick<Config, 'sms' | 'bot'>): Pick<SmsWatch, 'place' | 'identity'> {
  return { place: sms.place, identity: identityOf(bot) };
}

/** Sends what is due by SMS, and takes in receipts, while the process lives. */
export async function watchSms(
  { place, identity, listener, onTried }: SmsWatch,
  ports: Pick<Ports, 'smsOutbox' | 'clock' | 'log'>,
): Promise<{ stop(): Promise<void> }> {
  if (place === undefined) return { stop: () => Promise.resolve() };
  const smsSender = await openSms({ place, identity }, { listener, log: ports.log });
  const closing = new AbortController();
  const { signal } = closing;
  const worker = randomUUID();
  const keepSending = async (): Promise<void> => {
    while (!signal.aborted) {
      const send = deliverSms(worker, { ...ports, smsSender });
      await send.then(
        (tried) => tried.forEach(onTried),
        (error: unknown) => {
          ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not send SMS');
        },
      );
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const sending = keepSending();
  return {
    // What is under way gets its answer: it could not be sent again.
    stop: async () => {
      closing.abort();
      await sending;
      await smsSender.close();
    },
  };
}
