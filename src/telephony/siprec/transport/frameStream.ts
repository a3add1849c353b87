import type { SipMessage } from '../sip/message.ts';
import { contentLength, parseMessage } from '../sip/parseMessage.ts';

/** An INVITE with two streams and their metadata has about 5 kB. */
const MOST_HEAD_BYTES = 32 * 1024;
const MOST_BODY_BYTES = 256 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
const [CARRIAGE_RETURN, LINE_FEED] = [13, 10];

/** What came out of a stream: messages, pings, or why the stream is to be closed. */
export type Framed =
  | { kind: 'message'; message: SipMessage }
  | { kind: 'ping' }
  | { kind: 'broken'; why: 'no-sip' | 'too-large' | 'no-length'; message?: SipMessage };

/**
 * Cuts a TCP or TLS stream into messages by Content-Length (RFC 3261, section 18.3) and finds keep-alive pings (RFC
 * 5626, section 4.4.1). Keeps at most one head and one body. After `broken` nothing more can be read.
 */
export function frameStream(): (chunk: Buffer) => Framed[] {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  /** Bytes without which no further message can be whole: spares joining a body that drips in. */
  let wantedBytes = 0;

  return (chunk) => {
    kept.push(chunk);
    keptBytes += chunk.length;
    if (keptBytes < wantedBytes) return [];
    let rest = kept.length === 1 ? chunk : Buffer.concat(kept);
    const framed: Framed[] = [];
    for (let next = cutOne(rest); ; next = cutOne(rest)) {
      if ('wantedBytes' in next) {
        wantedBytes = next.wantedBytes;
        break;
      }
      framed.push(next.framed);
      rest = rest.subarray(next.usedBytes);
      if (next.framed.kind === 'broken') break;
    }
    kept = rest.length === 0 ? [] : [Buffer.from(rest)];
    keptBytes = rest.length;
    return framed;
  };
}

type Cut = { framed: Framed; usedBytes: number } | { wantedBytes: number };

function cutOne(bytes: Buffer): Cut {
  const blank = blankLines(bytes);
  if (blank >= 4) return { framed: { kind: 'ping' }, usedBytes: 4 };
  const end = bytes.indexOf(HEAD_END, blank);
  if ((end < 0 ? bytes.length : end) - blank > MOST_HEAD_BYTES) return broken('too-large');
  if (end < 0) return { wantedBytes: 0 };
  const head = bytes.subarray(blank, end).toString('utf8');
  const message = parseMessage(head, Buffer.alloc(0));
  if (message === undefined) return broken('no-sip');
  const length = contentLength(message);
  if (length === undefined || Number.isNaN(length)) return broken('no-length', message);
  if (length > MOST_BODY_BYTES) return broken('too-large', message);
  const bodyStart = end + HEAD_END.length;
  if (bytes.length < bodyStart + length) return { wantedBytes: bodyStart + length };
  const body = Buffer.from(bytes.subarray(bodyStart, bodyStart + length));
  return { framed: { kind: 'message', message: { ...message, body } }, usedBytes: bodyStart + length };
}

function broken(why: 'no-sip' | 'too-large' | 'no-length', message?: SipMessage): Cut {
  return { framed: { kind: 'broken', why, ...(message === undefined ? {} : { message }) }, usedBytes: 0 };
}

/** How many bytes of line ends stand at the front; more than a ping's are the next ping's. */
function blankLines(bytes: Buffer): number {
  let at = 0;
  while (at < 4 && bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) at += 2;
  return at;
}
