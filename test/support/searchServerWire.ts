import { InvalidFilter, readFilter } from './odataFilter.ts';
import type { WireDocument, WireField, WireIndex, WireQuery } from './searchServerIndex.ts';

/** A request that the service would not take: its status and what is wrong. */
export interface WireRefusal {
  status: number;
  code: string;
}

// https://learn.microsoft.com/rest/api/searchservice/documents/search-post?view=rest-searchservice-2026-04-01,
// read on 2026-11-21.
const QUERY_FIELDS = new Set(
  `count facets filter highlight highlightPostTag highlightPreTag minimumCoverage orderby queryType scoringStatistics
  sessionId scoringParameters scoringProfile debug search searchFields searchMode select skip top semanticConfiguration
  semanticErrorHandling semanticMaxWaitInMilliseconds semanticQuery answers captions vectorQueries vectorFilterMode`.split(
    /\s+/,
  ),
);
const MOST_RESULTS = 1000;
const MOST_SKIPPED = 100_000;
const SEMANTIC_ONLY = [
  'semanticQuery',
  'semanticErrorHandling',
  'semanticMaxWaitInMilliseconds',
  'captions',
  'answers',
];

/** Why the service would answer 400 to this query, if it would. */
export function refusalOfQuery(query: WireQuery & Record<string, unknown>, index: WireIndex): WireRefusal | undefined {
  const bad = (code: string): WireRefusal => ({ status: 400, code });
  const given = Object.keys(query).filter((name) => query[name] !== undefined);
  const unknown = given.find((name) => !QUERY_FIELDS.has(name));
  if (unknown !== undefined) return bad(`unknown parameter ${unknown}`);
  const fields = new Map(index.fields.map((field) => [field.name, field]));
  const lacks = (names: string | undefined, wanted: (field: WireField) => boolean): string | undefined =>
    names?.split(',').find((name) => !wanted(fields.get(name.split(' ')[0] ?? '') ?? NO_FIELD));
  if (query.top !== undefined && !(query.top >= 0 && query.top <= MOST_RESULTS)) return bad('top out of range');
  if (query.skip !== undefined && !(query.skip >= 0 && query.skip <= MOST_SKIPPED)) return bad('skip out of range');
  if (lacks(query.searchFields, (field) => field.searchable === true)) return bad('field not searchable');
  if (query.select !== '*' && lacks(query.select, (field) => field.retrievable !== false && field !== NO_FIELD)) {
    return bad('field not retrievable');
  }
  if (lacks(query.orderby, (field) => field.sortable === true)) return bad('field not sortable');
  return (
    refusalOfFilter(query.filter, fields) ?? refusalOfMeaning(query, index, given) ?? refusalOfVectors(query, fields)
  );
}

const NO_FIELD: WireField = { name: '', type: '' };

function refusalOfFilter(filter: string | undefined, fields: Map<string, WireField>): WireRefusal | undefined {
  if (filter === undefined) return undefined;
  try {
    readFilter(filter, fields);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidFilter)) throw error;
    return { status: 400, code: `Invalid expression: ${error.message}` };
  }
}

function refusalOfMeaning(
  query: WireQuery & Record<string, unknown>,
  index: WireIndex,
  given: readonly string[],
): WireRefusal | undefined {
  const bad = (code: string): WireRefusal => ({ status: 400, code });
  const semantic = given.find((name) => SEMANTIC_ONLY.includes(name));
  if (query.queryType !== 'semantic') return semantic === undefined ? undefined : bad(`${semantic} without semantic`);
  const known = index.semantic?.configurations?.map(({ name }) => name) ?? [];
  if (!known.includes(query.semanticConfiguration ?? '')) return bad('Unknown semantic configuration');
  if (query.orderby !== undefined) return bad('orderby with semantic');
  const wait = query.semanticMaxWaitInMilliseconds;
  if (wait !== undefined && !(Number(wait) >= 700)) return bad('semanticMaxWaitInMilliseconds below 700');
  const isCaption = /^(none|extractive)(\|highlight-(true|false))?$/.test(query.captions ?? 'none');
  return isCaption ? undefined : bad('captions');
}

