import type { Route } from '../http/httpServer.ts';
import type { OperationSettings } from './operationSettings.ts';
import type { Ports } from './connectPorts.ts';
import { healthRoutes } from './healthRoutes.ts';
import { drainCalls, type LiveSource } from './liveSource.ts';
import { watchFigures } from './watchFigures.ts';

/** How a process is looked after. */
export interface Operation {
  /** `GET /healthz` and `GET /readyz`. */
  routes: Route[];
  /** Live calls come in here, too; undefined: they don't. */
  add(source: LiveSource | undefined): void;
  /**
   * Lets no live call in any more and waits for those under way, until CALL_DRAIN_MINUTES are over or the signal says
   * that nobody waits. Everything else goes on meanwhile.
   */
  drain(signal: AbortSignal): Promise<void>;
}

/** Readiness, figures and the end of one process. */
export function operate(
  { callDrainMs, isWorker }: Pick<OperationSettings, 'callDrainMs'> & { isWorker: boolean },
  ports: Ports,
): Operation {
  const sources: LiveSource[] = [];
  let isStopping = false;
  watchFigures(sources, ports);
  return {
    routes: healthRoutes(ports, () => ({ sources, isWorker, isStopping })),
    add: (source) => void (source && sources.push(source)),
    drain: async (signal) => {
      isStopping = true;
      const calls = sources.reduce((sum, { load }) => sum + load.calls, 0);
      if (calls > 0) ports.log.info({ calls, atMostMs: callDrainMs }, 'live calls are heard to their end');
      const left = await drainCalls(sources, AbortSignal.any([signal, AbortSignal.timeout(callDrainMs)]));
      if (left > 0) ports.log.warn({ calls: left }, 'live calls are left');
    },
  };
}
