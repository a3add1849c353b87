import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pdu } from 'smpp';
import { smsParts } from '../../domain/sms/smsText.ts';
import type { Log } from '../../ports/log.ts';
import {
  type SmsListener,
  SmsNotSent,
  type SmsOutcome,
  SmsOutcomeUnknown,
  type SmsSender,
} from '../../ports/smsSender.ts';
import { readDeliverSm } from './readDeliverSm.ts';
import { BindRefused, type BoundSession, openSmppSession, type SmppPlace } from './smppSession.ts';

/** A short message centre, and in whose name SMS go out: a name of at most 11 letters, a number or a short code. */
export interface SmppSettings extends SmppPlace {
  sender: string;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Statuses (SMPP 3.4, section 5.1.3): nothing was taken, later it may be. */
const LATER: ReadonlySet<number> = new Set([0x08, 0x14, 0x58, 0x64]);
const BAD_NUMBERS: ReadonlySet<number> = new Set([0x0b, 0x50, 0x51]);
const TEMPORARY_FAULT = 0x64;
const WITH_HEADER = 0x40;
/** A quarter of an hour, relative (SMPP 3.4, section 7.1.1.1): a warning that comes later only confuses. */
const VALID_FOR = '000000001500000R';

/**
 * SMS by SMPP 3.4 over one session that is kept and opened again as it breaks, so that receipts come in. A text in several
 * parts whose first went out and whose next did not is of unknown outcome.
 */
export function smppSender(settings: SmppSettings, listener: SmsListener, log: Log): SmsSender {
  const closing = new AbortController();
  let opening: Promise<BoundSession> | undefined;
  const session = (): Promise<BoundSession> => {
    opening ??= openSmppSession(settings, {
      onDeliver: (pdu) => hear(pdu, listener, log),
      onClosed: () => {
        opening = undefined;
        if (!closing.signal.aborted) void keepOpen();
      },
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  let isReopening = false;
  const keepOpen = async (): Promise<void> => {
    if (isReopening) return;
    isReopening = true;
    for (let waitMs = FIRST_WAIT_MS; !closing.signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const isOpen = await session().then(
        () => true,
        (error: unknown) => {
          log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'no session with the message centre');
          return false;
        },
      );
      if (isOpen) break;
      await sleep(waitMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
    isReopening = false;
  };
  void keepOpen();
  return {
    send: async ({ to, text }, signal) => {
      if (closing.signal.aborted) throw new SmsNotSent('We are stopping.');
      return submitParts({ to, text, sender: settings.sender }, await session(), signal);
    },
    check: () =>
      session().then(
        () => 'ready',
        (error: unknown) => (error instanceof BindRefused ? 'refused' : 'away'),
      ),
    close: async () => {
      closing.abort();
      const open = await opening?.catch(() => undefined);
      await open?.close();
    },
  };
}

async function submitParts(
  { to, text, sender }: { to: string; text: string; sender: string },
  session: BoundSession,
  signal?: AbortSignal,
): Promise<SmsOutcome> {
  const { alphabet, parts } = smsParts(text);
  const address = {
    ...sourceOf(sender),
    ...{ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: to.replace(/^\+/, '') },
    ...{ registered_delivery: 1, validity_period: VALID_FOR, data_coding: alphabet === 'gsm-7' ? 0 : 8 },
  };
  const set = randomInt(256);
  const references: string[] = [];
  for (const [at, words] of parts.entries()) {
    const isOne = parts.length === 1;
    const header = isOne ? [] : [5, 0, 3, set, parts.length, at + 1];
    const body = { esm_class: isOne ? 0 : WITH_HEADER, short_message: Buffer.from([...header, ...words]) };
    const outcome = await submit({ ...address, ...body }, session, signal).catch((cause: unknown) => {
      if (cause instanceof SmsNotSent && at === 0) throw cause;
      throw new SmsOutcomeUnknown('The message centre may have taken the SMS or not.', { cause });
    });
    if (outcome.kind === 'accepted') references.push(...outcome.references);
    else if (at === 0) return outcome;
    else throw new SmsOutcomeUnknown('The message centre took a part of the SMS only.');
  }
  return { kind: 'accepted', references };
}

async function submit(fields: object, session: BoundSession, signal?: AbortSignal): Promise<SmsOutcome> {
  const { command_status: status, message_id: reference } = await session.submit(fields, signal);
  if (status === 0) return { kind: 'accepted', references: reference === undefined ? [] : [reference] };
  if (LATER.has(status)) throw new SmsNotSent(`The message centre is busy (status ${status}).`);
  return { kind: 'refused', why: BAD_NUMBERS.has(status) ? 'bad-number' : 'refused' };
}

/** Types of number and plan (SMPP 3.4, sections 5.2.5 and 5.2.6): a name, an international number, a short code. */
function sourceOf(sender: string): object {
  if (sender.startsWith('+')) return { source_addr_ton: 1, source_addr_npi: 1, source_addr: sender.slice(1) };
  const isCode = /^\d+$/.test(sender);
  return { source_addr_ton: isCode ? 3 : 5, source_addr_npi: 0, source_addr: sender };
}

/** Status of the answer: what could not be taken in is brought again. */
async function hear(pdu: Pdu, listener: SmsListener, log: Log): Promise<number> {
  try {
    const delivered = readDeliverSm(pdu);
    if (delivered.kind === 'receipt') await listener.onReceipt(delivered);
    else if (delivered.kind === 'reply') await listener.onReply(delivered);
    return 0;
  } catch (error) {
    log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'a receipt could not be taken in');
    return TEMPORARY_FAULT;
  }
}
