import type { Route } from '../http/httpServer.ts';
import type { Ports } from './connectPorts.ts';
import type { LiveSource } from './liveSource.ts';

const CHECK_MS = 1500;

/** What a process does about live calls, as far as its readiness depends on it. */
export interface Capacity {
  /** Empty where no live call comes in. */
  sources: readonly LiveSource[];
  /** True where live calls are all that comes in: a bot that hears calls besides still answers in Teams when it is full. */
  isWorker: boolean;
  isStopping: boolean;
}

/**
 * `GET /healthz` (the process lives) and `GET /readyz` (it can take more: database and knowledge index respond, it is not
 * stopping, and a worker has room for one more call). The body says `why` not in a sentence.
 */
export function healthRoutes(ports: Pick<Ports, 'knowledge' | 'index'>, capacity?: () => Capacity): Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => Promise.resolve({ status: 200, body: { status: 'alive' } }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const [database, knowledgeIndex] = await Promise.all([
          responds(() => ports.knowledge.revision()),
          responds(() => ports.index.countDocuments([])),
        ]);
        const { sources = [], ...rest } = capacity?.() ?? {};
        const liveCalls = Object.fromEntries(sources.map(({ source, load }) => [source, load]));
        const why = database && knowledgeIndex ? whyNot({ sources, ...rest }) : 'The database or the index is away.';
        const status = why === undefined ? 'ready' : 'not ready';
        return {
          status: why === undefined ? 200 : 503,
          body: { status, ...(why && { why }), database, knowledgeIndex, ...(sources.length > 0 && { liveCalls }) },
        };
      },
    },
  ];
}

function whyNot({ sources, isWorker, isStopping }: Partial<Capacity>): string | undefined {
  const calls = (sources ?? []).reduce((sum, { load }) => sum + load.calls, 0);
  if (isStopping === true) {
    return calls > 0 ? `Stopping: ${calls} live calls are heard to their end, no new ones are taken.` : 'Stopping.';
  }
  if (isWorker !== true || sources === undefined || sources.length === 0) return undefined;
  if (sources.some(({ load }) => load.hasRoom)) return undefined;
  return calls > 0
    ? `Full: ${calls} live calls are heard, and there is room for no more.`
    : 'Live calls are refused: nothing here puts speech into words.';
}

async function responds(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), CHECK_MS)));
  const answer = check().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
