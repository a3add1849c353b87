import type { AudioSink } from '../../../ports/audioSink.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { RtpPorts } from '../media/rtpPorts.ts';
import { ClientTransactions } from '../sip/clientTransactions.ts';
import { type Flow, type Header, headerOf, listOf, type SipMessage, type SipRequest } from '../sip/message.ts';
import { type RequestHandler, type ServerTransaction, ServerTransactions } from '../sip/serverTransactions.ts';
import type { Timers } from '../timers.ts';
import { advanceDialog, dialogKeyOf, keyOf, newTag, requestWithin } from './dialog.ts';
import type { CallHooks, EndReason } from './recordedCall.ts';
import { RecordingSession } from './recordingSession.ts';
import { ALLOWED, NO_ROOM, readRequest, refuseOffer } from './refuseRequest.ts';
import { agreeTimer, type SessionTimer, TOO_SMALL, waitSeconds } from './sessionTimer.ts';

/** What the server answers with. */
export interface ServerParts {
  /** Undefined: nobody hears, and every call is refused. */
  sink: AudioSink | undefined;
  rtpPorts: RtpPorts;
  /** Address and SIP port as the SBC reaches them by the transport a message came. */
  address: string;
  portOf: (transport: Flow['transport']) => number;
  mostCalls: number;
  clock: Clock;
  timers: Timers;
  hooks: CallHooks;
}

const SAID_OF_US: readonly Header[] = [
  ALLOWED,
  ['supported', 'timer'],
  ['accept', 'application/sdp, application/rs-metadata+xml, application/rs-metadata, multipart/mixed'],
];

/** Answers an SBC as a session recording server (RFC 7866, section 7): takes calls in, hears them, lets them go. */
export class RecordingServer implements RequestHandler {
  private readonly sessions = new Map<string, RecordingSession>();
  /** INVITEs that are being answered, with how to stop that. */
  private readonly arriving = new Map<ServerTransaction, RecordingSession>();
  private readonly parts: ServerParts;
  private readonly transactions: ServerTransactions;
  private readonly requests: ClientTransactions;
  private isStopping = false;
  constructor(parts: ServerParts) {
    this.parts = parts;
    this.transactions = new ServerTransactions(this, parts.timers);
    this.requests = new ClientTransactions(parts.timers);
  }

  /** Calls being heard. */
  get calls(): number {
    return this.sessions.size + this.arriving.size;
  }

  /** False when the next call would be refused. */
  get hasRoom(): boolean {
    return this.parts.sink !== undefined && !this.isStopping && this.calls < this.parts.mostCalls;
  }

  /** Takes in a message from the network. */
  receive(message: SipMessage, flow: Flow): void {
    if ('method' in message) this.transactions.receive(message, flow);
    else this.requests.receive(message);
  }

  /** Takes no more calls; those there are go on. */
  refuseNew(): void {
    this.isStopping = true;
  }

  /** Takes no more calls, and says goodbye to those there are. Their last words are heard. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const goodbyes = [...this.sessions.values()].map((session) => this.hangUp(session, 'stopped'));
    for (const [transaction] of this.arriving) this.cancelOne(transaction);
    await Promise.all(goodbyes);
  }

  /** Sends nothing any more, also where an answer is still awaited. */
  forget(): void {
    this.transactions.close();
    this.requests.close();
  }

  onRequest(transaction: ServerTransaction): void {
    const { method } = transaction.request;
    if (method === 'CANCEL') return this.cancel(transaction);
    if (method === 'OPTIONS') {
      return transaction.respond(this.hasRoom ? { status: 200, headers: SAID_OF_US, tag: newTag() } : NO_ROOM);
    }
    if (!['INVITE', 'UPDATE', 'INFO', 'BYE'].includes(method)) {
      return transaction.respond({ status: 405, headers: [ALLOWED] });
    }
    const key = dialogKeyOf(transaction.request);
    const answering = key === undefined ? this.answerNew(transaction) : this.answerWithin(key, transaction);
    answering.catch((error: unknown) => {
      transaction.respond({ status: 500 });
      this.parts.hooks.onFault(error);
    });
  }

  onUnacknowledged(request: SipRequest): void {
    const session = [...this.sessions.values()].find(({ dialog }) => dialog.callId === headerOf(request, 'call-id'));
    if (session !== undefined) void this.hangUp(session, 'unacknowledged');
  }

  private async answerNew(transaction: ServerTransaction): Promise<void> {
    const { request, flow } = transaction;
    if (request.method !== 'INVITE') return transaction.respond({ status: 481 });
    const read = readRequest(request);
    if ('refusal' in read) return transaction.respond(read.refusal);
    const timer = agreeTimer(request);
    if (timer === undefined) return transaction.respond({ status: 422, headers: TOO_SMALL });
    const offer = read.parts.find(({ type }) => type === 'application/sdp');
    if (offer === undefined) return transaction.respond(refuseOffer('no-sdp'));
    const { sink, rtpPorts, address, timers, clock } = this.parts;
    const callId = headerOf(request, 'call-id') ?? '';
    const audio = this.hasRoom ? sink?.open({ callId }) : undefined;
    if (audio === undefined) return transaction.respond(NO_ROOM);
    transaction.respond({ status: 100 });
    const session = new RecordingSession(request, flow, { audio, rtpPorts, address, timers, startedAt: clock.now() });
    this.arriving.set(transaction, session);
    const answered = await session.answer(offer.text).finally(() => this.arriving.delete(transaction));
    if (transaction.isAnswered || 'refused' in answered) {
      session.end();
      return transaction.respond('refused' in answered ? refuseOffer(answered.refused) : { status: 487 });
    }
    session.takeMetadata(read.parts);
    this.sessions.set(keyOf(session.dialog), session);
    this.startTimer(session, timer, request);
    this.parts.hooks.onCallStarted(session.call);
    transaction.respond(this.success(session, timer, flow, answered.sdp));
  }

