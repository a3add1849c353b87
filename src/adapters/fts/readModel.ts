import { DatabaseSync } from 'node:sqlite';

// Folds case, accents and English endings, in passages and in questions alike.
const TOKENIZER = `tokenize = 'porter unicode61 remove_diacritics 2'`;

/**
 * The tables of one process's own index, in memory. A document's rights stand in rows beside it, so that the query
 * itself leaves out what the asker may not see.
 */
const TABLES = `
  create table documents (
    document_key integer primary key,
    document_id text not null unique,
    title text not null,
    series text,
    effective_date text,
    is_open integer not null,
    rights text not null
  );
  create table document_groups (
    group_name text not null,
    document_key integer not null references documents on delete cascade,
    primary key (group_name, document_key)
  ) without rowid;
  create index groups_of_document on document_groups (document_key);
  create table passages (
    passage_key integer primary key,
    passage_id text not null,
    document_key integer not null references documents on delete cascade
  );
  create index passages_of_document on passages (document_key);
  create virtual table passage_text using fts5 (title, headings, body, ${TOKENIZER});
  create virtual table vocabulary using fts5vocab (passage_text, row);
`;

/** An empty index in memory. */
export function openReadModel(): DatabaseSync {
  const memory = new DatabaseSync(':memory:');
  memory.exec(TABLES);
  return memory;
}

/** Runs the work in one transaction: all or nothing. */
export function atomically<Result>(memory: DatabaseSync, work: () => Result): Result {
  memory.exec('begin');
  try {
    const result = work();
    memory.exec('commit');
    return result;
  } catch (error) {
    memory.exec('rollback');
    throw error;
  }
}
