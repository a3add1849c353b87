import { setTimeout as sleep } from 'node:timers/promises';
import { noteAlertMode } from '../alerts/budgets/shadowPeriod.ts';
import type { CallTeller } from '../teams/callTeller.ts';
import { tellReview, type TellReviewPorts } from '../teams/tellReview.ts';
import type { AlertSettings } from './alertSettings.ts';

const EVERY_MS = 60_000;

/** Remembers since when alerts are silent, and shows supervisors what there would have been once that is long enough. */
export function watchReview(
  { settings, ...teller }: CallTeller & { settings: AlertSettings },
  ports: TellReviewPorts,
  everyMs = EVERY_MS,
): { stop(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const logged = (error: unknown): void =>
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not review alerts');
  const keepLooking = async (): Promise<void> => {
    await noteAlertMode(settings.mode, ports).catch(logged);
    if (settings.mode === 'live') return;
    for (; !signal.aborted; await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined)) {
      await tellReview(settings.shadowDays, teller, ports).catch(logged);
    }
  };
  const looking = keepLooking();
  return {
    stop: () => {
      closing.abort();
      return looking;
    },
  };
}