  private async answerWithin(key: string, transaction: ServerTransaction): Promise<void> {
    const { request, flow } = transaction;
    const session = this.sessions.get(key);
    if (session === undefined) return transaction.respond({ status: 481 });
    if (!advanceDialog(session.dialog, request, flow)) return transaction.respond({ status: 500 });
    if (request.method === 'BYE') {
      transaction.respond({ status: 200 });
      return this.end(session, 'bye');
    }
    if (request.method === 'INFO') return transaction.respond({ status: 200 });
    const read = readRequest(request);
    if ('refusal' in read) return transaction.respond(read.refusal);
    const timer = agreeTimer(request);
    if (timer === undefined) return transaction.respond({ status: 422, headers: TOO_SMALL });
    const offer = read.parts.find(({ type }) => type === 'application/sdp');
    // An INVITE without an offer asks us for one, and we have nothing to send.
    if (offer === undefined && request.method === 'INVITE') return transaction.respond(refuseOffer('no-sdp'));
    const answered = offer === undefined ? { sdp: '' } : await session.answer(offer.text);
    if ('refused' in answered) return transaction.respond(refuseOffer(answered.refused));
    const isTold = session.takeMetadata(read.parts);
    this.startTimer(session, timer, request);
    transaction.respond(this.success(session, timer, flow, answered.sdp));
    if (isTold || offer !== undefined) this.parts.hooks.onCallChanged(session.call);
  }

  private success(session: RecordingSession, timer: SessionTimer, flow: Flow, sdp: string) {
    const headers: readonly Header[] = [
      ['contact', this.ownAddress(flow).contact],
      ...SAID_OF_US,
      ...timer.headers,
      ...(sdp === '' ? [] : ([['content-type', 'application/sdp']] as const)),
    ];
    return { status: 200, headers, body: sdp, tag: session.dialog.localTag };
  }

  private cancel(transaction: ServerTransaction): void {
    const invite = this.transactions.cancelled(transaction.request);
    transaction.respond({ status: invite === undefined ? 481 : 200 });
    // One that is answered goes on: the SBC ends it by BYE (RFC 3261, section 9.2).
    if (invite !== undefined) this.cancelOne(invite);
  }

  private cancelOne(invite: ServerTransaction): void {
    if (this.arriving.has(invite)) invite.respond({ status: 487 });
  }

  private startTimer(session: RecordingSession, timer: SessionTimer, request: SipRequest): void {
    session.stopTimer();
    const canUpdate = listOf(request, 'allow').includes('UPDATE');
    session.stopTimer = this.parts.timers.after(waitSeconds(timer) * 1000, () => {
      if (timer.refresher === 'sbc') void this.hangUp(session, 'timer');
      else void this.refresh(session, canUpdate ? 'UPDATE' : 'OPTIONS', () => this.startTimer(session, timer, request));
    });
  }

  /** Asks whether the SBC still knows the call (RFC 4028, section 10); OPTIONS serves where UPDATE does not. */
  private async refresh(session: RecordingSession, method: 'UPDATE' | 'OPTIONS', again: () => void): Promise<void> {
    const { dialog } = session;
    const request = requestWithin(dialog, method, this.ownAddress(dialog.flow));
    const status = await this.requests.send(request, dialog.flow);
    if (!this.sessions.has(keyOf(dialog))) return;
    if (status === 481 || status === 408) await this.hangUp(session, 'timer');
    else again();
  }

  private async hangUp(session: RecordingSession, why: EndReason): Promise<void> {
    const { dialog } = session;
    if (!this.sessions.has(keyOf(dialog))) return;
    this.end(session, why);
    await this.requests.send(requestWithin(dialog, 'BYE', this.ownAddress(dialog.flow)), dialog.flow);
  }

  private end(session: RecordingSession, why: EndReason): void {
    this.sessions.delete(keyOf(session.dialog));
    const { call } = session;
    this.parts.hooks.onCallEnded(call, { why, streams: session.end() });
  }

  private ownAddress({ transport }: Flow): { contact: string; sentBy: string } {
    const { address, portOf } = this.parts;
    const sentBy = `${address.includes(':') ? `[${address}]` : address}:${portOf(transport)}`;
    const parameter = transport === 'udp' ? '' : `;transport=${transport}`;
    return { contact: `<sip:earpiece@${sentBy}${parameter}>;+sip.srs`, sentBy };
  }
}
