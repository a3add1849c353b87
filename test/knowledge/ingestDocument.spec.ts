import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ReadOutcome } from '../../src/knowledge/documentReader.ts';
import { fileStamp } from '../../src/knowledge/fileStamp.ts';
import { ingestDocument, type IngestMeans } from '../../src/knowledge/ingestDocument.ts';
import { openRights } from '../../src/knowledge/knowledgeJson.ts';
import type { IngestWork } from '../../src/knowledge/planIngest.ts';
import type { ReadJob } from '../../src/knowledge/readJob.ts';
import { knowledgeStoreFake, type KnowledgeStoreFake } from '../support/knowledgeStoreFake.ts';
import { aReadDocument } from '../support/knowledge.ts';
import { makeFolder, type TestFolder } from './support/folder.ts';

describe('ingesting one document', () => {
  let folder: TestFolder;
  let store: KnowledgeStoreFake;
  let readTimes: number;
  beforeEach(async () => {
    folder = await makeFolder();
    store = knowledgeStoreFake();
    readTimes = 0;
    await folder.write('a.md', 'Text.');
  });
  afterEach(() => folder.remove());

  it('never stores it with rights that were taken away while it was being read', async () => {
    const restrict = () => folder.write('knowledge.json', '{"documents":[{"file":"a.md","groups":["team"]}]}');

    await ingest(readerThat(restrict));

    assert.deepEqual(store.deeds, ['save a.md']);
    assert.deepEqual(store.byFile('a.md')?.document.groups, ['team']);
    assert.equal(readTimes, 2);
  });

  it('takes it out again when its rights are taken away while it is being stored', async () => {
    const save = store.saveDocument.bind(store);
    store.saveDocument = async (read) => {
      await save(read);
      await folder.write('knowledge.json', '{"documents":[{"file":"a.md","groups":["team"]}]}');
    };

    await ingest(readerThat());

    assert.deepEqual(store.deeds, ['save a.md', 'remove a.md', 'save a.md']);
    assert.deepEqual(store.byFile('a.md')?.document.groups, ['team']);
  });

  it('throws away what it read of a file that changed meanwhile', async () => {
    const path = `${folder.path}/a.md`;
    const atRest = new Map([[path, (await fileStamp(path)) ?? '']]);
    const change = () => folder.write('a.md', 'Text, and the next half.');

    const result = await ingest(readerThat(change), { atRest, ingested: new Map() });

    assert.equal(result, undefined);
    assert.deepEqual(store.deeds, []);
  });

  it('does not open a file that a follower knows to be as it was', async () => {
    const path = `${folder.path}/a.md`;
    const followed = { atRest: new Map([[path, (await fileStamp(path)) ?? '']]), ingested: new Map<string, string>() };
    await ingest(readerThat(), followed);

    const again = await ingest(readerThat(), followed, store.byFile('a.md')?.document);

    assert.equal(again, undefined);
    assert.equal(readTimes, 1);
  });

  it('opens it all the same when somebody took the document out of the knowledge base', async () => {
    const path = `${folder.path}/a.md`;
    const followed = { atRest: new Map([[path, (await fileStamp(path)) ?? '']]), ingested: new Map<string, string>() };
    await ingest(readerThat(), followed);
    await store.removeDocuments(['a']);

    await ingest(readerThat(), followed);

    assert.deepEqual(store.deeds, ['save a.md', 'remove a.md', 'save a.md']);
  });

  async function ingest(
    reader: IngestMeans['reader'],
    followed?: IngestMeans['followed'],
    stored?: IngestWork['stored'],
  ) {
    const quiet = (): void => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const rightsReader = openRights();
    const found = { path: `${folder.path}/a.md`, file: 'a.md', root: folder.path };
    const rights = await rightsReader.rightsOf(found);
    const work: IngestWork = { found, documentId: 'a', rights, origin: 'ingest', ...(stored && { stored }) };
    return ingestDocument(work, { knowledge: store, log, reader, rightsReader, followed });
  }

  /** A reader during whose first reading something happens. */
  function readerThat(happens: () => Promise<unknown> = async () => undefined): IngestMeans['reader'] {
    return {
      async read({ documentId, file, rights }: ReadJob): Promise<ReadOutcome> {
        readTimes++;
        if (readTimes === 1) await happens();
        const fingerprint = createHash('sha256').update(JSON.stringify(rights)).digest('hex');
        const read = aReadDocument({ documentId, file, fingerprint, groups: rights.groups }, 'Text.');
        return { kind: 'read', read, warnings: [] };
      },
    };
  }
});
