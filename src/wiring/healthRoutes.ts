import type { Route } from '../http/httpServer.ts';
import type { Ports } from './connectPorts.ts';

const CHECK_MS = 1500;

/** `GET /healthz` (the process lives) and `GET /readyz` (it can answer: database and knowledge index respond). */
export function healthRoutes(ports: Pick<Ports, 'knowledge' | 'index'>): Route[] {
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
        const isReady = database && knowledgeIndex;
        return {
          status: isReady ? 200 : 503,
          body: { status: isReady ? 'ready' : 'not ready', database, knowledgeIndex },
        };
      },
    },
  ];
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
