import { randomBytes } from 'node:crypto';
import { readAddress } from '../sip/headerValues.ts';
import { type Flow, type Header, headerOf, listOf, type SipRequest } from '../sip/message.ts';
import { sequenceOf } from '../sip/parseMessage.ts';

/** What two ends keep of each other while a call lasts (RFC 3261, section 12). */
export interface Dialog {
  callId: string;
  localTag: string;
  remoteTag: string;
  /** Whole values of To and From, as requests of ours carry them. */
  local: string;
  remote: string;
  localSequence: number;
  remoteSequence: number;
  /** Contact of the other end. */
  remoteTarget: string;
  routeSet: readonly string[];
  flow: Flow;
}

/** A tag with 64 random bits (RFC 3261, section 19.3). */
export function newTag(): string {
  return randomBytes(8).toString('hex');
}

/** The dialog that an INVITE opens at our end (RFC 3261, section 12.1.1). */
export function openDialog(invite: SipRequest, flow: Flow): Dialog {
  const localTag = newTag();
  return {
    callId: headerOf(invite, 'call-id') ?? '',
    localTag,
    remoteTag: readAddress(headerOf(invite, 'from') ?? '').parameters.tag ?? '',
    local: `${headerOf(invite, 'to')};tag=${localTag}`,
    remote: headerOf(invite, 'from') ?? '',
    localSequence: 0,
    remoteSequence: sequenceOf(invite),
    remoteTarget: contactOf(invite) ?? '',
    routeSet: listOf(invite, 'record-route'),
    flow,
  };
}

/** Key of the dialog that a request belongs to; undefined outside a dialog (RFC 3261, section 12.2.2). */
export function dialogKeyOf(request: SipRequest): string | undefined {
  const [from, to] = ['from', 'to'].map((name) => readAddress(headerOf(request, name) ?? '').parameters.tag);
  return to === undefined ? undefined : JSON.stringify([headerOf(request, 'call-id'), to, from]);
}

/** Key under which a dialog is found. */
export function keyOf({ callId, localTag, remoteTag }: Dialog): string {
  return JSON.stringify([callId, localTag, remoteTag]);
}

/**
 * Takes in the number, Contact and way of a request within the dialog (RFC 3261, section 12.2.2). False when the number
 * is older than one seen.
 */
export function advanceDialog(dialog: Dialog, request: SipRequest, flow: Flow): boolean {
  const sequence = sequenceOf(request);
  if (sequence < dialog.remoteSequence) return false;
  dialog.remoteSequence = sequence;
  dialog.flow = flow;
  if (request.method === 'INVITE' || request.method === 'UPDATE') {
    dialog.remoteTarget = contactOf(request) ?? dialog.remoteTarget;
  }
  return true;
}

/**
 * A request of ours within the dialog (RFC 3261, section 12.2.1.1). It goes back the way the SBC's last request came,
 * so the route set is told but no name is looked up.
 */
export function requestWithin(dialog: Dialog, method: string, { contact, sentBy }: OwnAddress): SipRequest {
  dialog.localSequence += 1;
  const [first, ...others] = dialog.routeSet;
  const isLoose =
    first === undefined || 'lr' in readAddress(`<sip:x>${readAddress(first).uri.replace(/^[^;]*/, '')}`).parameters;
  // A strict router wants itself as the target, and the target as the last route.
  const routes = isLoose ? dialog.routeSet : [...others, `<${dialog.remoteTarget}>`];
  const target = isLoose ? dialog.remoteTarget : readAddress(first ?? '').uri;
  const transport = dialog.flow.transport.toUpperCase();
  return {
    method,
    uri: target === '' ? readAddress(dialog.remote).uri : target,
    headers: [
      ['via', `SIP/2.0/${transport} ${sentBy};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`],
      ['max-forwards', '70'],
      ...routes.map((route): Header => ['route', route]),
      ['from', dialog.local],
      ['to', dialog.remote],
      ['call-id', dialog.callId],
      ['cseq', `${dialog.localSequence} ${method}`],
      ...(method === 'BYE' ? [] : ([['contact', contact]] as const)),
    ],
    body: Buffer.alloc(0),
  };
}

/** How we name ourselves: in Contact, and as host and port in Via. */
export interface OwnAddress {
  contact: string;
  sentBy: string;
}

function contactOf(request: SipRequest): string | undefined {
  const [contact] = listOf(request, 'contact');
  const uri = contact === undefined ? '' : readAddress(contact).uri;
  // Goes into a start line later on.
  return /^sips?:\S+$/i.test(uri) ? uri : undefined;
}
