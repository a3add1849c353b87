import { type Header, headerOf, listOf, type SipRequest } from '../sip/message.ts';
import { type BodyPart, readBody } from '../sip/readBody.ts';
import type { Answer } from '../sip/respond.ts';
import type { OfferRefusal } from './recordingSession.ts';

/** Options of the other end that we can honour (RFC 3261, section 20.32; RFC 7866, section 11). */
const UNDERSTOOD: ReadonlySet<string> = new Set(['siprec', 'timer']);
const RETRY_SECONDS = 10;

/** Methods we answer. */
export const ALLOWED: Header = ['allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO'];

/** What is said while there is no room for one more call (RFC 3261, section 21.5.4): the SBC goes to another server. */
export const NO_ROOM: Answer = { status: 503, headers: [['retry-after', String(RETRY_SECONDS)]] };

/** The parts of a request's body, or the answer to one that cannot be honoured (RFC 3261, section 8.2). */
export function readRequest(request: SipRequest): { parts: BodyPart[] } | { refusal: Answer } {
  const unknown = listOf(request, 'require').filter((option) => !UNDERSTOOD.has(option.toLowerCase()));
  if (unknown.length > 0) return { refusal: { status: 420, headers: [['unsupported', unknown.join(', ')]] } };
  const encoding = headerOf(request, 'content-encoding')?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity') return { refusal: { status: 415, headers: [['accept-encoding', 'identity']] } };
  const parts = readBody(headerOf(request, 'content-type') ?? '', request.body);
  return parts === undefined ? { refusal: { status: 400 } } : { parts };
}

/** The answer to an offer that is not taken, with a sentence for whoever set up the SBC (RFC 3261, section 20.43). */
export function refuseOffer(reason: OfferRefusal): Answer {
  switch (reason) {
    case 'busy':
      return { status: 500, headers: [['retry-after', '1']] };
    case 'no-port':
      return NO_ROOM;
    case 'encrypted':
      return notAcceptable(
        '302 earpiece "SRTP is taken with AES_CM_128_HMAC_SHA1_80, without MKI, over SIP by TLS only"',
      );
    case 'no-codec':
      return notAcceptable('305 earpiece "Offer G.711 as PCMU/8000 or PCMA/8000"');
    case 'not-audio':
    case 'removed':
      return notAcceptable('304 earpiece "Offer an audio stream"');
    case 'no-sdp':
      return notAcceptable('399 earpiece "The request holds no session description"');
    case 'fewer-lines':
      return notAcceptable('399 earpiece "An m-line is missing: set its port to 0 instead"');
  }
}

function notAcceptable(warning: string): Answer {
  return { status: 488, headers: [['warning', warning]] };
}
