import type { Pdu } from 'smpp';

/** What a message centre brings by itself: the last word on a part, a reply, or nothing that concerns us. */
export type Delivered =
  | { kind: 'receipt'; reference: string; isDelivered: boolean }
  | { kind: 'reply'; from: string; text: string }
  | { kind: 'other' };

/** Bits 2 to 5 of esm_class (SMPP 3.4, section 5.2.12). */
const TYPE_BITS = 0x3c;
const RECEIPT = 0x04;
const MOST_CHARACTERS = 1_000;

/** Final states by name (SMPP 3.4, appendix B) and by number (section 5.2.28). */
const FINAL: Readonly<Record<string, boolean>> = {
  ...{ DELIVRD: true, EXPIRED: false, DELETED: false, UNDELIV: false, REJECTD: false },
  ...{ 2: true, 3: false, 4: false, 5: false, 8: false },
};

/** Reads a deliver_sm: receipts from their parameters where there are any, else from the usual text. */
export function readDeliverSm(pdu: Pdu): Delivered {
  const text = textOf(pdu.short_message) || textOf(pdu.message_payload);
  const type = (pdu.esm_class ?? 0) & TYPE_BITS;
  if (type === 0) return { kind: 'reply', from: pdu.source_addr ?? '', text };
  if (type !== RECEIPT) return { kind: 'other' };
  const reference = textOf(pdu.receipted_message_id) || (/\bid:(\S{1,65})/i.exec(text)?.[1] ?? '');
  const state = pdu.message_state ?? /\bstat:(\w{1,10})/i.exec(text)?.[1]?.toUpperCase();
  const isDelivered = typeof state === 'number' || typeof state === 'string' ? FINAL[state] : undefined;
  // Between acceptance and the end there are receipts that say nothing final.
  return isDelivered === undefined || reference === ''
    ? { kind: 'other' }
    : { kind: 'receipt', reference, isDelivered };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, MOST_CHARACTERS).replace(/\0+$/, '');
  if (Buffer.isBuffer(value)) return value.subarray(0, MOST_CHARACTERS).toString('latin1').replace(/\0+$/, '');
  const inner = typeof value === 'object' && value !== null && 'message' in value ? value.message : '';
  return typeof inner === 'string' || Buffer.isBuffer(inner) ? textOf(inner) : '';
}
