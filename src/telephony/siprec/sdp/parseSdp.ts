import { type MediaKey, readKey } from './mediaKey.ts';

/** Which way media flows, seen from whoever wrote it (RFC 3264, section 5.1). */
export type Direction = 'sendonly' | 'recvonly' | 'sendrecv' | 'inactive';

/** One m-line with what belongs to it (RFC 4566, section 5.14). */
export interface MediaOffer {
  kind: string;
  /** 0: the stream is refused or gone (RFC 3264, section 8.2). */
  port: number;
  protocol: string;
  formats: readonly string[];
  /** Address the stream comes from; undefined when neither the m-line nor the session names one. */
  address: string | undefined;
  direction: Direction;
  /** What metadata calls the stream (RFC 4574). */
  label: string | undefined;
  /** Encoding by format, such as PCMU/8000. */
  encodings: ReadonlyMap<string, string>;
  /** Keys we can use, in the order offered. */
  keys: readonly MediaKey[];
}

/** A session description: its m-lines, in order. */
export interface SessionOffer {
  media: readonly MediaOffer[];
}

interface Reading {
  address: string | undefined;
  direction: Direction;
}

type MediaReading = MediaOffer & { encodings: Map<string, string>; keys: MediaKey[] };

const MOST_LINES = 1_000;
const MOST_MEDIA = 16;
const MOST_KEYS = 8;
const DIRECTION = /^a=(sendonly|recvonly|sendrecv|inactive)$/;

/** Reads what an SBC offers (RFC 4566); undefined for what is no SDP. Unknown lines are passed over. */
export function parseSdp(text: string): SessionOffer | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const first = lines.findIndex((line) => line !== '');
  if (lines[first] !== 'v=0' || lines.length > MOST_LINES) return undefined;
  const session: Reading = { address: undefined, direction: 'sendrecv' };
  const media: MediaReading[] = [];
  for (const line of lines) {
    if (line.startsWith('m=')) {
      const offer = readMediaLine(line, session);
      if (offer === undefined || media.length >= MOST_MEDIA) return undefined;
      media.push(offer);
      continue;
    }
    const current = media.at(-1);
    readShared(line, current ?? session);
    if (current !== undefined) readAttribute(line, current);
  }
  return { media };
}

function readMediaLine(line: string, session: Reading): MediaReading | undefined {
  const [kind = '', port = '', protocol = '', ...formats] = line.slice(2).split(/\s+/);
  const [, number] = /^(\d{1,5})(?:\/\d+)?$/.exec(port) ?? [];
  if (!/^[\w-]{1,32}$/.test(kind) || !/^[\w/-]{1,64}$/.test(protocol)) return undefined;
  if (number === undefined || Number(number) > 65535 || formats.length === 0) return undefined;
  if (formats.length > 64 || formats.some((format) => !/^[\w.*-]{1,64}$/.test(format))) return undefined;
  return {
    kind,
    port: Number(number),
    protocol,
    formats,
    ...session,
    label: undefined,
    encodings: new Map(),
    keys: [],
  };
}

/** What a session says for all of its m-lines, and an m-line for itself. */
function readShared(line: string, reading: Reading): void {
  const [, address] = /^c=IN IP[46] ([\da-fA-F.:]{2,45})(?:\/[\d/]*)?$/.exec(line) ?? [];
  if (address !== undefined) reading.address = address;
  const [, direction] = DIRECTION.exec(line) ?? [];
  if (direction !== undefined) reading.direction = direction as Direction;
}

function readAttribute(line: string, offer: MediaReading): void {
  const [, format, encoding] = /^a=rtpmap:(\d{1,3})\s+(\S{1,64})$/.exec(line) ?? [];
  if (format !== undefined && encoding !== undefined) offer.encodings.set(format, encoding);
  const [, label] = /^a=label:([\w.!#$%&'*+^`{|}~-]{1,64})$/.exec(line) ?? [];
  if (label !== undefined) offer.label = label;
  const key = readKey(line);
  if (key !== undefined && offer.keys.length < MOST_KEYS) offer.keys.push(key);
}
