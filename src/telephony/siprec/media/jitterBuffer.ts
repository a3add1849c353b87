import type { RtpPacket } from './parseRtp.ts';

/** What comes out: packets in order, and how many samples of silence stand where some were lost. */
export interface Played {
  packet(packet: RtpPacket): void;
  silence(samples: number): void;
}

/** What happened to a stream, to be counted in metrics. */
export interface StreamCounts {
  received: number;
  /** Came after their turn, and were dropped. */
  late: number;
  duplicate: number;
  lost: number;
  /** Came after one that follows them, and were put in order. */
  reordered: number;
  /** The sender started anew: another SSRC, or a jump in its numbers. */
  restarts: number;
}

/** Packets one waits for a missing one: 120 ms at the usual 20 ms each. */
const DEPTH = 6;
/** Half of all numbers: below, a packet is early, above, it is late. */
const HALF = 0x8000;
/** From here on a jump is a sender that started anew (RFC 3550, appendix A.1). */
const MOST_DROPOUT = 3_000;
const MOST_MISORDER = 100;
/** A longer gap in time is a new beginning, no silence to be heard. */
const MOST_SILENCE = 30 * 8_000;

/**
 * Puts packets in order, drops doubles and what comes too late, and fills gaps by the timestamp, which also counts
 * through silence that was never sent (RFC 3550, section 5.1). Holds at most six packets.
 */
export class JitterBuffer {
  readonly counts: StreamCounts = { received: 0, late: 0, duplicate: 0, lost: 0, reordered: 0, restarts: 0 };
  private readonly waiting = new Map<number, RtpPacket>();
  private readonly played: Played;
  private ssrc = -1;
  /** Number of the packet whose turn it is; -1 before the first. */
  private next = -1;
  /** Furthest ahead of `next` among the waiting. */
  private ahead = 0;
  private timestamp = -1;
  /** One more than a number that jumped: the next one shows whether the sender jumped or a stranger spoke. */
  private suspected = -1;
  constructor(played: Played) {
    this.played = played;
  }

  /** True when packets are held back for one that is missing. */
  get isWaiting(): boolean {
    return this.waiting.size > 0;
  }

  /** Takes in a packet as it came. */
  push(packet: RtpPacket): void {
    this.counts.received += 1;
    if (packet.ssrc !== this.ssrc) this.restart(packet);
    const distance = (((packet.sequence - this.next) & 0xffff) ^ HALF) - HALF;
    if (distance > MOST_DROPOUT || distance < -MOST_MISORDER) {
      if (packet.sequence !== this.suspected) {
        this.suspected = (packet.sequence + 1) & 0xffff;
        this.counts.late += 1;
        return;
      }
      this.restart(packet);
      return this.play(packet);
    }
    this.suspected = -1;
    if (distance < 0) this.counts.late += 1;
    else if (distance === 0 && this.waiting.size === 0) this.play(packet);
    else this.keep(packet, distance);
  }

  /** Plays what is held back, without waiting any longer for what is missing. */
  flush(): void {
    while (this.waiting.size > 0) this.playNext();
  }

  private keep(packet: RtpPacket, distance: number): void {
    if (this.waiting.has(packet.sequence)) {
      this.counts.duplicate += 1;
      return;
    }
    if (distance < this.ahead) this.counts.reordered += 1;
    this.waiting.set(packet.sequence, packet);
    this.ahead = Math.max(this.ahead, distance);
    while (this.waiting.size > 0 && (this.waiting.has(this.next) || this.ahead >= DEPTH)) this.playNext();
  }

  private playNext(): void {
    const packet = this.waiting.get(this.next);
    if (packet !== undefined) {
      this.waiting.delete(this.next);
      return this.play(packet);
    }
    this.counts.lost += 1;
    this.advance();
  }

  private play(packet: RtpPacket): void {
    const gap = this.timestamp < 0 ? 0 : (packet.timestamp - this.timestamp) >>> 0;
    if (gap > 0 && gap <= MOST_SILENCE) this.played.silence(gap);
    this.played.packet(packet);
    this.timestamp = (packet.timestamp + packet.payload.length) >>> 0;
    this.advance();
  }

  private advance(): void {
    this.next = (this.next + 1) & 0xffff;
    this.ahead = this.waiting.size === 0 ? 0 : this.ahead - 1;
  }

  private restart({ ssrc, sequence }: RtpPacket): void {
    this.flush();
    if (this.next >= 0) this.counts.restarts += 1;
    this.ssrc = ssrc;
    this.next = sequence;
    this.timestamp = -1;
    this.suspected = -1;
  }
}
