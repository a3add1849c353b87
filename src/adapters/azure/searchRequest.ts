import type { SearchOptions } from '@azure/search-documents';
import { tellingWords } from '../../domain/words.ts';
import type { QuestionVector, SearchQuery } from '../../ports/knowledgeIndex.ts';
import { readersFilter } from './searchFilter.ts';
import { type VectorField } from './searchShape.ts';

/** What a search goes by besides the question. */
export interface SearchCircumstances {
  /** Of the knowledge base now. */
  revision: number;
  semanticConfig: string | undefined;
  /** Undefined while the index has no vectors of the question's model. */
  vectorField: VectorField | undefined;
  /** How many to leave out from the best on, and how many to return. */
  skip: number;
  top: number;
}

/** What goes to the service. */
export interface SearchRequest {
  text: string;
  options: SearchOptions<object>;
}

/** A search takes at most so many words; the service refuses thousands. */
const MOST_WORDS = 400;
const LONGEST_WORD = 100;
/** What the semantic ranker reads of a question. */
const SEMANTIC_CHARACTERS = 500;
/** How long results may wait for the ranker; without it they come in the order of the first stage. */
const RANKER_MS = 800;
/** Neighbours by meaning that are looked at; the ranker reads 50. */
const NEIGHBOURS = 50;

/**
 * The one place where a query is made, rights included; undefined when nothing can be asked: an empty search would find
 * everything. Words alone are sent, so that no question is taken for a command of the query syntax.
 */
export function searchRequest(query: SearchQuery, at: SearchCircumstances): SearchRequest | undefined {
  const words = tellingWords(query.text).filter((word) => word.length <= LONGEST_WORD);
  const text = words.slice(0, MOST_WORDS).join(' ');
  const vector = at.vectorField?.dimensions === query.vector?.values.length ? query.vector : undefined;
  if (text === '' && vector === undefined) return undefined;
  return {
    text,
    options: {
      filter: readersFilter(query, at.revision),
      searchMode: 'any',
      searchFields: ['title', 'headings', 'text'],
      select: ['passageId'],
      top: at.top,
      ...(at.skip === 0 ? {} : { skip: at.skip }),
      ...meaning(vector, at.vectorField),
      ...ranking(query.text, text, at.semanticConfig),
      // Spread from parts, the SDK's two kinds of options are one to the compiler.
    } as SearchOptions<object>,
  };
}

function meaning(vector: QuestionVector | undefined, field: VectorField | undefined): object {
  if (vector === undefined || field === undefined) return {};
  const query = {
    kind: 'vector' as const,
    vector: [...vector.values],
    fields: [field.name],
    kNearestNeighborsCount: NEIGHBOURS,
    weight: vector.weight,
  };
  // The filter decides before neighbours are counted, or restricted passages would take their places.
  return { vectorSearchOptions: { queries: [query], filterMode: 'preFilter' } };
}

function ranking(question: string, text: string, configurationName: string | undefined): object {
  if (configurationName === undefined || text === '') return {};
  return {
    queryType: 'semantic',
    semanticSearchOptions: {
      configurationName,
      semanticQuery: question
        .toWellFormed()
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .slice(0, SEMANTIC_CHARACTERS),
      captions: { captionType: 'extractive', highlight: false },
      errorMode: 'partial',
      maxWaitInMilliseconds: RANKER_MS,
    },
  };
}
