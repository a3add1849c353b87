import { setTimeout as sleep } from 'node:timers/promises';
import { aNoteOutput, sentencesToJudge, verdicts } from '../../test/support/noteOutputs.ts';
import {
  type ChatAnswer,
  type ChatBody,
  type OpenaiServer,
  startOpenaiServer,
} from '../../test/support/openaiServer.ts';
import { type SearchServer, startSearchServer } from '../../test/support/searchServer.ts';

/** A language model and a search service that fail by bursts. */
export interface FailingServices {
  /** What a process needs to use them. */
  environment: NodeJS.ProcessEnv;
  model: Pick<OpenaiServer, 'chats' | 'failed' | 'broken'>;
  search: Pick<SearchServer, 'queries' | 'failed' | 'broken'>;
  /** One burst of each kind, one after the other; the search fails while the model works and the other way round. */
  failByBursts(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const KEY = 'a key that only this run knows';
const BURST_MS = 4_000;
/** A service that failed is left alone for half a minute; its next burst comes after that, and meets people who ask it. */
const BETWEEN_BURSTS_MS = 14_000;
const BUSY = { status: 429, headers: { 'retry-after': '2' } };
const BURSTS = [BUSY, { status: 500 }, 'hang', 'cut'] as const;

/** Starts both, in good order. */
export async function startFailingServices(): Promise<FailingServices> {
  const model = await startOpenaiServer({ kind: 'openai', key: KEY, models: ['scripted'], answer: whatTheModelSays });
  const search = await startSearchServer({ apiKey: KEY });
  return {
    environment: {
      ...{ OPENAI_BASE_URL: model.url, OPENAI_API_KEY: KEY, OPENAI_MODEL: 'scripted' },
      ...{ AZURE_SEARCH_ENDPOINT: search.url, AZURE_SEARCH_API_KEY: KEY },
      ...{ TOKENS_PER_PERSON_DAY: '0', TOKENS_PER_CALL: '0' },
    },
    model,
    search,
    async failByBursts(signal) {
      const wait = (ms: number): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
      for (let burst = 0; !signal.aborted; burst += 1) {
        for (const service of [model, search]) {
          service.failAlways(BURSTS[burst % BURSTS.length]);
          await wait(BURST_MS);
          service.failAlways(undefined);
          await wait(BETWEEN_BURSTS_MS);
        }
      }
    },
    close: () => Promise.all([model.close(), search.close()]).then(() => undefined),
  };
}

/** What only a model has written in a note of this run. */
export const WRITTEN_BY_THE_MODEL = 'reported a router light flashing red';

function whatTheModelSays(body: ChatBody): ChatAnswer {
  const asked = body.response_format?.json_schema?.name;
  if (asked === 'call_note') return { output: aNote() };
  if (asked === 'note_verdicts') return { output: verdicts(sentencesToJudge(body)) };
  return { output: { found: true, spoken: { text: 'This is what it says.', sources: [1] }, steps: [], claims: [] } };
}

function aNote(): object {
  const issue = { text: `The customer ${WRITTEN_BY_THE_MODEL}.`, lines: [0] };
  const resolution = { text: 'The agent booked an engineer for Friday.', lines: [1] };
  return aNoteOutput({ issues: [{ issue, resolution }] });
}
