import { openDatabase } from '../../src/adapters/sql/openDatabase.ts';
import { sqlKnowledgeStore } from '../../src/adapters/sql/sqlKnowledgeStore.ts';
import type { KnowledgeDocument, ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { Passage } from '../../src/domain/passage.ts';
import { tellingWords } from '../../src/domain/words.ts';
import { chance, writer } from './syntheticWords.ts';

const PASSAGES_PER_DOCUMENT = 20;
const SENTENCES_PER_PASSAGE = 7;
const SAVED_AT_ONCE = 20;
/** Passages from which questions are made, spread over all. */
const QUESTIONS = 400;
const WORDS_PER_QUESTION = 8;

/**
 * Fills an empty database with this many passages of about 100 words. Returns questions of eight telling words each,
 * which stand together in one of the passages.
 */
export async function makeKnowledgeBase(dataDir: string, passages: number): Promise<string[]> {
  const database = await openDatabase({ dataDir });
  const knowledge = sqlKnowledgeStore(database);
  const questions: string[] = [];
  const text = writer(passages);
  const random = chance(11);
  const documents = Math.ceil(passages / PASSAGES_PER_DOCUMENT);
  try {
    for (let start = 0; start < documents; start += SAVED_AT_ONCE) {
      const count = Math.min(SAVED_AT_ONCE, documents - start);
      const some = Array.from({ length: count }, (_, index) => makeDocument(start + index, text));
      await Promise.all(some.map((read) => knowledge.saveDocument(read)));
      const wanted = Math.floor(((start + count) / documents) * QUESTIONS);
      while (questions.length < wanted) {
        const passage = some[Math.floor(random() * count)]?.passages[Math.floor(random() * PASSAGES_PER_DOCUMENT)];
        questions.push(questionFrom(passage?.text ?? '', random));
      }
    }
  } finally {
    await database.close();
  }
  return questions;
}

function makeDocument(index: number, text: ReturnType<typeof writer>): ReadDocument {
  text.nextTopic();
  const documentId = `document-${index}`;
  const [file, title, groups, fingerprint] = [`${documentId}.pdf`, text.title(4), null, 'f'];
  const document: KnowledgeDocument = {
    documentId,
    path: `/bench/${file}`,
    file,
    title,
    groups,
    fingerprint,
    origin: 'ingest',
  };
  const passages = Array.from({ length: PASSAGES_PER_DOCUMENT }, (_, ordinal): Passage => {
    const heading = text.title(3);
    const sentences = Array.from({ length: SENTENCES_PER_PASSAGE }, () => text.sentence());
    return {
      passageId: `${documentId}-${ordinal}`,
      documentId,
      file,
      title,
      groups,
      headings: [heading],
      heading,
      page: ordinal + 1,
      units: sentences.map((sentence) => ({ kind: 'sentence', text: sentence })),
      text: sentences.join('\n'),
    };
  });
  return { document, passages };
}

function questionFrom(text: string, random: () => number): string {
  const words = tellingWords(text).filter((word) => !/\d/.test(word));
  return words
    .map((word) => ({ word, lot: random() }))
    .sort((one, other) => one.lot - other.lot)
    .slice(0, WORDS_PER_QUESTION)
    .map(({ word }) => word)
    .join(' ');
}
