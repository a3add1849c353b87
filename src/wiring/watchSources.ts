import { randomUUID } from 'node:crypto';
import { Bell } from '../knowledge/bell.ts';
import { DocumentReader } from '../knowledge/documentReader.ts';
import { forgetSample } from '../knowledge/forgetDocuments.ts';
import { forgetAbandoned } from '../knowledge/sources/forgetAbandoned.ts';
import { lookAtSource, type SourceOutcome } from '../knowledge/sources/lookAtSource.ts';
import type { KnowledgeSource } from '../ports/knowledgeSource.ts';
import type { Ports } from './connectPorts.ts';

/** What following a source takes. */
export type SourceWatchPorts = Pick<
  Ports,
  'sources' | 'followed' | 'knowledge' | 'clock' | 'log' | 'marks' | 'customers' | 'audit'
>;

/**
 * Follows the places outside this house that the settings name, in the background. Processes on one database share
 * them: each place is looked at by one of them at a time.
 */
export function watchSources(everyMs: number, ports: SourceWatchPorts): { stop(): Promise<void> } {
  const worker = randomUUID();
  const stopping = new AbortController();
  const bell = new Bell();
  const watching = [
    ...ports.sources.map((source) => follow({ source, worker, everyMs }, { ...ports, bell: new Bell() }, stopping)),
    keepForgetting(everyMs, { ...ports, bell }, stopping.signal),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(watching);
    },
  };
}

type WithBell = SourceWatchPorts & { bell: Bell };

async function follow(
  { source, worker, everyMs }: { source: KnowledgeSource; worker: string; everyMs: number },
  ports: WithBell,
  { signal }: AbortController,
): Promise<void> {
  signal.addEventListener('abort', () => ports.bell.ring(), { once: true });
  let trouble: string | undefined;
  while (!signal.aborted) {
    const restMs = await restOf(source, everyMs, ports);
    if (restMs > 0) {
      await ports.bell.wait(restMs);
      continue;
    }
    const outcome = await lookNow({ source, worker }, ports, signal).catch((error: unknown) => {
      if (!signal.aborted)
        ports.log.error({ source: source.name, kind: kindOf(error) }, 'a knowledge source could not be looked at');
      return undefined;
    });
    if (outcome?.kind === 'trouble' && outcome.sentence !== trouble)
      ports.log.warn({ source: source.name, sentence: outcome.sentence }, 'a knowledge source cannot be followed now');
    if (outcome?.kind === 'followed' && trouble !== undefined)
      ports.log.info({ source: source.name }, 'a knowledge source is followed again');
    trouble = outcome?.kind === 'trouble' ? outcome.sentence : undefined;
    const waitMs = outcome?.kind === 'trouble' ? (outcome.waitMs ?? 0) : 0;
    if (!signal.aborted) await ports.bell.wait(Math.max(everyMs, waitMs));
  }
}

/** How long the last look, whoever made it, lasts. */
async function restOf({ sourceId }: KnowledgeSource, everyMs: number, ports: SourceWatchPorts): Promise<number> {
  const known = await ports.followed.find(sourceId).catch(() => undefined);
  if (known?.lookedAt === undefined || known.trouble !== undefined) return 0;
  return everyMs - (ports.clock.now().getTime() - known.lookedAt.getTime());
}

/** One look, with its audit rows: before anything is read or forgotten, and with what became of it. */
async function lookNow(
  following: { source: KnowledgeSource; worker: string },
  ports: SourceWatchPorts,
  signal: AbortSignal,
): Promise<SourceOutcome> {
  const correlationId = randomUUID();
  const { name } = following.source;
  let hasBegun = false;
  const write = (what: string, result: 'begun' | 'done' | 'failed', versions: string[] = []): Promise<void> =>
    ports.audit.write({
      ...{ at: ports.clock.now(), who: 'followed source', action: 'documents.ingested' },
      ...{ correlationId, what: `${name}: ${what}`, result, versions },
    });
  const reader = new DocumentReader();
  const onBegin = async (): Promise<void> => {
    hasBegun = true;
    await write('changes', 'begun');
  };
  const onFirstRead = async (): Promise<void> => {
    await forgetSample([], ports.knowledge, async () => {
      await ports.marks.set('sample-removed', ports.clock.now().toISOString());
      await ports.customers.removeSample();
    });
  };
  try {
    const outcome = await lookAtSource(following, { ...ports, reader, onBegin, onFirstRead }, signal);
    if (hasBegun && outcome.kind !== 'elsewhere') {
      const { files, ...counts } = outcome.total;
      const { read, unchanged, refused, forgotten } = counts;
      ports.log.info({ source: name, ...counts }, 'documents of a source ingested');
      const what = `${read} documents, ${unchanged} unchanged, ${refused} failed, ${forgotten} forgotten`;
      await write(what, outcome.kind === 'followed' && refused === 0 ? 'done' : 'failed', files);
    }
    return outcome;
  } finally {
    await reader.close();
  }
}

/** Documents of a place that the settings no longer name: nobody would ask any more who may read them. */
async function keepForgetting(everyMs: number, ports: WithBell, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => ports.bell.ring(), { once: true });
  while (!signal.aborted) {
    const configured = ports.sources.map(({ sourceId }) => sourceId);
    await forgetAbandoned(configured, ports)
      .then((forgotten) => {
        for (const sourceId of forgotten)
          ports.log.warn({ sourceId }, 'nobody follows this source any more; its documents were forgotten');
      })
      .catch((error: unknown) => {
        ports.log.error({ kind: kindOf(error) }, 'abandoned sources could not be forgotten');
      });
    if (!signal.aborted) await ports.bell.wait(everyMs);
  }
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