function refusalOfVectors({ vectorQueries }: WireQuery, fields: Map<string, WireField>): WireRefusal | undefined {
  for (const { kind, vector, fields: names, weight } of vectorQueries ?? []) {
    const field = fields.get(names);
    if (kind !== 'vector' || field?.dimensions === undefined) return { status: 400, code: 'no vector field' };
    if (vector.length !== field.dimensions) return { status: 400, code: 'vector of another size' };
    if (weight !== undefined && !(weight > 0)) return { status: 400, code: 'weight must be positive' };
  }
  return undefined;
}

const KNOWN_TYPE = /^(Collection\()?Edm\.(String|Int32|Int64|Double|Boolean|DateTimeOffset|Single)\)?$/;

/** Why the service would not make or change this index, if it would not. */
export function refusalOfIndex(wanted: WireIndex, known: WireIndex | undefined): WireRefusal | undefined {
  const bad = (code: string): WireRefusal => ({ status: 400, code });
  if (wanted.fields.filter(({ key, type }) => key === true && type === 'Edm.String').length !== 1) return bad('key');
  const analyzers = new Set(wanted.analyzers?.map(({ name }) => name));
  const profiles = new Set(wanted.vectorSearch?.profiles?.map(({ name }) => name));
  const algorithms = new Set(wanted.vectorSearch?.algorithms?.map(({ name }) => name));
  for (const field of wanted.fields) {
    if (!/^[A-Za-z]\w{0,127}$/.test(field.name) || !KNOWN_TYPE.test(field.type)) return bad(`field ${field.name}`);
    if (field.analyzer != null && !analyzers.has(field.analyzer)) return bad(`analyzer of ${field.name}`);
    const isVector = field.type === 'Collection(Edm.Single)';
    if (isVector && !(Number(field.dimensions) >= 2 && profiles.has(field.vectorSearchProfile ?? ''))) {
      return bad(`vector field ${field.name}`);
    }
  }
  if (wanted.vectorSearch?.profiles?.some(({ algorithm }) => !algorithms.has(algorithm))) return bad('profile');
  for (const field of known?.fields ?? []) {
    const now = wanted.fields.find(({ name }) => name === field.name);
    if (now === undefined) return bad(`Existing field '${field.name}' cannot be deleted.`);
    if (changed(field, now)) return bad(`Existing field '${field.name}' cannot be changed.`);
  }
  return undefined;
}

function changed(field: WireField, now: WireField): boolean {
  const fixed = ['type', 'searchable', 'filterable', 'sortable', 'analyzer', 'dimensions'] as const;
  return fixed.some((what) => (field[what] ?? null) !== (now[what] ?? null));
}

const KEY = /^[A-Za-z0-9=-][A-Za-z0-9_=-]{0,1023}$/;

/** The status of one action, and the document it leaves. */
export function applyAction(
  action: WireDocument,
  index: WireIndex,
  documents: Map<string, WireDocument>,
): { key: string; statusCode: number } {
  const { '@search.action': kind, ...fields } = action;
  const key = String(fields.key);
  if (!KEY.test(key)) return { key, statusCode: 400 };
  const known = documents.get(key);
  if (kind === 'delete') {
    documents.delete(key);
    return { key, statusCode: 200 };
  }
  const isSound = Object.entries(fields).every(([name, value]) =>
    fits(
      value,
      index.fields.find((field) => field.name === name),
    ),
  );
  if (!isSound || !['upload', 'merge', 'mergeOrUpload'].includes(String(kind))) return { key, statusCode: 400 };
  if (kind === 'merge' && known === undefined) return { key, statusCode: 404 };
  documents.set(key, kind === 'upload' ? fields : { ...known, ...fields });
  return { key, statusCode: known === undefined ? 201 : 200 };
}

function fits(value: unknown, field: WireField | undefined): boolean {
  if (field === undefined) return false;
  if (value === null) return !field.type.startsWith('Collection');
  switch (field.type) {
    case 'Edm.String':
      return typeof value === 'string';
    case 'Edm.Int64':
      return Number.isSafeInteger(value);
    case 'Edm.DateTimeOffset':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value);
    case 'Collection(Edm.String)':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'Collection(Edm.Single)':
      return Array.isArray(value) && value.length === field.dimensions && value.every(Number.isFinite);
    default:
      return false;
  }
}
