import { parametersOf } from './headerValues.ts';
import type { Header } from './message.ts';
import { readHeaders } from './parseMessage.ts';

/** One part of a body; a body of one part is one too. */
export interface BodyPart {
  /** In lower case, without parameters; text/plain where nothing says so (RFC 2046, section 5.1). */
  type: string;
  text: string;
}

const MOST_PARTS = 16;
const MOST_DEPTH = 2;

/**
 * Takes a body apart (RFC 2046, section 5.1.1; RFC 5621): multipart/mixed with quoted or padded boundaries, lines that
 * end in LF alone, and a last boundary that is missing. Undefined when a multipart body has no boundary in it.
 */
export function readBody(contentType: string, body: Buffer): BodyPart[] | undefined {
  return body.length === 0 ? [] : readPart([['content-type', contentType]], body.toString('utf8'), 0);
}

function readPart(headers: readonly Header[], text: string, depth: number): BodyPart[] | undefined {
  const contentType = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!type.startsWith('multipart/')) {
    return [{ type: type === '' ? 'text/plain' : type, text }];
  }
  const boundary = parametersOf(contentType).boundary?.trim() ?? '';
  if (boundary === '' || boundary.length > 70 || depth >= MOST_DEPTH) return undefined;
  const pieces = `\n${text}`.split(`\n--${boundary}`).slice(1);
  const last = pieces.findIndex((piece) => piece.startsWith('--'));
  const inner = last < 0 ? pieces : pieces.slice(0, last);
  if (inner.length === 0 || inner.length > MOST_PARTS) return undefined;
  const parts = inner.map((piece) => readPiece(piece, depth + 1));
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** What stands between two boundaries: the rest of the boundary's line, headers, an empty line, the content. */
function readPiece(piece: string, depth: number): BodyPart[] | undefined {
  const afterLine = piece.indexOf('\n');
  const content = afterLine < 0 ? '' : piece.slice(afterLine + 1);
  if (/^\r?\n/.test(content)) return readPart([], content.replace(/^\r?\n/, ''), depth);
  const end = /\r?\n\r?\n/.exec(content);
  const head = content.slice(0, end?.index ?? content.length).replace(/\r?\n[ \t]+/g, ' ');
  const headers = readHeaders(head.split(/\r?\n/));
  if (headers === undefined) return undefined;
  const rest = end === null ? '' : content.slice(end.index + end[0].length);
  return readPart(headers, rest.replace(/\r$/, ''), depth);
}
