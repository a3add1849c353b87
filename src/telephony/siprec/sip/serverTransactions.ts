import { readAddress, readVia } from './headerValues.ts';
import { type Flow, headerOf, listOf, serialiseMessage, type SipRequest, type SipResponse } from './message.ts';
import { lackOf, sequenceOf } from './parseMessage.ts';
import { type Answer, replyPort, respondTo } from './respond.ts';
import { T1_MS, T2_MS, type Timers, TRANSACTION_MS } from '../timers.ts';

/** One request and our answer to it (RFC 3261, section 17.2). */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Sends an answer, and again as often as the transport needs. A second final answer counts for nothing. */
  respond(answer: Answer): void;
  readonly isAnswered: boolean;
}

/** Who answers requests; each of them comes once, however often it was sent. */
export interface RequestHandler {
  onRequest(transaction: ServerTransaction): void;
  /** A 2xx to an INVITE was never acknowledged (RFC 3261, section 13.3.1.4). */
  onUnacknowledged(request: SipRequest): void;
}

interface Running extends ServerTransaction {
  isAnswered: boolean;
  sent?: Buffer;
  status?: number;
  stopResending: () => void;
}

const MOST_TRANSACTIONS = 20_000;

/** Takes in requests, absorbs what is sent twice, and sends answers again until they arrived (RFC 3261, section 17.2; RFC 6026). */
export class ServerTransactions {
  private readonly running = new Map<string, Running>();
  /** INVITEs by what their ACK shares with them, as an ACK of a 2xx is a transaction of its own. */
  private readonly unacknowledged = new Map<string, Running>();
  /** First transaction of each request outside a dialog, to know one that came by two ways. */
  private readonly firstOf = new Map<string, string>();
  private readonly handler: RequestHandler;
  private readonly timers: Timers;
  constructor(handler: RequestHandler, timers: Timers) {
    this.handler = handler;
    this.timers = timers;
  }

  get size(): number {
    return this.running.size;
  }

  /** Takes in one request as it came off the wire. */
  receive(request: SipRequest, flow: Flow): void {
    const lack = lackOf(request);
    // Without Via or sender nobody can be answered; an ACK never is.
    if (lack !== undefined)
      return lack === 'Via' || request.method === 'ACK' ? undefined : sendBare(request, 400, flow);
    const key = transactionKey(request, request.method === 'ACK' ? 'INVITE' : request.method);
    const known = this.running.get(key);
    if (request.method === 'ACK') return this.acknowledge(request, known);
    if (known !== undefined) return resend(known);
    if (this.running.size >= MOST_TRANSACTIONS) return sendBare(request, 503, flow);
    const transaction = this.open(key, request, flow);
    if (this.isMerged(request, key)) return transaction.respond({ status: 482 });
    this.handler.onRequest(transaction);
  }

  /** The INVITE that a CANCEL means (RFC 3261, section 9.2). */
  cancelled(cancel: SipRequest): ServerTransaction | undefined {
    return this.running.get(transactionKey(cancel, 'INVITE'));
  }

  /** Forgets everything; nothing is sent again. */
  close(): void {
    for (const { stopResending } of [...this.running.values(), ...this.unacknowledged.values()]) stopResending();
    for (const map of [this.running, this.unacknowledged, this.firstOf]) map.clear();
  }

  private open(key: string, request: SipRequest, flow: Flow): Running {
    const transaction: Running = {
      request,
      flow,
      isAnswered: false,
      stopResending: () => undefined,
      respond: (answer) => this.respond(transaction, answer),
    };
    this.running.set(key, transaction);
    this.timers.after(TRANSACTION_MS, () => this.running.delete(key));
    return transaction;
  }

  private respond(transaction: Running, answer: Answer): void {
    if (transaction.isAnswered) return;
    const { request, flow } = transaction;
    const response = respondTo(request, answer, flow);
    transaction.sent = serialiseMessage(response);
    transaction.status = answer.status;
    resend(transaction);
    if (answer.status < 200) return;
    transaction.isAnswered = true;
    if (request.method !== 'INVITE') return;
    const isSuccess = answer.status < 300;
    if (isSuccess) this.unacknowledged.set(ackKey(response), transaction);
    // A 2xx is sent again over any transport, as a proxy may change it on the way (RFC 3261, section 13.3.1.4).
    if (isSuccess || flow.transport === 'udp') this.resendUntilAcknowledged(transaction, ackKey(response));
  }

  private resendUntilAcknowledged(transaction: Running, key: string): void {
    let [waitMs, sinceMs] = [T1_MS, 0];
    const again = (): void => {
      sinceMs += waitMs;
      if (sinceMs >= TRANSACTION_MS) {
        if (this.unacknowledged.delete(key)) this.handler.onUnacknowledged(transaction.request);
        return;
      }
      resend(transaction);
      waitMs = Math.min(waitMs * 2, T2_MS);
      transaction.stopResending = this.timers.after(waitMs, again);
    };
    transaction.stopResending = this.timers.after(waitMs, again);
  }

  private acknowledge(ack: SipRequest, byBranch: Running | undefined): void {
    const key = ackKey(ack);
    const transaction = this.unacknowledged.get(key) ?? byBranch;
    this.unacknowledged.delete(key);
    transaction?.stopResending();
  }

  /** The same request by another way (RFC 3261, section 8.2.2.2). */
  private isMerged(request: SipRequest, key: string): boolean {
    if (readAddress(headerOf(request, 'to') ?? '').parameters.tag !== undefined) return false;
    const { tag = '' } = readAddress(headerOf(request, 'from') ?? '').parameters;
    const same = `${tag} ${headerOf(request, 'call-id')} ${headerOf(request, 'cseq')}`;
    const first = this.firstOf.get(same);
    // A CANCEL shares its branch with the INVITE and is told apart by CSeq.
    if (first !== undefined) return first !== key;
    this.firstOf.set(same, key);
    this.timers.after(TRANSACTION_MS, () => this.firstOf.delete(same));
    return false;
  }
}

function resend({ sent, request, flow }: Running): void {
  if (sent !== undefined) flow.send(sent, replyPort(request, flow));
}

function sendBare(request: SipRequest, status: number, flow: Flow): void {
  const headers = status === 503 ? ([['retry-after', '10']] as const) : [];
  flow.send(serialiseMessage(respondTo(request, { status, headers }, flow)), replyPort(request, flow));
}

/** Matching by branch and sent-by, else by what RFC 2543 had (RFC 3261, section 17.2.3). */
function transactionKey(request: SipRequest, method: string): string {
  const via = readVia(listOf(request, 'via')[0] ?? '');
  const { branch = '' } = via?.parameters ?? {};
  if (branch.startsWith('z9hG4bK')) return `${method} ${branch} ${via?.host}:${via?.port}`;
  const { tag = '' } = readAddress(headerOf(request, 'from') ?? '').parameters;
  return `${method} ${headerOf(request, 'call-id')} ${sequenceOf(request)} ${tag} ${listOf(request, 'via')[0]}`;
}

function ackKey(message: SipRequest | SipResponse): string {
  const [from, to] = ['from', 'to'].map((name) => readAddress(headerOf(message, name) ?? '').parameters.tag ?? '');
  return `${headerOf(message, 'call-id')} ${from} ${to} ${sequenceOf(message)}`;
}
