import type { DatabaseSync } from 'node:sqlite';
import type { KnowledgeDocument } from '../../domain/knowledgeDocument.ts';
import { withPlainNumbers } from '../../domain/words.ts';
import type { Passage } from '../../domain/passage.ts';
import type { KnowledgeChange } from '../../ports/knowledgeStore.ts';
import type { RightsChange } from '../sql/knowledgeHistory.ts';
import { atomically } from './readModel.ts';

/** Writes what happened to the knowledge base into one index in memory. */
export interface Intake {
  /** Takes out what is gone and what other people may read now; its text comes back with `takeIn`. */
  withdraw(changes: readonly RightsChange[]): void;
  takeIn(changes: readonly KnowledgeChange[]): void;
  /** Empties the index. */
  forgetAll(): void;
  /** Differs whenever the index may have changed. */
  generation(): number;
}

/** The intake of this index. */
export function intakeOf(memory: DatabaseSync): Intake {
  const remove = remover(memory);
  const add = adder(memory);
  const rightsOf = memory.prepare('select rights from documents where document_id = ?');
  let generation = 0;
  const change = (work: () => void) => {
    generation += 1;
    atomically(memory, work);
  };
  return {
    generation: () => generation,
    withdraw: (changes) =>
      change(() => {
        for (const rights of changes) {
          if (rights.isRemoved || rightsOf.get(rights.documentId)?.rights !== rightsText(rights)) {
            remove(rights.documentId);
          }
        }
      }),
    takeIn: (changes) =>
      change(() => {
        for (const { documentId, document, passages } of changes) {
          remove(documentId);
          if (document !== undefined) add(document, passages ?? []);
        }
      }),
    forgetAll: () => change(() => memory.exec('delete from documents; delete from passage_text;')),
  };
}

function remover(memory: DatabaseSync): (documentId: string) => void {
  const text = memory.prepare(`delete from passage_text where rowid in (
    select passage_key from passages join documents using (document_key) where document_id = ?)`);
  const document = memory.prepare('delete from documents where document_id = ?');
  return (documentId) => {
    text.run(documentId);
    document.run(documentId);
  };
}

function adder(memory: DatabaseSync): (document: KnowledgeDocument, passages: readonly Passage[]) => void {
  const insertDocument = memory.prepare(`insert into documents
    (document_id, title, series, effective_date, is_open, rights) values (?, ?, ?, ?, ?, ?)`);
  const insertGroup = memory.prepare('insert or ignore into document_groups (group_name, document_key) values (?, ?)');
  const insertPassage = memory.prepare('insert into passages (passage_id, document_key) values (?, ?)');
  const insertText = memory.prepare('insert into passage_text (rowid, title, headings, body) values (?, ?, ?, ?)');
  return (document, passages) => {
    const { documentId, title, series, groups, effectiveDate } = document;
    const documentKey = insertDocument.run(
      documentId,
      title,
      series ?? null,
      effectiveDate ?? null,
      Number(groups === null),
      rightsText(document),
    ).lastInsertRowid;
    for (const group of groups ?? []) insertGroup.run(group, documentKey);
    for (const passage of passages) {
      const passageKey = insertPassage.run(passage.passageId, documentKey).lastInsertRowid;
      const [heading, body] = [passage.headings.join('\n'), passage.text].map(withPlainNumbers) as [string, string];
      insertText.run(passageKey, withPlainNumbers(title), heading, body);
    }
  };
}

/** Equal exactly when the same people may read the document from the same day. */
function rightsText({ groups, effectiveDate }: Pick<KnowledgeDocument, 'groups' | 'effectiveDate'>): string {
  return JSON.stringify([groups === null ? null : [...groups].sort(), effectiveDate ?? null]);
}
