import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

const CHECK_MS = 15_000;

/** Whether the search service answers, and whether it holds everything. */
export async function searchService(ports: Pick<Ports, 'searchService' | 'clock'>): Promise<Check[]> {
  const check = 'search service';
  const service = ports.searchService;
  if (service === undefined) {
    const fix = 'set AZURE_SEARCH_ENDPOINT to search by Azure AI Search';
    return [{ check, state: 'off', detail: 'the embedded index searches', fix }];
  }
  try {
    const outcome = await service.feeder.feed(AbortSignal.timeout(CHECK_MS));
    await service.index.search({ text: 'answer', groups: [], top: 1, now: ports.clock.now() });
    const behind = await service.feeder.behind();
    if (behind === 0) return [{ check, state: 'ok', detail: 'Azure AI Search answers and holds every document' }];
    const who = outcome.kind === 'elsewhere' ? ', another process is feeding it' : '';
    return [{ check, state: 'warn', detail: `Azure AI Search is ${behind} changes behind${who}` }];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ check, state: 'warn', detail, fix: 'until then the embedded index answers' }];
  }
}
