import type { Log } from '../ports/log.ts';
import type { LiveSettings } from './liveSettings.ts';

const EVERY_MS = 30_000;

/** Takes over twice a minute what admins have set in another process. */
export function followSettings({ live, log }: { live: LiveSettings; log: Log }): { stop(): void } {
  const timer = setInterval(() => {
    live.refresh().catch((error: unknown) => {
      log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'settings not read');
    });
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
