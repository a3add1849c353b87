// Saves documents of 40 passages, a name for each on standard output once it is saved, until somebody ends it.
import { writeSync } from 'node:fs';
import { type DatabasePlace, openDatabase } from '../../../src/adapters/sql/openDatabase.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import { aReadDocument } from '../knowledge.ts';

const store = sqlKnowledgeStore(await openDatabase(JSON.parse(process.argv[2] ?? '') as DatabasePlace));
const texts = Array.from({ length: 40 }, (_, ordinal) => `Paragraph ${ordinal} of a document that must not get lost.`);
for (let count = 0; ; count += 1) {
  const documentId = `document-${count}`;
  await store.saveDocument(aReadDocument({ documentId }, ...texts));
  writeSync(1, `${documentId}\n`);
}
