import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { DueSms, SmsEnd, SmsOutbox } from '../../ports/smsOutbox.ts';
import { SmsNotSent, type SmsSender } from '../../ports/smsSender.ts';

interface DeliverPorts {
  smsOutbox: Pick<SmsOutbox, 'claim' | 'settle'>;
  smsSender: Pick<SmsSender, 'send'>;
  clock: Clock;
  log: Log;
}

/** Longer than any attempt may take: what is held longer was lost with its process. */
const HELD_MS = 60_000;
const SEND_MS = 30_000;
const AT_ONCE = 20;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Hands due SMS to the provider. Each is sent again only when it surely did not go out; whatever ends this process at
 * whatever moment, nobody is told twice. Returns those that were tried.
 */
export async function deliverSms(
  worker: string,
  ports: DeliverPorts,
  signal?: AbortSignal,
): Promise<readonly DueSms[]> {
  const now = ports.clock.now();
  const heldUntil = new Date(now.getTime() + HELD_MS);
  const due = await ports.smsOutbox.claim({ worker, now, heldUntil, most: AT_ONCE });
  await Promise.all(due.map((sms) => deliver({ sms, worker }, ports, signal)));
  return due;
}

async function deliver(
  { sms, worker }: { sms: DueSms; worker: string },
  ports: DeliverPorts,
  signal?: AbortSignal,
): Promise<void> {
  const { messageId, attempts, purpose } = sms;
  const end = await attempt(sms, ports, signal);
  ports.log.info({ messageId, purpose, attempts, end: end.kind }, 'SMS tried');
  await ports.smsOutbox.settle(messageId, { worker, at: ports.clock.now(), end });
}

async function attempt(sms: DueSms, { smsSender, clock, log }: DeliverPorts, signal?: AbortSignal): Promise<SmsEnd> {
  const timeout = AbortSignal.timeout(SEND_MS);
  try {
    const outcome = await smsSender.send(sms, signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
    if (outcome.kind === 'accepted') return outcome;
    return { kind: 'failed', problem: outcome.why };
  } catch (error) {
    log.warn(
      { messageId: sms.messageId, kind: error instanceof Error ? error.name : typeof error },
      'SMS not accepted',
    );
    // Anything but a sure "nothing went out" may have gone out.
    if (!(error instanceof SmsNotSent)) return { kind: 'unknown' };
    const usual = Math.min(FIRST_WAIT_MS * 2 ** sms.attempts, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
    return { kind: 'put-off', dueAt: new Date(clock.now().getTime() + Math.max(usual, error.waitMs ?? 0)) };
  }
}
