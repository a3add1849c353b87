import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import process from 'node:process';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { Passage } from '../domain/passage.ts';
import { documentTitle } from './documentTitle.ts';
import { finishFingerprint } from './fingerprint.ts';
import { readBlocks } from './readBlocks.ts';
import type { ReadJob, ReadReply } from './readJob.ts';
import { READ_LIMITS } from './readLimits.ts';
import { splitPassages } from './splitPassages.ts';
import { UnreadableDocument } from '../files/unreadableDocument.ts';

/** Passages of about so many letters and cells go in one message, which then takes the receiver a moment only. */
const PORTION_WEIGHT = 200_000;

// A process of its own, without the house's environment: a hostile document ends it, never the house.
process.on('message', (job: ReadJob) => {
  void readJob(job).catch(explain).then(send);
});
process.on('disconnect', () => process.exit());
// Ctrl+C reaches every process of the terminal; the house decides when this one ends.
process.on('SIGINT', () => undefined);

function send(reply: ReadReply): void {
  process.send?.(reply);
}

async function readJob(job: ReadJob): Promise<ReadReply> {
  const bytes = await readFileWithinLimits(job.contentPath ?? job.path);
  const fingerprint = finishFingerprint(createHash('sha256').update(bytes), job);
  if (fingerprint === job.knownFingerprint) return { kind: 'unchanged' };
  const {
    title: own,
    blocks,
    warnings,
  } = await readBlocks(bytes, posix.basename(job.contentPath === undefined ? job.path : job.file));
  const { path, file, documentId, origin } = job;
  const { title: given, ...rights } = job.rights;
  const title = documentTitle(file, own, given);
  const document: KnowledgeDocument = { documentId, path, file, title, ...rights, fingerprint, origin };
  const passages = splitPassages(document, blocks);
  if (passages.length === 0) throw new UnreadableDocument('no-text', 'The file holds no readable text.');
  const portions = [...portionsOf(passages)];
  // The house holds a document as a whole while it stores it.
  if (portions.length > READ_LIMITS.documentPortions)
    throw new UnreadableDocument('too-large', 'The file holds more text than a shelf of books; split it.');
  for (const portion of portions) send({ kind: 'passages', passages: portion });
  return { kind: 'read', document, warnings };
}

function* portionsOf(passages: readonly Passage[]): Generator<readonly Passage[]> {
  let start = 0;
  let weight = 0;
  for (const [index, { text, units }] of passages.entries()) {
    weight += text.length + units.reduce((sum, unit) => sum + (unit.kind === 'row' ? unit.cells.length * 40 : 40), 0);
    if (weight < PORTION_WEIGHT) continue;
    yield passages.slice(start, index + 1);
    start = index + 1;
    weight = 0;
  }
  if (start < passages.length) yield passages.slice(start);
}

async function readFileWithinLimits(path: string): Promise<Uint8Array> {
  // Opened without following links and measured on the open file: it cannot be exchanged in between.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((error: unknown) => {
    throw new UnreadableDocument('unreachable', 'The file cannot be opened; check that it is there and may be read.', {
      cause: error,
    });
  });
  try {
    const { size } = await handle.stat();
    if (size > READ_LIMITS.fileBytes)
      throw new UnreadableDocument('too-large', 'The file is larger than 100 MB; split it.');
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function explain(error: unknown): ReadReply {
  if (error instanceof UnreadableDocument) return { kind: 'unreadable', reason: error.reason, sentence: error.message };
  if (error instanceof RangeError && error.message.includes('call stack')) {
    const sentence = 'The file nests its parts too deeply, or holds far too many; it was not read.';
    return { kind: 'unreadable', reason: 'unsafe', sentence };
  }
  // A library's own message may quote the document, so only its kind goes to the log.
  const fault = error instanceof Error ? error.name : typeof error;
  return {
    kind: 'unreadable',
    reason: 'damaged',
    sentence: 'The file is damaged or built in a way that cannot be read; save it again.',
    fault,
  };
}
