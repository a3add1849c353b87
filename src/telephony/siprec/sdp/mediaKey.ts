import { randomBytes } from 'node:crypto';

/** Key of an encrypted stream as SDP carries it (RFC 4568, section 9.1). */
export interface MediaKey {
  /** Number of the line, to be repeated in the answer. */
  tag: string;
  /** 16 bytes of key, 14 of salt. */
  bytes: Buffer;
}

/** The one suite that every SBC knows (RFC 4568, section 6.2.1). */
const SUITE = 'AES_CM_128_HMAC_SHA1_80';
const KEY_BYTES = 30;
/** One key, with or without a lifetime; an MKI or parameters of the session change what packets look like. */
const LINE = /^a=crypto:(\d{1,9})\s+AES_CM_128_HMAC_SHA1_80\s+inline:([A-Za-z\d+/]{40})(?:\|(?:2\^)?\d{1,20})?$/i;

/** The key of an `a=crypto` line; undefined for other lines, and for suites and parameters that we do not know. */
export function readKey(line: string): MediaKey | undefined {
  const [, tag, key] = LINE.exec(line) ?? [];
  return tag === undefined || key === undefined ? undefined : { tag, bytes: Buffer.from(key, 'base64') };
}

/** A key of our own: an answer must hold one, though nothing is ever sent with it (RFC 4568, section 5.1.2). */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The line of an answer that takes the offered key of this tag. */
export function keyLine(tag: string, own: Buffer): string {
  return `a=crypto:${tag} ${SUITE} inline:${own.toString('base64')}`;
}
