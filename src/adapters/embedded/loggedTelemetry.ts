import { AsyncLocalStorage } from 'node:async_hooks';
import { factsInOurWords, type MetricName } from '../../domain/telemetry/metrics.ts';
import type { Log } from '../../ports/log.ts';
import type { Look, StepName, Telemetry } from '../../ports/telemetry.ts';

/** What is known of one figure with its facts since it was last told. */
interface Sum {
  count: number;
  sum: number;
  max: number;
}

type AnyLook = () => readonly Look<never>[] | Promise<readonly Look<never>[]>;

interface OpenStep {
  parent: OpenStep | undefined;
  ids: Set<string>;
}

/** Figures and steps as lines of the log at level debug, for a machine without anything that takes telemetry. */
export function loggedTelemetry(
  { everyMs, hideId }: { everyMs: number; hideId: (id: string) => string },
  log: Pick<Log, 'debug'>,
): Telemetry {
  const sums = new Map<string, Sum>();
  const looks: { name: MetricName; look: AnyLook }[] = [];
  const steps = new AsyncLocalStorage<OpenStep>();
  const add = (name: MetricName, value: number, facts: Readonly<Record<string, string>>): void => {
    const told = [name, ...Object.entries(factsInOurWords(name, facts)).map(([fact, word]) => `${fact}=${word}`)];
    const key = told.join(' ');
    const { count, sum, max } = sums.get(key) ?? { count: 0, sum: 0, max: -Infinity };
    sums.set(key, { count: count + 1, sum: sum + value, max: Math.max(max, value) });
  };
  const tell = async (): Promise<void> => {
    for (const { name, look } of looks) {
      const seen = await Promise.resolve()
        .then(look)
        .catch(() => []);
      for (const { value, facts } of seen) add(name, value, facts);
    }
    if (sums.size > 0) log.debug({ figures: Object.fromEntries(sums) }, 'figures');
    sums.clear();
  };
  const telling = setInterval(() => void tell(), everyMs).unref();
  return {
    count: (name, facts, by = 1) => add(name, by, facts),
    record: (name, value, facts) => add(name, value, facts),
    watch: (name, look) => void looks.push({ name, look }),
    step: (name, work) => logged({ name, work }, steps, log),
    correlate: (id) => {
      for (let step = steps.getStore(); step !== undefined; step = step.parent) step.ids.add(hideId(id));
    },
    close: async () => {
      clearInterval(telling);
      await tell();
    },
  };
}

async function logged<T>(
  { name, work }: { name: StepName; work: () => Promise<T> },
  steps: AsyncLocalStorage<OpenStep>,
  log: Pick<Log, 'debug'>,
): Promise<T> {
  const step: OpenStep = { parent: steps.getStore(), ids: new Set() };
  const since = performance.now();
  let hasFailed = true;
  try {
    const result = await steps.run(step, work);
    hasFailed = false;
    return result;
  } finally {
    const ms = Math.round(performance.now() - since);
    log.debug({ step: name, ms, hasFailed, correlationIds: [...step.ids] }, 'step');
  }
}
