import type { SearchIndex } from '@azure/search-documents';
import type { SearchConnection } from './searchConnection.ts';
import { callSearch, SearchFault } from './searchFault.ts';
import { indexShape, type VectorField } from './searchShape.ts';

const WITHIN_MS = 20_000;

/**
 * Makes the index, or adds what it lacks; running it again changes nothing. Resolves to 'made' when there was none.
 * Throws SearchFault, also when an index of this name has fields of another kind.
 */
export async function ensureSearchIndex(
  { indexes, index, semanticConfig }: SearchConnection,
  vector: VectorField | undefined,
  signal?: AbortSignal,
): Promise<'made' | 'extended' | 'there'> {
  const limits = { withinMs: WITHIN_MS, signal };
  const wanted = indexShape(index, semanticConfig, vector);
  const known = await callSearch((options) => indexes.getIndex(index, options), limits).catch(unlessMissing);
  if (known === undefined) {
    await callSearch((options) => indexes.createOrUpdateIndex(wanted, options), limits);
    return 'made';
  }
  const merged = extended(known, wanted);
  if (merged === undefined) return 'there';
  // Two processes that extend it at once: the second finds its etag old and comes again.
  await callSearch((options) => indexes.createOrUpdateIndex(merged, { ...options, onlyIfUnchanged: true }), limits);
  return 'extended';
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof SearchFault && error.status === 404) return undefined;
  throw error;
}

/** The index with what it lacks, undefined when it lacks nothing. What somebody else added stays. */
function extended(known: SearchIndex, wanted: SearchIndex): SearchIndex | undefined {
  const fields = lacking(known.fields, wanted.fields);
  for (const field of wanted.fields) refuseOtherKind(known, field);
  const profiles = lacking(known.vectorSearch?.profiles, wanted.vectorSearch?.profiles);
  const algorithms = lacking(known.vectorSearch?.algorithms, wanted.vectorSearch?.algorithms);
  const configurations = lacking(known.semanticSearch?.configurations, wanted.semanticSearch?.configurations);
  if (fields.length + profiles.length + algorithms.length + configurations.length === 0) return undefined;
  return {
    ...known,
    fields: [...known.fields, ...fields],
    vectorSearch: {
      ...known.vectorSearch,
      profiles: [...(known.vectorSearch?.profiles ?? []), ...profiles],
      algorithms: [...(known.vectorSearch?.algorithms ?? []), ...algorithms],
    },
    semanticSearch: {
      ...known.semanticSearch,
      configurations: [...(known.semanticSearch?.configurations ?? []), ...configurations],
    },
  };
}

function lacking<Named extends { name: string }>(
  known: readonly Named[] | undefined,
  wanted: readonly Named[] | undefined,
): Named[] {
  const names = new Set(known?.map(({ name }) => name));
  return (wanted ?? []).filter(({ name }) => !names.has(name));
}

function refuseOtherKind({ fields, name }: SearchIndex, wanted: SearchIndex['fields'][number]): void {
  const found = fields.find((field) => field.name === wanted.name);
  if (found === undefined || found.type === wanted.type) return;
  throw new SearchFault(
    `The index "${name}" has a field "${wanted.name}" of another kind: set AZURE_SEARCH_INDEX to a name of its own.`,
    { status: undefined, isPassing: false, waitMs: undefined },
  );
}
