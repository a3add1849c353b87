import type { Law } from '../../../domain/g711.ts';
import type { MediaOffer } from './parseSdp.ts';

/** A codec we take, as this m-line names it. */
export interface Codec {
  payloadType: number;
  law: Law;
}

/** Why an m-line is refused. */
export type Refusal = 'removed' | 'not-audio' | 'encrypted' | 'no-codec';

const STATIC: Readonly<Record<string, string>> = { '0': 'PCMU/8000', '8': 'PCMA/8000' };

/** The codec to take of an m-line: the first of G.711 that it offers (RFC 3264, section 6.1; RFC 3551, section 6). */
export function chooseCodec(offer: MediaOffer): Codec | Refusal {
  if (offer.port === 0) return 'removed';
  if (offer.kind !== 'audio') return 'not-audio';
  if (/^(?:UDP\/TLS\/)?RTP\/SAVPF?$/i.test(offer.protocol)) return 'encrypted';
  if (!/^RTP\/AVPF?$/i.test(offer.protocol)) return 'no-codec';
  for (const format of offer.formats) {
    const [, law] = /^PCM([UA])\/8000(?:\/1)?$/i.exec(encodingOf(offer, format)) ?? [];
    if (law !== undefined) return { payloadType: Number(format), law: law.toUpperCase() === 'U' ? 'mu' : 'A' };
  }
  return 'no-codec';
}

/** The encoding that a format of an m-line stands for, such as PCMA/8000. */
export function encodingOf(offer: MediaOffer, format: string): string {
  return offer.encodings.get(format) ?? STATIC[format] ?? '';
}
