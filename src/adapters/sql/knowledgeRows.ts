import type { Insertable, Selectable } from 'kysely';
import type { KnowledgeDocument } from '../../domain/knowledgeDocument.ts';
import type { Passage, Unit } from '../../domain/passage.ts';
import { fromJson, toJson, toText, withoutNulls } from './columns.ts';
import type { DocumentTable, PassageTable } from './tables.ts';

/** A document as a row, without its revision. */
export function documentRow(document: KnowledgeDocument): Omit<Insertable<DocumentTable>, 'revision'> {
  const { documentId, groups, effectiveDate, ...same } = document;
  return {
    document_id: documentId,
    path: toText(same.path),
    file: toText(same.file),
    title: toText(same.title),
    groups: groups === null ? null : toJson(groups),
    effective_date: effectiveDate ?? null,
    series: same.series === undefined ? null : toText(same.series),
    sensitivity: same.sensitivity === undefined ? null : toText(same.sensitivity),
    url: same.url === undefined ? null : toText(same.url),
    fingerprint: same.fingerprint,
    origin: same.origin,
  };
}

/** The document of a row. */
export function documentOf(row: Selectable<DocumentTable>): KnowledgeDocument {
  const { file, title, path, fingerprint, origin, effective_date, series, sensitivity, url } = row;
  return {
    documentId: row.document_id,
    path,
    file,
    title,
    groups: groupsOf(row),
    ...withoutNulls({ effectiveDate: effective_date, series, sensitivity, url }),
    fingerprint,
    origin,
  };
}

/** Who may read: null everyone who is signed in, an empty list nobody. */
export function groupsOf(row: Pick<Selectable<DocumentTable>, 'groups'>): readonly string[] | null {
  return row.groups === null ? null : fromJson<string[]>(row.groups);
}

/** A passage as a row. */
export function passageRow(passage: Passage, ordinal: number): Insertable<PassageTable> {
  return {
    passage_id: passage.passageId,
    document_id: passage.documentId,
    ordinal,
    headings: toJson(passage.headings),
    units: toJson(passage.units),
    text: toText(passage.text),
    page: passage.page ?? null,
    slide: passage.slide ?? null,
    sheet: passage.sheet === undefined ? null : toText(passage.sheet),
    heading: passage.heading === undefined ? null : toText(passage.heading),
  };
}

/** What of its document a passage shows. */
export const SHOWN_OF_DOCUMENT = ['file', 'title', 'groups', 'effective_date', 'series', 'sensitivity', 'url'] as const;
type ShownOfDocument = Pick<Selectable<DocumentTable>, (typeof SHOWN_OF_DOCUMENT)[number]>;

/** The passage of a row with the rights and dates its document has now. */
export function passageOf(row: Selectable<PassageTable>, document: ShownOfDocument): Passage {
  const { page, slide, sheet, heading } = row;
  const { effective_date, series, sensitivity, url } = document;
  return {
    passageId: row.passage_id,
    documentId: row.document_id,
    file: document.file,
    title: document.title,
    headings: fromJson<string[]>(row.headings),
    units: fromJson<Unit[]>(row.units),
    text: row.text,
    ...withoutNulls({ page, slide, sheet, heading }),
    groups: groupsOf(document),
    ...withoutNulls({ effectiveDate: effective_date, series, sensitivity, url }),
  };
}
