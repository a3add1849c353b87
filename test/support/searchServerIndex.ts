import { stemsOf } from '../../src/domain/words.ts';
import { cosine, unitVector } from '../../src/domain/vectors.ts';
import { readFilter } from './odataFilter.ts';

/** A field of an index as it came over the wire. */
export interface WireField {
  name: string;
  type: string;
  key?: boolean;
  searchable?: boolean;
  filterable?: boolean;
  sortable?: boolean;
  retrievable?: boolean;
  analyzer?: string;
  dimensions?: number;
  vectorSearchProfile?: string;
}

/** An index as it came over the wire. */
export interface WireIndex {
  name: string;
  fields: WireField[];
  analyzers?: { name: string; tokenizer: string; tokenFilters?: string[] }[];
  scoringProfiles?: { name: string; text?: { weights: Record<string, number> } }[];
  defaultScoringProfile?: string;
  semantic?: { configurations?: { name: string }[] };
  vectorSearch?: { profiles?: { name: string; algorithm: string }[]; algorithms?: { name: string }[] };
  '@odata.etag'?: string;
}

/** A query as it came over the wire. */
export interface WireQuery {
  search?: string;
  filter?: string;
  searchFields?: string;
  select?: string;
  orderby?: string;
  top?: number;
  skip?: number;
  queryType?: string;
  semanticConfiguration?: string;
  captions?: string;
  vectorQueries?: { kind: string; vector: number[]; fields: string; k?: number; weight?: number }[];
}

/** What the server holds. */
export type WireDocument = Record<string, unknown>;

/** One line of an answer. */
interface Hit {
  document: WireDocument;
  score: number;
  rerankerScore?: number;
  caption?: string;
}

const SATURATION = 1.2;
const LENGTH_CORRECTION = 0.75;
const RRF = 60;
const RERANKED = 50;

/** Evaluates a query as the service says it does: the filter first, then both searches, fusion, ranker, top. */
export function evaluate(query: WireQuery, index: WireIndex, documents: readonly WireDocument[]): Hit[] {
  const fields = new Map(index.fields.map((field) => [field.name, field]));
  const passes = query.filter === undefined ? () => true : readFilter(query.filter, fields);
  const allowed = documents.filter(passes);
  const isForAll = query.search === undefined || query.search === '' || query.search === '*';
  const hasVectors = (query.vectorQueries?.length ?? 0) > 0;
  const byWords = isForAll
    ? hasVectors
      ? []
      : allowed.map((document) => ({ document, score: 1 }))
    : wordScores(query, index, { allowed, documents });
  const lists = [{ hits: byWords, weight: 1 }, ...vectorLists(query, allowed)];
  const fused = hasVectors ? reciprocal(lists) : byWords;
  const sorted = fused.sort((one, other) => other.score - one.score);
  if (query.orderby !== undefined) orderBy(sorted, query.orderby);
  const ranked = query.queryType === 'semantic' ? reranked(sorted, query) : sorted;
  const skip = query.skip ?? 0;
  return ranked.slice(skip, skip + (query.top ?? 50));
}

/** Statistics are of all documents, as in the service: the filter takes no part in them. */
function wordScores(
  query: WireQuery,
  index: WireIndex,
  { allowed, documents }: { allowed: readonly WireDocument[]; documents: readonly WireDocument[] },
): Hit[] {
  const terms = [...new Set(stemsOf(query.search ?? ''))];
  const weights = index.scoringProfiles?.find(({ name }) => name === index.defaultScoringProfile)?.text?.weights;
  const names = query.searchFields?.split(',') ?? index.fields.filter((one) => one.searchable).map(({ name }) => name);
  const scored = new Map<WireDocument, number>();
  for (const name of names) {
    const words = new Map(documents.map((document) => [document, stemsOf(textOf(document[name]))]));
    const average = [...words.values()].reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length);
    for (const term of terms) {
      const holders = [...words.values()].filter((held) => held.includes(term)).length;
      const rarity = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
      for (const document of allowed) {
        const held = words.get(document) ?? [];
        const count = held.filter((word) => word === term).length;
        if (count === 0) continue;
        const length = 1 - LENGTH_CORRECTION + (LENGTH_CORRECTION * held.length) / Math.max(1, average);
        const score = (rarity * count * (SATURATION + 1)) / (count + SATURATION * length);
        scored.set(document, (scored.get(document) ?? 0) + score * (weights?.[name] ?? 1));
      }
    }
  }
  return [...scored].map(([document, score]) => ({ document, score }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function vectorLists({ vectorQueries = [] }: WireQuery, allowed: readonly WireDocument[]) {
  return vectorQueries.map(({ vector, fields, k = 50, weight = 1 }) => {
    const wanted = unitVector(vector) ?? new Float32Array(vector.length);
    const hits = allowed
      .filter((document) => Array.isArray(document[fields]))
      .map((document) => ({ document, score: cosine(wanted, unitVector(document[fields] as number[]) ?? wanted) }))
      .sort((one, other) => other.score - one.score)
      .slice(0, k);
    return { hits, weight };
  });
}

/** https://learn.microsoft.com/azure/search/hybrid-search-ranking */
function reciprocal(lists: readonly { hits: Hit[]; weight: number }[]): Hit[] {
  const scores = new Map<WireDocument, number>();
  for (const { hits, weight } of lists) {
    const sorted = [...hits].sort((one, other) => other.score - one.score);
    for (const [place, { document }] of sorted.entries()) {
      scores.set(document, (scores.get(document) ?? 0) + weight / (RRF + place + 1));
    }
  }
  return [...scores].map(([document, score]) => ({ document, score }));
}

/** A ranker that counts how many of the question's words a passage says, 0 to 4; the first fifty alone are read. */
function reranked(hits: Hit[], { search = '', captions }: WireQuery): Hit[] {
  const terms = new Set(stemsOf(search));
  const read = hits.slice(0, RERANKED).map((hit) => {
    const text = textOf(hit.document.text);
    const said = new Set(stemsOf(`${textOf(hit.document.title)} ${text}`));
    const share = [...terms].filter((term) => said.has(term)).length / Math.max(1, terms.size);
    const caption = text.split(/(?<=[.!?])\s+/).find((sentence) => stemsOf(sentence).some((word) => terms.has(word)));
    return { ...hit, rerankerScore: 4 * share, ...(captions === undefined ? {} : { caption: caption ?? text }) };
  });
  return [...read.sort((one, other) => other.rerankerScore - one.rerankerScore), ...hits.slice(RERANKED)];
}

function orderBy(hits: Hit[], order: string): void {
  const [field = '', direction] = order.split(' ');
  const sign = direction === 'desc' ? -1 : 1;
  hits.sort((one, other) => sign * (Number(one.document[field]) - Number(other.document[field])));
}
