import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { DocumentReader, type ReadOutcome } from './documentReader.ts';

const NAME_CHARACTERS = 150;

/**
 * Reads a document that somebody sent, in a process of its own; its file is gone afterwards. Its id goes by its name, so
 * that the next one of that name replaces it. Nobody may read it until somebody says who.
 */
export async function readUpload({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<ReadOutcome> {
  const file = fileName(name);
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-upload-'));
  const reader = new DocumentReader();
  try {
    // The ending alone is theirs: it must fit the content.
    const path = join(folder, `${randomUUID()}${posix.extname(file)}`);
    await writeFile(path, bytes, { mode: 0o600 });
    const documentId = createHash('sha256').update(`upload:${file}`).digest('hex').slice(0, 16);
    const outcome = await reader.read({ path, file, documentId, rights: { groups: [] }, origin: 'ingest' });
    if (outcome.kind !== 'read') return outcome;
    // No path of a disk, so that no ingest of a folder takes it away.
    const document = { ...outcome.read.document, path: `upload:/${file}` };
    return { ...outcome, read: { ...outcome.read, document } };
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A name without folders, and without what would turn around or hide letters. */
function fileName(name: string): string {
  const last = posix.basename(name.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Cf}]/gu, '');
  const ending = posix.extname(last).slice(0, 10);
  return `${last.slice(0, last.length - posix.extname(last).length).slice(0, NAME_CHARACTERS) || 'document'}${ending}`;
}
