import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import { hasFingerprint } from './fingerprint.ts';
import { absolutePath } from './posixPath.ts';
import { formatByName } from './readers/detectFormat.ts';
import { READ_LIMITS } from './readLimits.ts';

/** A file that is open; reading `content` to its end or destroying it closes the file. */
export interface OriginalPdf {
  bytes: number;
  content: Readable;
}

// Without O_NONBLOCK a pipe that somebody put in the file's place would keep us waiting for ever.
const READ_SAFELY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The PDF a document was read from, or undefined when the document is no PDF, its file is not on this machine, or the
 * file is no longer what was read. That its bytes are those that were ingested is what makes it safe to hand out, even
 * if a folder above it has since been replaced by a link to somewhere else.
 */
export async function openOriginalPdf(document: KnowledgeDocument): Promise<OriginalPdf | undefined> {
  if (formatByName(document.path) !== 'pdf' || !isIngestedPath(document)) return undefined;
  // Whatever keeps the file from being opened or read: its text is in the database and is shown instead.
  const handle = await open(document.path, READ_SAFELY).catch(() => undefined);
  if (handle === undefined) return undefined;
  const bytes = await unchangedBytes(handle, document).catch(() => 0);
  if (bytes > 0) return { bytes, content: handle.createReadStream({ start: 0, end: bytes - 1 }) };
  await handle.close();
  return undefined;
}

/** A path as ingesting writes it: absolute, without "..", ending in what people see of it. */
function isIngestedPath({ path, file }: KnowledgeDocument): boolean {
  return absolutePath(path) === path && path.endsWith(`/${file}`);
}

/** The size of the file when it is a regular one with the content that was ingested, else 0. */
async function unchangedBytes(handle: FileHandle, document: KnowledgeDocument): Promise<number> {
  const info = await handle.stat();
  if (!info.isFile() || info.size === 0 || info.size > READ_LIMITS.fileBytes) return 0;
  const hash = createHash('sha256');
  const content = handle.createReadStream({ start: 0, end: info.size - 1, autoClose: false });
  for await (const chunk of content) hash.update(chunk as Buffer);
  return hasFingerprint(hash, document) ? info.size : 0;
}
