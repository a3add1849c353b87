import process from 'node:process';
import type { Ports } from '../wiring/connectPorts.ts';

/** Sends what was read to the search service, when one is configured; until it is there the local index answers. */
export async function feedIngested({ searchService }: Pick<Ports, 'searchService'>): Promise<void> {
  if (searchService === undefined) return;
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Error('it was stopped.'));
  process.once('SIGINT', stop);
  try {
    const outcome = await searchService.feeder.feed(stopping.signal);
    process.stderr.write(
      outcome.kind === 'elsewhere'
        ? 'search service: another process is feeding it\n'
        : `search service: up to date, ${outcome.passages} passages of ${outcome.documents} changed documents sent\n`,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`search service: not up to date, the bot or the next ingest goes on with it: ${reason}\n`);
  } finally {
    process.off('SIGINT', stop);
  }
}
