import type { Pdu, Session } from 'smpp';
import { SmsNotSent } from '../../ports/smsSender.ts';

/** A short message centre and who we are to it. */
export interface SmppPlace {
  host: string;
  port: number;
  /** TLS 1.2 at least. */
  isEncrypted: boolean;
  systemId: string;
  password: string;
}

/** What a bound session takes. */
export interface BoundSession {
  /**
   * Resolves to the answer. Rejects with SmsNotSent when nothing was written, with SessionLost when it was and no answer
   * came.
   */
  submit(fields: object, signal?: AbortSignal): Promise<Pdu>;
  readonly isOpen: boolean;
  close(): Promise<void>;
}

/** The line broke, or nobody answered in time: what was under way may have gone out. */
class SessionLost extends Error {
  override name = 'SessionLost';
}

/** Message centre, what it says by itself, and where the end of the session is told. */
interface SessionEvents {
  /** Resolves to the status of the answer to a deliver_sm. */
  onDeliver: (pdu: Pdu) => Promise<number>;
  onClosed: () => void;
}

const CONNECT_MS = 8_000;
const ANSWER_MS = 10_000;
const ALIVE_EVERY_MS = 30_000;
const GOODBYE_MS = 1_000;
const VERSION_3_4 = 0x34;

/** Connects and binds as transceiver (SMPP 3.4, section 4.1.5). Throws SmsNotSent. */
export async function openSmppSession(place: SmppPlace, events: SessionEvents): Promise<BoundSession> {
  const { host, port, isEncrypted, systemId, password } = place;
  const { default: smpp } = await import('smpp');
  const session = smpp.connect({
    ...{ host, port, tls: isEncrypted },
    ...(isEncrypted ? { servername: host, minVersion: 'TLSv1.2' } : {}),
  });
  const waiting = new Set<(why: Error) => void>();
  let isOpen = true;
  const end = (why: Error): void => {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(alive);
    session.destroy();
    for (const fail of [...waiting]) fail(why);
    events.onClosed();
  };
  // The library hands on what the socket and broken PDUs say; without a listener they would end the process.
  session.on('error', (cause) => end(new SessionLost('The line to the message centre broke.', { cause })));
  session.on('close', () => end(new SessionLost('The message centre closed the line.')));
  session.on('pdu', (pdu: Pdu) => answerRequest(pdu, session, { onDeliver: events.onDeliver, end }));
  const ask = asker(waiting, () => isOpen);
  const alive = setInterval(() => {
    const asked = ask((answered) => session.enquire_link(answered), ANSWER_MS);
    asked.catch(() => end(new SessionLost('The message centre fell silent.')));
  }, ALIVE_EVERY_MS);
  alive.unref();
  try {
    await connected(session, isEncrypted);
    const fields = { system_id: systemId, password, interface_version: VERSION_3_4 };
    const bound = await ask((answered) => session.bind_transceiver(fields, answered), ANSWER_MS);
    if (bound.command_status !== 0) throw new BindRefused(bound.command_status);
  } catch (cause) {
    end(new SessionLost('The message centre could not be reached.'));
    throw cause instanceof BindRefused ? cause : new SmsNotSent('The message centre does not answer.', { cause });
  }
  return {
    submit: (fields, signal) => ask((answered) => session.submit_sm(fields, answered), ANSWER_MS, signal),
    get isOpen() {
      return isOpen;
    },
    close: async () => {
      if (isOpen) await ask((answered) => session.unbind(answered), GOODBYE_MS).catch(() => undefined);
      end(new SessionLost('We closed the line.'));
    },
  };
}

/** The message centre knows neither this system id nor this password, or has no room for one more session. */
export class BindRefused extends SmsNotSent {
  override name = 'BindRefused';
  readonly status: number;
  constructor(status: number) {
    super(`The message centre refused to bind (status ${status}): check SMS_SMPP_SYSTEM_ID and SMS_SMPP_PASSWORD.`);
    this.status = status;
  }
}

function connected(session: Session, isEncrypted: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new SessionLost('Nobody answers there.')), CONNECT_MS);
    const settle = (then: () => void) => () => {
      clearTimeout(late);
      then();
    };
    session.once(isEncrypted ? 'secureConnect' : 'connect', settle(resolve));
    const lost = settle(() => reject(new SessionLost('The line could not be opened.')));
    session.once('close', lost);
    session.once('error', lost);
  });
}

type Ask = (send: (answered: (pdu: Pdu) => void) => boolean, ms: number, signal?: AbortSignal) => Promise<Pdu>;

function asker(waiting: Set<(why: Error) => void>, isOpen: () => boolean): Ask {
  return (send, ms, signal) => {
    if (!isOpen() || signal?.aborted === true) return Promise.reject(new SmsNotSent('The line is closed.'));
    return new Promise((resolve, reject) => {
      const settle = (then: () => void): void => {
        waiting.delete(fail);
        clearTimeout(late);
        signal?.removeEventListener('abort', stop);
        then();
      };
      const fail = (why: Error): void => settle(() => reject(why));
      const stop = (): void => fail(new SessionLost('Stopped while waiting for an answer.'));
      const late = setTimeout(() => fail(new SessionLost('The message centre did not answer in time.')), ms);
      waiting.add(fail);
      signal?.addEventListener('abort', stop);
      const isWritten = send((pdu) => settle(() => resolve(pdu)));
      if (!isWritten) fail(new SmsNotSent('The line takes nothing any more.'));
    });
  };
}

/** What the message centre asks of us (SMPP 3.4, sections 4.6, 4.11 and 4.2). */
function answerRequest(
  pdu: Pdu,
  session: Session,
  { onDeliver, end }: { onDeliver: SessionEvents['onDeliver']; end: (why: Error) => void },
): void {
  switch (pdu.command) {
    case 'deliver_sm':
      void onDeliver(pdu).then((status) => session.send(pdu.response({ command_status: status })));
      return;
    case 'enquire_link':
      session.send(pdu.response());
      return;
    case 'unbind':
      session.send(pdu.response());
      end(new SessionLost('The message centre said goodbye.'));
      return;
    default:
  }
}
