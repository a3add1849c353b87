/** An RTP packet (RFC 3550, section 5.1). */
export interface RtpPacket {
  payloadType: number;
  sequence: number;
  timestamp: number;
  ssrc: number;
  /** A view into the datagram, without header, extension and padding. */
  payload: Uint8Array;
}

const HEADER_BYTES = 12;
const VERSION = 2;

/** Reads a datagram as RTP; undefined for RTCP on the same port (RFC 5761, section 4) and for what is broken. */
export function parseRtp(datagram: Buffer): RtpPacket | undefined {
  if (datagram.length < HEADER_BYTES) return undefined;
  const [first = 0, second = 0] = datagram;
  const payloadType = second & 0x7f;
  if (first >> 6 !== VERSION || (payloadType >= 64 && payloadType <= 95)) return undefined;
  let start = HEADER_BYTES + 4 * (first & 0x0f);
  if (first & 0x10) {
    if (datagram.length < start + 4) return undefined;
    // The extension counts words behind its own (RFC 3550, section 5.3.1).
    start += 4 + 4 * datagram.readUInt16BE(start + 2);
  }
  let end = datagram.length;
  if (first & 0x20) {
    const padding = datagram[end - 1] ?? 0;
    if (padding === 0) return undefined;
    end -= padding;
  }
  if (start > end) return undefined;
  return {
    payloadType,
    sequence: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    ssrc: datagram.readUInt32BE(8),
    payload: datagram.subarray(start, end),
  };
}
