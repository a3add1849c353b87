import { createHash } from 'node:crypto';
import type { SearchIndex } from '@azure/search-documents';
import type { KnowledgeDocument } from '../../domain/knowledgeDocument.ts';
import type { Passage } from '../../domain/passage.ts';
import { groupTokens } from './searchFilter.ts';

/** A passage as the index holds it: enough to find it; what is shown is read from the database. */
export interface IndexedPassage {
  key: string;
  passageId: string;
  documentId: string;
  /** Of the knowledge base, when the document was last changed. */
  revision: number;
  groupIds: string[];
  effectiveFrom: string | null;
  title: string;
  headings: string;
  text: string;
  sensitivity: string | null;
}

/** A field for vectors of one model; another model gets another field, because sizes cannot change. */
export interface VectorField {
  name: string;
  dimensions: number;
}

const ANALYZER = 'earpiece_words';
const PROFILE = 'earpiece_vectors';
const WEIGHTS = 'earpiece_weights';

/** The place of a passage in the index, free of characters that a key may not have. */
export function keyOf(documentId: string, ordinal: number): string {
  return `${createHash('sha256').update(documentId).digest('hex').slice(0, 32)}-${ordinal}`;
}

/** The field for vectors of this model. */
export function vectorFieldOf(model: string, dimensions: number): VectorField {
  const name = createHash('sha256').update(`${model} ${dimensions}`).digest('hex').slice(0, 12);
  return { name: `vector_${name}`, dimensions };
}

const DAY = /^\d{4}-\d{2}-\d{2}/;

/** A passage with the rights and dates of its document. */
export function indexedPassage(
  { passage, ordinal }: { passage: Passage; ordinal: number },
  { documentId, title, groups, effectiveDate, sensitivity }: KnowledgeDocument,
  revision: number,
): IndexedPassage {
  // A date that nobody can read must not open a document early.
  const day = effectiveDate === undefined ? null : (DAY.exec(effectiveDate)?.[0] ?? '9999-12-31');
  return {
    key: keyOf(documentId, ordinal),
    passageId: passage.passageId,
    documentId,
    revision,
    groupIds: groupTokens(groups),
    effectiveFrom: day === null ? null : `${day}T00:00:00Z`,
    title,
    headings: passage.headings.join('\n'),
    text: passage.text,
    sensitivity: sensitivity ?? null,
  };
}

/**
 * What the index must have. Words are folded as in the embedded index: case, accents and English endings. Filters stand
 * on fields of their own, and nothing but the key, the passage's id and its text can be read back.
 */
export function indexShape(
  name: string,
  semanticConfig: string | undefined,
  vector: VectorField | undefined,
): SearchIndex {
  const words = { type: 'Edm.String', searchable: true, analyzerName: ANALYZER } as const;
  const filter = { filterable: true, hidden: true } as const;
  return {
    name,
    fields: [
      { name: 'key', type: 'Edm.String', key: true, filterable: true },
      { name: 'passageId', type: 'Edm.String' },
      { name: 'documentId', type: 'Edm.String', filterable: true },
      { name: 'revision', type: 'Edm.Int64', filterable: true, sortable: true },
      { name: 'groupIds', type: 'Collection(Edm.String)', ...filter },
      { name: 'effectiveFrom', type: 'Edm.DateTimeOffset', ...filter },
      { name: 'title', ...words },
      { name: 'headings', ...words },
      { name: 'text', ...words },
      { name: 'sensitivity', type: 'Edm.String', filterable: true },
      ...(vector === undefined ? [] : [vectorShape(vector)]),
    ],
    analyzers: [
      {
        odatatype: '#Microsoft.Azure.Search.CustomAnalyzer',
        name: ANALYZER,
        tokenizerName: 'standard_v2',
        tokenFilters: ['lowercase', 'asciifolding', 'porter_stem'],
      },
    ],
    scoringProfiles: [{ name: WEIGHTS, textWeights: { weights: { title: 2, headings: 1.5, text: 1 } } }],
    defaultScoringProfile: WEIGHTS,
    ...(semanticConfig === undefined ? {} : { semanticSearch: { configurations: [semanticShape(semanticConfig)] } }),
    ...(vector === undefined
      ? {}
      : {
          vectorSearch: {
            algorithms: [{ kind: 'hnsw', name: 'earpiece_hnsw', parameters: { metric: 'cosine' } }],
            profiles: [{ name: PROFILE, algorithmConfigurationName: 'earpiece_hnsw' }],
          },
        }),
  };
}

function vectorShape({ name, dimensions }: VectorField): SearchIndex['fields'][number] {
  return {
    name,
    type: 'Collection(Edm.Single)',
    searchable: true,
    hidden: true,
    vectorSearchDimensions: dimensions,
    vectorSearchProfileName: PROFILE,
  };
}

function semanticShape(name: string) {
  return {
    name,
    prioritizedFields: {
      titleField: { name: 'title' },
      contentFields: [{ name: 'text' }],
      keywordsFields: [{ name: 'headings' }],
    },
  };
}
