import type { KnowledgeDocument, ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { Passage } from '../../src/domain/passage.ts';

/** A document that everybody may read, unless the claim says otherwise. */
export function aDocument(what: Partial<KnowledgeDocument> = {}): KnowledgeDocument {
  const documentId = what.documentId ?? 'roaming';
  return {
    documentId,
    path: `/knowledge/${documentId}.md`,
    file: `${documentId}.md`,
    title: documentId,
    groups: null,
    fingerprint: `fingerprint of ${documentId}`,
    origin: 'ingest',
    ...what,
  };
}

/** The first passage of a document that everybody may read, unless the claim says otherwise. */
export function aPassage(what: Partial<Passage> = {}): Passage {
  const documentId = what.documentId ?? 'roaming';
  const text = what.text ?? 'Roaming in the EU is included.';
  return {
    passageId: `${documentId}-0`,
    documentId,
    file: `${documentId}.md`,
    title: documentId,
    headings: [],
    units: text.split('\n').map((line) => ({ kind: 'sentence', text: line })),
    text,
    groups: null,
    ...what,
  };
}

/** A document with one passage per text, all with the document's title, rights and dates. */
export function aReadDocument(what: Partial<KnowledgeDocument> = {}, ...texts: string[]): ReadDocument {
  const document = aDocument(what);
  const { path: _path, fingerprint: _fingerprint, origin: _origin, ...shown } = document;
  const passages = texts.map((text, ordinal) =>
    aPassage({ ...shown, passageId: `${document.documentId}-${ordinal}`, text }),
  );
  return { document, passages };
}
