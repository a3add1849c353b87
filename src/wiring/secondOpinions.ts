import { setTimeout as sleep } from 'node:timers/promises';
import type { CallVerdict } from '../calls/watchUtterances.ts';
import { askOpinion } from '../detection/opinion/askOpinion.ts';
import { type TalkWindows, talkWindows } from '../detection/opinion/talkWindows.ts';
import type { SecondOpinion } from '../domain/scamAlert.ts';
import type { ScamLevel } from '../domain/verdict.ts';
import type { AlertSettings } from './alertSettings.ts';
import type { Ports } from './connectPorts.ts';

/** Asks a model about doubtful calls, beside the detector and never in its way. */
export interface SecondOpinions {
  windows: Pick<TalkWindows, 'hear' | 'expire'>;
  /** A level is new: asked in the background, once a level and call. */
  judge(news: CallVerdict): void;
  /** The alert of a call stands: what was thought of the call before is put on it. */
  raised(callId: string): Promise<void>;
  forget(callId: string): void;
  /** Resolves once nothing is asked any more, or after two seconds. */
  stop(): Promise<void>;
}

interface Asked {
  levels: Set<ScamLevel>;
  opinion?: SecondOpinion;
}

const MOST_CALLS = 2_000;
const STOP_MS = 2_000;

/** Second opinions as the settings want them; undefined where they are off or there is no model. */
export function secondOpinions(
  { secondOpinion }: AlertSettings,
  onAlertChanged: () => void,
  ports: Ports,
): SecondOpinions | undefined {
  const { modelHouse } = ports;
  if (secondOpinion === undefined) return undefined;
  if (modelHouse === undefined) {
    ports.log.warn({}, 'SCAM_SECOND_OPINION is on, but there is no language model to ask');
    return undefined;
  }
  const windows = talkWindows();
  const calls = new Map<string, Asked>();
  const asking = new Set<Promise<void>>();
  const note = async (callId: string, opinion: SecondOpinion): Promise<void> => {
    if (await ports.alerts.noteOpinion(callId, opinion)) onAlertChanged();
  };
  const ask = async (callId: string, asked: Asked): Promise<void> => {
    const customerId = (await ports.leases.find(callId))?.customerId;
    const customer = customerId === undefined ? undefined : await ports.customers.find(customerId);
    const call = { callId, turns: windows.of(callId), records: customer === undefined ? [] : [customer] };
    const opinion = await askOpinion({ ...call, ...secondOpinion }, { ...ports, ...modelHouse });
    if (opinion === undefined) return;
    asked.opinion = opinion;
    await note(callId, opinion);
  };
  return {
    windows,
    judge({ callId, verdict: { level } }) {
      const asked = calls.get(callId) ?? { levels: new Set() };
      if (level === 'none' || asked.levels.has(level) || windows.of(callId).length === 0) return;
      asked.levels.add(level);
      calls.set(callId, asked);
      for (const oldest of calls.keys()) if (calls.size > MOST_CALLS) calls.delete(oldest);
      const done = ask(callId, asked).catch((error: unknown) => {
        ports.log.error({ callId, kind: error instanceof Error ? error.name : typeof error }, 'no second opinion');
      });
      asking.add(done);
      void done.finally(() => asking.delete(done));
    },
    async raised(callId) {
      const opinion = calls.get(callId)?.opinion;
      if (opinion !== undefined) await note(callId, opinion);
    },
    forget(callId) {
      windows.forget(callId);
      calls.delete(callId);
    },
    stop: () => Promise.race([Promise.all(asking).then(() => undefined), sleep(STOP_MS, undefined, { ref: false })]),
  };
}
