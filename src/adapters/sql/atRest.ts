import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { toText } from './columns.ts';
import { CannotOpenText } from './databaseErrors.ts';

/** One key of DATA_KEY. */
export interface DataKey {
  /** Stands in front of everything the key has sealed. */
  id: string;
  /** 32 bytes. */
  bytes: Uint8Array;
}

/** Where a text stands: sealed, it opens nowhere else. */
export interface TextPlace {
  table: string;
  column: string;
  /** Primary key of the row. */
  row: string;
}

/** Turns texts into what the database holds and back, for columns that hold people's words and personal data. */
export interface Seal {
  /** Sealed with the first key of DATA_KEY; as it is when there is none. Leaves out what `toText` leaves out. */
  sealText(text: string, place: TextPlace): string;
  /** The text again, also when it was written before there was a key. Throws CannotOpenText. */
  openText(stored: string, place: TextPlace): string;
  /** False for a text that `sealText` would write differently by now: with a newer key, or any at all. */
  isCurrent(stored: string): boolean;
}

/** What stores need to keep data at rest closed to whoever has the database only. */
export interface AtRest extends Seal {
  /**
   * The same value gives the same hash on every process and after a change of keys, so that rows can be found by it;
   * without the house's secret nobody can try out values.
   */
  keyedHash: (value: string) => string;
  /** A key of 32 bytes for one purpose, made from the house's secret. */
  keyFor(purpose: string): Buffer;
}

/** In front of every sealed text. */
export const SEALED = 'sealed:1:';
/** In front of a plain text that would otherwise be taken for a sealed one. */
const PLAIN = 'plain:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Seals with AES-256-GCM under the first of these keys (NIST SP 800-38D, random nonces); opens with any of them. */
export function sealWith(keys: readonly DataKey[]): Seal {
  const sealing = new Map(keys.map(({ id, bytes }) => [id, derived(bytes, 'sealed text')]));
  const firstId = keys[0]?.id;
  const first = firstId === undefined ? undefined : sealing.get(firstId);
  return {
    sealText(text, place) {
      const kept = toText(text);
      if (firstId === undefined || first === undefined) {
        return kept.startsWith(SEALED) || kept.startsWith(PLAIN) ? `${PLAIN}${kept}` : kept;
      }
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first, nonce).setAAD(identityOf(place));
      const sealed = Buffer.concat([nonce, cipher.update(kept, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${SEALED}${firstId}:${sealed.toString('base64')}`;
    },
    openText(stored, place) {
      if (stored.startsWith(PLAIN)) return stored.slice(PLAIN.length);
      if (!stored.startsWith(SEALED)) return stored;
      const [keyId = '', sealed = ''] = stored.slice(SEALED.length).split(':');
      const key = sealing.get(keyId);
      if (key === undefined) throw new CannotOpenText(place, { missingKey: keyId });
      return open(Buffer.from(sealed, 'base64'), key, { place, keyId });
    },
    isCurrent: (stored) => firstId === undefined || stored.startsWith(`${SEALED}${firstId}:`),
  };
}

/** The seal together with what is made from the house's secret. */
export function atRestWith(seal: Seal, secret: Uint8Array): AtRest {
  const keyFor = (purpose: string): Buffer => derived(secret, purpose);
  const hashKey = keyFor('keyed hash');
  return { ...seal, keyFor, keyedHash: (value) => createHmac('sha256', hashKey).update(value).digest('base64url') };
}

function open(bytes: Buffer, key: Buffer, { place, keyId }: { place: TextPlace; keyId: string }): string {
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const tag = bytes.subarray(-TAG_BYTES);
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(identityOf(place)).setAuthTag(tag);
    const text = cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, cipher.final()]).toString('utf8');
  } catch (cause) {
    throw new CannotOpenText(place, { changedUnder: keyId }, { cause });
  }
}

/** JSON keeps the parts apart: no two places have the same text. */
function identityOf({ table, column, row }: TextPlace): Buffer {
  return Buffer.from(JSON.stringify([table, column, row]));
}

/** RFC 5869: one key per purpose, so that no key is used in two ways. */
function derived(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `earpiece ${purpose}`, KEY_BYTES));
}
