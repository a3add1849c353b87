import type { Route } from '../http/httpServer.ts';
import type { Ports } from './connectPorts.ts';
import type { LiveSource } from './liveSource.ts';

const CHECK_MS = 1500;

type HealthPorts = Pick<Ports, 'knowledge' | 'index' | 'outbox' | 'modelHouse' | 'clock'>;

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
 * stopping, and a worker has room for one more call). The body says `why` not in a sentence, and tells how live calls,
 * notes for the CRM and models stand, none of which keeps a bot from answering.
 */
export function healthRoutes(ports: HealthPorts, capacity: () => Capacity): Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => Promise.resolve({ status: 200, body: { status: 'alive' } }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const [database, knowledgeIndex, outboxLagSeconds] = await Promise.all([
          responds(() => ports.knowledge.revision()),
          responds(() => ports.index.countDocuments([])),
          lagOf(ports),
        ]);
        const { sources, ...rest } = capacity();
        const liveCalls = Object.fromEntries(sources.map(({ source, load }) => [source, load]));
        const why = database && knowledgeIndex ? whyNot({ sources, ...rest }) : 'The database or the index is away.';
        const modelsLeftAlone = ports.modelHouse?.model.leftAlone?.() ?? 0;
        const status = why === undefined ? 'ready' : 'not ready';
        return {
          status: why === undefined ? 200 : 503,
          body: {
            ...{ status, ...(why && { why }), database, knowledgeIndex, outboxLagSeconds, modelsLeftAlone },
            ...(sources.length > 0 && { liveCalls }),
          },
        };
      },
    },
  ];
}

function whyNot({ sources, isWorker, isStopping }: Capacity): string | undefined {
  const calls = sources.reduce((sum, { load }) => sum + load.calls, 0);
  if (isStopping) {
    return calls > 0 ? `Stopping: ${calls} live calls are heard to their end, no new ones are taken.` : 'Stopping.';
  }
  if (!isWorker || sources.length === 0) return undefined;
  if (sources.some(({ load }) => load.hasRoom)) return undefined;
  return calls > 0
    ? `Full: ${calls} live calls are heard, and there is room for no more.`
    : 'Live calls are refused: nothing here puts speech into words.';
}

const LOOKED_AT = 1_000;

/** Seconds the oldest note has waited for the CRM; undefined while the database does not tell. */
async function lagOf({ outbox, clock }: HealthPorts): Promise<number | undefined> {
  let seconds: number | undefined;
  const look = async (): Promise<void> => {
    const waiting = (await outbox.open(LOOKED_AT)).filter(({ state }) => state === 'waiting');
    const now = clock.now().getTime();
    seconds = Math.round((now - Math.min(now, ...waiting.map(({ since }) => since.getTime()))) / 1000);
  };
  await responds(look);
  return seconds;
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
