import { setTimeout as sleep } from 'node:timers/promises';
import { raiseAlert } from '../alerts/raiseAlert.ts';
import { warnSubscriber } from '../alerts/sms/warnSubscriber.ts';
import type { CallUtterance } from '../domain/call.ts';
import type { Heard } from '../calls/orderUtterances.ts';
import { riskyCall } from '../calls/riskyCall.ts';
import { type CallVerdict, type CallWatch, watchUtterances } from '../calls/watchUtterances.ts';
import { secondOpinions } from './secondOpinions.ts';
import type { AlertSettings } from './alertSettings.ts';
import type { Ports } from './connectPorts.ts';

/** Gaps of 1.5 s are given up this much late at most. */
const LOOK_EVERY_MS = 100;
const SAVE_EVERY_LOOKS = 5;
const SILENT_EVERY_LOOKS = 600;
/** A call of which nothing was heard for so long has ended without telling. */
const SILENT_MS = 2 * 3_600_000;
const SILENT_AT_ONCE = 500;

/** Whom the watching of live calls tells. */
export interface LiveTextTold {
  /** The cards of alerts have something new to show. */
  onAlertChanged: () => void;
  /** The agent's message of this call has something new to show. */
  onCallChanged: (callId: string) => void;
  /** Whom to warn by SMS, if that is known here. */
  subscriberOf: (callId: string) => string | undefined;
}

/** Watches live text for scams, and raises alerts. */
export interface LiveTextWatch extends CallWatch {
  /** Saves how far every call has come. */
  stop(): Promise<void>;
}

/** Starts watching live text: whatever hears calls hands sentences to `take`. */
export function watchLiveText(settings: AlertSettings, told: LiveTextTold, ports: Ports): LiveTextWatch {
  const closing = new AbortController();
  const { signal } = closing;
  /** Calls whose level is new; their agents are shown it once it is saved. */
  const changed = new Set<string>();
  const opinions = secondOpinions(settings, told.onAlertChanged, ports);
  const watch = watchUtterances({
    ...ports,
    onVerdict: async (news) => {
      opinions?.judge(news);
      await tell(news, settings, { ports, told });
      await opinions?.raised(news.callId);
      changed.add(news.callId);
    },
  });
  const save = async (): Promise<void> => {
    const shown = [...changed];
    await watch.save();
    for (const callId of shown) {
      changed.delete(callId);
      // In shadow nobody notices anything.
      if (settings.mode === 'live') told.onCallChanged(callId);
    }
  };
  const faulty = (error: unknown): void =>
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not look after live calls');
  const keepLooking = async (): Promise<void> => {
    for (let look = 1; !signal.aborted; look += 1) {
      await sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      await watch.look().catch(faulty);
      if (look % SAVE_EVERY_LOOKS === 0) {
        opinions?.windows.expire(ports.clock.now());
        await save().catch(faulty);
      }
      if (look % SILENT_EVERY_LOOKS === 0) await endSilentCalls(ports).catch(faulty);
    }
  };
  const looking = keepLooking();
  return {
    ...watch,
    take: (utterance) => {
      opinions?.windows.hear(utterance, ports.clock.now());
      return measuredTake(utterance, watch, ports);
    },
    end: async (callId) => {
      await watch.end(callId);
      opinions?.forget(callId);
    },
    save,
    stop: async () => {
      closing.abort();
      await looking;
      await save().catch(faulty);
      await opinions?.stop();
      ports.log.info({ ...watch.counts() }, 'live calls watched');
    },
  };
}

/** A sentence is one step: from its words to its verdict, told to whoever must know. */
async function measuredTake(
  utterance: CallUtterance,
  watch: Pick<CallWatch, 'take'>,
  { telemetry }: Pick<Ports, 'telemetry'>,
): ReturnType<CallWatch['take']> {
  const since = performance.now();
  const record = (outcome: Heard | 'failed'): void =>
    telemetry.record('earpiece.verdict.seconds', (performance.now() - since) / 1000, { outcome });
  return telemetry.step('call.sentence', async () => {
    telemetry.correlate(utterance.callId);
    try {
      const taken = await watch.take(utterance);
      void taken.settled.then(record);
      return taken;
    } catch (error) {
      record('failed');
      throw error;
    }
  });
}

async function tell(
  news: CallVerdict,
  { mode }: AlertSettings,
  { ports, told }: { ports: Ports; told: LiveTextTold },
): Promise<void> {
  const risky = riskyCall(news);
  if (risky === undefined) return;
  const raised = await raiseAlert(risky, mode, ports);
  // The customers of a contact centre are nobody's subscribers.
  if (mode === 'live' && news.setting === 'subscriber') {
    const { callId, level, signals } = risky;
    await warnSubscriber({ callId, level, signals, subscriber: told.subscriberOf(callId) }, ports);
  }
  if (raised === 'raised' || raised === 'risen' || raised === 'updated') told.onAlertChanged();
}

async function endSilentCalls({ watched, alerts, clock }: Ports): Promise<void> {
  const now = clock.now();
  for (const callId of await watched.silentSince(new Date(now.getTime() - SILENT_MS), SILENT_AT_ONCE)) {
    await watched.end(callId, now);
    await alerts.callEnded(callId, now);
  }
}
