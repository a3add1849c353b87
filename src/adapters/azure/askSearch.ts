import type { SearchQuery } from '../../ports/knowledgeIndex.ts';
import type { SearchFeeder } from './feedSearchIndex.ts';
import type { SearchConnection } from './searchConnection.ts';
import { callSearch } from './searchFault.ts';
import { type SearchRequest, searchRequest } from './searchRequest.ts';

/** A passage that the service found. */
export interface FoundPassage {
  passageId: string;
  /** Higher is better; falls along the list. */
  score: number;
  /** The sentence of the passage that the semantic ranker holds for the answer. */
  caption?: string;
}

const WITHIN_MS = 2000;
/** One answer holds at most so many. */
const PAGE = 1000;

/** What the service finds, best first. Throws SearchFault. */
export async function askSearch(
  query: SearchQuery,
  { connection, feeder, revision }: { connection: SearchConnection; feeder: SearchFeeder; revision: number },
  signal?: AbortSignal,
): Promise<FoundPassage[]> {
  const { semanticConfig } = connection;
  const found: FoundPassage[] = [];
  while (found.length < query.top) {
    const top = Math.min(PAGE, query.top - found.length);
    const at = { revision, semanticConfig, vectorField: feeder.vectorField(), skip: found.length, top };
    const request = searchRequest(query, at);
    const page = request === undefined ? [] : await askOnce(request, connection, signal);
    found.push(...page);
    if (page.length < top) break;
  }
  return unique(found);
}

async function askOnce(
  { text, options }: SearchRequest,
  { documents }: SearchConnection,
  signal: AbortSignal | undefined,
): Promise<FoundPassage[]> {
  return callSearch(
    async (call) => {
      const { results } = await documents.search(text === '' ? undefined : text, { ...options, ...call });
      const page: FoundPassage[] = [];
      for await (const { document, score, rerankerScore, captions } of results) {
        const caption = captions?.[0]?.text;
        page.push({
          passageId: (document as { passageId: string }).passageId,
          score: scoreOf(score, rerankerScore),
          ...(caption === undefined || caption === '' ? {} : { caption }),
        });
      }
      return page;
    },
    { withinMs: WITHIN_MS, signal },
  );
}

/** The ranker's score, 0 to 4, stands above the first stage's, which has no upper end. */
function scoreOf(score: number, rerankerScore: number | undefined): number {
  return rerankerScore === undefined ? score / (1 + score) : 1 + rerankerScore;
}

/** Between two pages the index may move; a passage counts where it stood first. */
function unique(found: readonly FoundPassage[]): FoundPassage[] {
  const known = new Map<string, FoundPassage>();
  for (const passage of found) if (!known.has(passage.passageId)) known.set(passage.passageId, passage);
  return [...known.values()];
}
