import { DatabaseSync } from 'node:sqlite';
import { mayRead, type Passage } from '../../src/domain/passage.ts';
import type { GivenAnswer, GoldQuestion } from './questionSet.ts';

/** Gives answers, or none. */
export type Answerer = (question: Pick<GoldQuestion, 'text' | 'groups' | 'history'>) => Promise<GivenAnswer>;

const DEPTH = 200;

/** SQLite's own full-text search: every word of the question with OR between, BM25; titles and headings included. */
export function plainSearch(passages: readonly Passage[]): (text: string) => Passage[] {
  const memory = new DatabaseSync(':memory:');
  memory.exec(`create virtual table t using fts5 (body, tokenize = 'porter unicode61 remove_diacritics 2')`);
  const insert = memory.prepare('insert into t (rowid, body) values (?, ?)');
  passages.forEach((passage, index) =>
    insert.run(index + 1, [passage.title, ...passage.headings, passage.text].join('\n')),
  );
  const search = memory.prepare(`select rowid from t where t match ? order by bm25(t) limit ${DEPTH}`);
  return (text) => {
    const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
    if (words.length === 0) return [];
    const rows = search.all(words.map((word) => `"${word}"`).join(' OR '));
    return rows.flatMap(({ rowid }) => passages[Number(rowid) - 1] ?? []);
  };
}

/** Plain search: the first passages are the answer, the first sentence is said, nothing is refused if a word is found. */
export function firstHit(passages: readonly Passage[], shown: number): Answerer {
  const search = plainSearch(passages);
  return ({ text, groups }) => {
    const readable = search(text).filter((passage) => mayRead(groups, passage.groups));
    return Promise.resolve(answerFrom(readable.slice(0, shown)));
  };
}

/** The first passage of the document that the search finds first: what a reader sees who opens it. */
export function leadPassage(passages: readonly Passage[]): Answerer {
  const first = firstHit(passages, 1);
  return async (question) => {
    const [file] = (await first(question)).files;
    return answerFrom(passages.filter((passage) => passage.file === file).slice(0, 1));
  };
}

function answerFrom(passages: readonly Passage[]): GivenAnswer {
  return {
    isAnswered: passages.length > 0,
    spoken: passages[0]?.units[0]?.text ?? '',
    text: passages.map(({ text }) => text).join('\n'),
    files: passages.map(({ file }) => file),
    pages: passages.map(({ file, page }) => `${file}#page=${page}`),
  };
}
