import type { SrtpSession } from 'werift-rtp';

/** Turns an encrypted packet into a plain one; undefined when it was not made with the key, or is broken. */
export type Unprotect = (datagram: Buffer) => Buffer | undefined;

const KEY_BYTES = 16;
const HEADER_BYTES = 12;
/** Half of all sequence numbers. */
const HALF = 0x8000;

/**
 * Opens SRTP packets made with this key and salt of 30 bytes (RFC 3711, AES-CM with HMAC-SHA1-80). A packet is believed
 * only after its tag; repeats are left to the jitter buffer. Loads the library with the first encrypted call.
 */
export async function unprotectWith(key: Buffer): Promise<Unprotect> {
  const { SrtpSession: Session } = await import('werift-rtp');
  const [master, salt] = [key.subarray(0, KEY_BYTES), key.subarray(KEY_BYTES)];
  const keys = { localMasterKey: master, localMasterSalt: salt, remoteMasterKey: master, remoteMasterSalt: salt };
  const session = new Session({ keys, profile: 1 });
  return (datagram) => opened(session, datagram) ?? openedAfterLoss(session, datagram);
}

function opened(session: SrtpSession, datagram: Buffer): Buffer | undefined {
  try {
    return session.decrypt(datagram);
  } catch {
    // The library throws for a wrong tag and for what is no packet.
    return undefined;
  }
}

/**
 * The library counts a roll-over of sequence numbers only when little is lost around it; the guess of RFC 3711, section
 * 3.3.1, holds over a loss of half of all numbers.
 */
function openedAfterLoss(session: SrtpSession, datagram: Buffer): Buffer | undefined {
  if (datagram.length < HEADER_BYTES) return undefined;
  const state = session.remoteContext.srtpSSRCStates[datagram.readUInt32BE(8)];
  const sequence = datagram.readUInt16BE(2);
  if (state === undefined || state.lastSequenceNumber - sequence <= HALF) return undefined;
  const before = { ...state };
  Object.assign(state, { rolloverCounter: state.rolloverCounter + 1, lastSequenceNumber: sequence });
  const plain = opened(session, datagram);
  if (plain === undefined) Object.assign(state, before);
  return plain;
}
