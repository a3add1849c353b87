import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { lookAfterAlerts } from '../alerts/lookAfterAlerts.ts';
import type { CallTeller } from '../teams/callTeller.ts';
import { deliverAlerts } from '../teams/deliverAlerts.ts';
import type { AlertSettings } from './alertSettings.ts';
import type { Ports } from './connectPorts.ts';

/** Between two looks for what other processes have changed, or what is due. */
const EVERY_MS = 1_000;
/** Between two looks at alerts that nobody takes up. */
const LOOK_AFTER_MS = 5_000;

/** Keeps the cards of alerts on their way. */
export interface AlertWatch {
  /** Something is to be sent or brought up to date, in the background. */
  changed: () => void;
  stop(): Promise<void>;
}

/** Sends cards of alerts as they come, brings them up to date, and escalates and ends alerts in time. */
export function watchAlerts(
  teller: CallTeller & { settings: AlertSettings },
  ports: Ports,
  everyMs = EVERY_MS,
): AlertWatch {
  const closing = new AbortController();
  const { signal } = closing;
  const { settings } = teller;
  const alertTeller = { ...teller, worker: randomUUID(), controlUrl: settings.controlUrl };
  let delivering: Promise<void> | undefined;
  let isAskedAgain = false;

  const deliverAll = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      while (!signal.aborted && (await deliverAlerts(alertTeller, ports)) > 0);
    } while (isAskedAgain && !signal.aborted);
  };
  const deliver = (): Promise<void> => {
    isAskedAgain = true;
    delivering ??= deliverAll()
      .catch(logged('could not deliver alerts'))
      .finally(() => (delivering = undefined));
    return delivering;
  };
  const logged = (message: string) => (error: unknown) =>
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, message);

  const keepDelivering = async (): Promise<void> => {
    for (; !signal.aborted; await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined)) {
      await deliver();
    }
  };
  const keepLooking = async (): Promise<void> => {
    const pause = Math.min(LOOK_AFTER_MS, 5 * everyMs);
    for (; !signal.aborted; await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)) {
      const changed = await lookAfterAlerts(settings.escalateAfterMs, ports).catch(
        logged('could not look after alerts'),
      );
      if (typeof changed === 'number' && changed > 0) void deliver();
    }
  };
  const running = [keepDelivering(), keepLooking()];
  return {
    changed: () => void deliver(),
    stop: async () => {
      closing.abort();
      await Promise.all(running);
      await delivering;
    },
  };
}
