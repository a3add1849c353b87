import type { Law } from '../../../domain/g711.ts';
import type { MediaKey } from './mediaKey.ts';
import type { MediaOffer } from './parseSdp.ts';

/** A codec we take, as this m-line names it. */
export interface Codec {
  payloadType: number;
  law: Law;
  /** Of a stream that comes encrypted. */
  key?: MediaKey;
}

/** Why an m-line is refused. */
export type Refusal = 'removed' | 'not-audio' | 'encrypted' | 'no-codec';

const STATIC: Readonly<Record<string, string>> = { '0': 'PCMU/8000', '8': 'PCMA/8000' };

/**
 * The codec to take of an m-line: the first of G.711 that it offers (RFC 3264, section 6.1; RFC 3551, section 6). Keys count
 * only where nobody can read along (RFC 4568, section 8): `isProtected` is true for SIP over TLS.
 */
export function chooseCodec(offer: MediaOffer, isProtected: boolean): Codec | Refusal {
  if (offer.port === 0) return 'removed';
  if (offer.kind !== 'audio') return 'not-audio';
  const isEncrypted = /^RTP\/SAVPF?$/i.test(offer.protocol);
  const key = isEncrypted && isProtected ? offer.keys[0] : undefined;
  if ((isEncrypted && key === undefined) || /^UDP\/TLS\//i.test(offer.protocol)) return 'encrypted';
  if (!isEncrypted && !/^RTP\/AVPF?$/i.test(offer.protocol)) return 'no-codec';
  for (const format of offer.formats) {
    const [, law] = /^PCM([UA])\/8000(?:\/1)?$/i.exec(encodingOf(offer, format)) ?? [];
    if (law === undefined) continue;
    const codec: Codec = { payloadType: Number(format), law: law.toUpperCase() === 'U' ? 'mu' : 'A' };
    return key === undefined ? codec : { ...codec, key };
  }
  return 'no-codec';
}

/** The encoding that a format of an m-line stands for, such as PCMA/8000. */
export function encodingOf(offer: MediaOffer, format: string): string {
  return offer.encodings.get(format) ?? STATIC[format] ?? '';
}
