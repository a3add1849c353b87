import type { Hash } from 'node:crypto';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { DocumentRights } from './knowledgeJson.ts';

/** Raise it when readers or passages change, so that unchanged files are read again. */
const READER_VERSION = 1;

/** What makes a document besides its bytes. */
interface Circumstances {
  rights: DocumentRights;
  file: string;
  origin: KnowledgeDocument['origin'];
}

/** A document's fingerprint from the SHA-256 over its bytes, which stays usable, and how it was taken in. */
export function finishFingerprint(bytes: Hash, { rights, file, origin }: Circumstances): string {
  return bytes
    .copy()
    .update(JSON.stringify([READER_VERSION, file, origin, Object.entries(rights).sort()]))
    .digest('hex');
}

/** True when a document with these bytes has the fingerprint that was stored of it. */
export function hasFingerprint(bytes: Hash, document: KnowledgeDocument): boolean {
  const { title, groups, effectiveDate, series, sensitivity, url, file, origin, fingerprint } = document;
  const given = Object.entries({ effectiveDate, series, sensitivity, url }).filter(([, value]) => value !== undefined);
  const rights: DocumentRights = { groups, ...(Object.fromEntries(given) as Partial<DocumentRights>) };
  // Whether knowledge.json gave the title or the file itself is not stored.
  return [rights, { ...rights, title }].some(
    (possible) => finishFingerprint(bytes, { rights: possible, file, origin }) === fingerprint,
  );
}
