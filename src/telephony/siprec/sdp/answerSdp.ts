import { isIPv6 } from 'node:net';
import { type Codec, encodingOf } from './chooseCodec.ts';
import { keyLine } from './mediaKey.ts';
import type { Direction, MediaOffer } from './parseSdp.ts';

/** An m-line and what we make of it. */
export interface AnsweredMedia {
  offer: MediaOffer;
  /** Undefined: refused, which keeps its place with port 0 (RFC 3264, section 6). */
  taken: { codec: Codec; port: number; ownKey: Buffer } | undefined;
}

/** We listen and never speak (RFC 7866, section 7.1.2; RFC 3264, section 6.1). */
const ANSWERS: Readonly<Record<Direction, Direction>> = {
  sendonly: 'recvonly',
  sendrecv: 'recvonly',
  recvonly: 'inactive',
  inactive: 'inactive',
};

/** Writes the answer to an offer (RFC 3264, section 6), with one m-line for each one offered, in the same order. */
export function answerSdp(
  media: readonly AnsweredMedia[],
  { address, sessionId, version }: { address: string; sessionId: number; version: number },
): string {
  const network = `IN ${isIPv6(address) ? 'IP6' : 'IP4'} ${address}`;
  const session = ['v=0', `o=earpiece ${sessionId} ${version} ${network}`, 's=-', `c=${network}`, 't=0 0'];
  return [...session, ...media.flatMap(mediaLines), ''].join('\r\n');
}

/** True when a stream brings nothing for now: inactive, or to the address of nobody (RFC 3264, section 8.4). */
export function isHeld(offer: MediaOffer): boolean {
  return ANSWERS[offer.direction] === 'inactive' || offer.address === '0.0.0.0' || offer.address === '::';
}

function mediaLines({ offer, taken }: AnsweredMedia): string[] {
  const { kind, protocol, formats, label } = offer;
  if (taken === undefined) return [`m=${kind} 0 ${protocol} ${formats[0] ?? '0'}`];
  const format = String(taken.codec.payloadType);
  return [
    `m=${kind} ${taken.port} ${protocol} ${format}`,
    `a=rtpmap:${format} ${encodingOf(offer, format)}`,
    ...(taken.codec.key === undefined ? [] : [keyLine(taken.codec.key.tag, taken.ownKey)]),
    `a=${ANSWERS[offer.direction]}`,
    ...(label === undefined ? [] : [`a=label:${label}`]),
  ];
}
