import type { RankedPassage } from '../../domain/passage.ts';
import type { Question } from '../../domain/question.ts';
import type { CustomerReader, CustomerSource } from '../../ports/customerReader.ts';
import { type KnowledgeIndex, SearchUnavailable } from '../../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import type { ModelTool, ToolCall } from '../../ports/languageModel.ts';
import type { Log } from '../../ports/log.ts';
import type { Fence } from '../../model/fence.ts';
import type { SourceBook } from './sourceBook.ts';

const nothing = { type: 'object', properties: {}, required: [], additionalProperties: false };

const SEARCH: ModelTool = {
  name: 'search_knowledge',
  description: 'Searches the knowledge base. Give a question that can be understood alone, in the words documents use.',
  parameters: {
    type: 'object',
    properties: { query: { type: 'string' } },
    required: ['query'],
    additionalProperties: false,
  },
};

// No customer id: whose record it is, the lease says.
const CUSTOMER: readonly ModelTool[] = [
  { name: 'get_customer', description: "Reads the caller's plan, contract and flags.", parameters: nothing },
  { name: 'get_recent_contacts', description: "Reads the caller's last contacts with us.", parameters: nothing },
];

/** What searching on the model's behalf needs. */
export interface SearchingPorts {
  index: Pick<KnowledgeIndex, 'search'>;
  knowledge: Pick<KnowledgeStore, 'stillReadable'>;
}

/** The tools of one question: search, and the caller's record when the asker is on a call. */
export function toolsFor(reader: CustomerReader | undefined): readonly ModelTool[] {
  return reader === undefined ? [SEARCH] : [SEARCH, ...CUSTOMER];
}

const PASSAGES = 6;
const QUERY_CHARACTERS = 300;

/**
 * Passages for these words that the asker may read and that hold no attack, best first; the rights are the asker's,
 * whoever chose the words.
 */
export async function searchForModel(
  words: string,
  { question, ports, mayRead }: Pick<Workbench, 'question' | 'ports' | 'mayRead'>,
  signal: AbortSignal,
): Promise<RankedPassage[]> {
  const { groups } = question.asker;
  const text = words.slice(0, QUERY_CHARACTERS);
  const found = await ports.index.search({ text, groups, top: PASSAGES, now: question.now }, signal);
  const ids = found.map(({ passage }) => passage.passageId);
  const readable = await ports.knowledge.stillReadable(ids, groups);
  const allowed = found.filter(({ passage }) => readable.has(passage.passageId));
  const isSafe = await mayRead(allowed.map(({ passage }) => `${passage.title}\n${passage.text}`));
  return allowed.filter((_, at) => isSafe[at]);
}

/** Where the tools of one question work. */
export interface Workbench {
  question: Question;
  book: SourceBook;
  fence: Fence;
  reader: CustomerReader | undefined;
  ports: SearchingPorts & { log: Log };
  /** Which of these texts the model may read. */
  mayRead: (texts: readonly string[]) => Promise<readonly boolean[]>;
}

/** Runs one tool; what it says to the model is fenced data, or our own words why there is none. */
export async function runTool(call: ToolCall, bench: Workbench, signal: AbortSignal): Promise<string> {
  try {
    switch (call.tool) {
      case 'search_knowledge':
        return await search(call.input, bench, signal);
      case 'get_customer':
        return await record(await bench.reader?.customer(signal), bench);
      case 'get_recent_contacts':
        return await record(await bench.reader?.recentContacts(signal), bench);
      default:
        return 'There is no such tool.';
    }
  } catch (error) {
    signal.throwIfAborted();
    // The answer from what is known already is better than none.
    const kind = error instanceof Error ? error.name : typeof error;
    bench.ports.log.warn({ tool: call.tool, kind }, 'tool of the model failed');
    return error instanceof SearchUnavailable ? 'The search is not available now.' : 'The record is not available now.';
  }
}

async function search(input: unknown, bench: Workbench, signal: AbortSignal): Promise<string> {
  const query = (input as { query?: unknown } | null)?.query;
  if (typeof query !== 'string' || query.trim() === '') return 'Give a query.';
  const found = await searchForModel(query, bench, signal);
  const numbers = bench.book.addPassages(found);
  return numbers.length === 0 ? 'Nothing was found.' : bench.book.shown(numbers, bench.fence);
}

async function record(found: CustomerSource | undefined, { book, fence, mayRead }: Workbench): Promise<string> {
  const isThere = found !== undefined && (await mayRead([found.text]))[0] === true;
  return isThere ? book.shown([book.addRecord(found)], fence) : 'There is no record of the caller.';
}
