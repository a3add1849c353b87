import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { KnowledgeDocument } from '../../src/domain/knowledgeDocument.ts';
import { ingestDocuments } from '../../src/knowledge/ingestDocuments.ts';
import { openOriginalPdf } from '../../src/knowledge/originalPdf.ts';
import { knowledgeStoreFake } from '../support/knowledgeStoreFake.ts';
import { makeFolder, type TestFolder } from './support/folder.ts';
import { makePdf } from './support/makePdf.ts';

const entry = {
  file: 'guides/roaming.pdf',
  title: 'Roaming guide',
  groups: ['retention-team', 'agents'],
  effectiveDate: '2026-02-01T00:00:00Z',
  series: 'roaming',
  sensitivity: 'Internal',
};

describe('the PDF behind a document', () => {
  let folder: TestFolder;
  let pdf: Uint8Array;
  let path: string;
  beforeEach(async () => {
    folder = await makeFolder();
    pdf = await makePdf((page) => page.text('Roaming in Switzerland costs 2 pounds a day.'));
    path = await folder.write('guides/roaming.pdf', pdf);
  });
  afterEach(() => folder.remove());

  for (const [what, knowledge] of [
    ['without an entry', { documents: [] }],
    ['with everything an entry can say', { documents: [entry] }],
    ['without a given title', { documents: [{ ...entry, title: undefined }] }],
    ['with little of an entry', { documents: [{ file: entry.file, url: 'https://intranet.example/roaming' }] }],
  ] as const) {
    it(`is handed out byte by byte ${what} in knowledge.json`, async () => {
      await folder.write('knowledge.json', JSON.stringify(knowledge));

      const opened = await openOriginalPdf(await ingested(folder));

      assert.ok(opened);
      assert.equal(opened.bytes, pdf.length);
      assert.deepEqual(await buffer(opened.content), Buffer.from(pdf));
    });
  }

  for (const [what, change] of [
    ['was changed by one byte', () => writeFile(path, pdf.with(-1, 33))],
    ['got longer', () => writeFile(path, Buffer.concat([pdf, Buffer.from('\n')]))],
    ['is empty', () => writeFile(path, '')],
    ['is gone', () => rm(path)],
    ['became a folder', () => rm(path).then(() => mkdir(path))],
    [
      'became a link, even to the same content',
      () => rename(path, `${path}.moved`).then(() => symlink(`${path}.moved`, path)),
    ],
    ['became a pipe that nobody writes to', () => rm(path).then(() => void execFileSync('mkfifo', [path]))],
  ] as const) {
    it(`is not handed out when the file ${what}`, async function () {
      if (process.platform === 'win32') this.skip();
      const document = await ingested(folder);

      await change();

      assert.equal(await openOriginalPdf(document), undefined);
    });
  }

  it('is not handed out for a document that points to another file', async () => {
    const document = await ingested(folder);
    const other = await folder.write('other.pdf', await makePdf((page) => page.text('Salaries of the board.')));

    const pointing: Partial<KnowledgeDocument>[] = [
      { path: other },
      { path: `${folder.path}/guides/../guides/roaming.pdf` },
      { path: 'guides/roaming.pdf' },
      { path, file: 'another.pdf' },
      { path: '/etc/passwd', file: 'passwd' },
    ];

    for (const over of pointing) assert.equal(await openOriginalPdf({ ...document, ...over }), undefined);
  });

  it('is a PDF only: other formats are shown as text', async () => {
    await folder.write('roaming.html', '<p>Roaming costs 2 pounds a day.</p><script>alert(1)</script>');

    assert.equal(await openOriginalPdf(await ingested(folder, 'roaming.html')), undefined);
  });
});

async function ingested(folder: TestFolder, file = 'guides/roaming.pdf'): Promise<KnowledgeDocument> {
  const knowledge = knowledgeStoreFake();
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const ports = { knowledge, clock: { now: () => new Date() }, log };
  await ingestDocuments({ paths: [folder.path], prune: false, origin: 'ingest' }, ports);
  const read = knowledge.byFile(file);
  if (read === undefined) throw new Error(`${file} was not ingested.`);
  return read.document;
}
