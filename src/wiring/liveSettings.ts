import { HOUSE_SETTINGS, type HouseChanges, type HouseSettings } from '../domain/houseSettings.ts';
import type { TokenLimits } from '../model/tokenBudget.ts';
import type { HouseDesk } from '../ports/houseDesk.ts';
import type { HouseSettingsStore } from '../ports/houseSettingsStore.ts';
import type { Config } from './config.ts';

/** Settings that follow what admins set, for those who hold them for good: every value is read when it is needed. */
export interface LiveSettings {
  readonly wrapUpMs: number;
  readonly retentionDays: number;
  readonly tokenLimits: TokenLimits;
  /** One array for good; its content changes. */
  readonly dispositions: readonly string[];
  /** Empty: nobody. */
  readonly knowledgeOwner: string;
  readonly desk: HouseDesk;
  /** Reads what admins set in any process. */
  refresh(): Promise<void>;
}

/** What the house was started with, overruled by what admins have set, except where the environment says it. */
export async function liveSettings(
  config: Pick<Config, 'wrapUpMinutes' | 'retentionDays' | 'tokenLimits' | 'dispositions' | 'knowledgeOwner'> & {
    fixedSettings: Config['fixedSettings'];
  },
  store: HouseSettingsStore,
): Promise<LiveSettings> {
  const fixed = config.fixedSettings;
  const started = startedWith(config);
  let now = started;
  const dispositions: string[] = [];
  const take = (kept: HouseChanges): HouseSettings => {
    now = { ...started, ...Object.fromEntries(Object.entries(kept).filter(([name]) => !isFixed(name, fixed))) };
    dispositions.splice(0, dispositions.length, ...now.dispositions);
    return now;
  };
  const read = async () => {
    const { version, values } = await store.read();
    return { version, values: take(values), fixed };
  };
  await read();
  return {
    get wrapUpMs() {
      return now.wrapUpMinutes * 60_000;
    },
    get retentionDays() {
      return now.retentionDays;
    },
    tokenLimits: {
      get perPersonDay() {
        return now.tokensPerPersonDay;
      },
      get perCall() {
        return now.tokensPerCall;
      },
      get perDay() {
        return now.tokensPerDay;
      },
    },
    dispositions,
    get knowledgeOwner() {
      return now.knowledgeOwner;
    },
    desk: {
      read,
      change: async (change, entry) => {
        const values = differing(change.values, { started, fixed });
        const isKept = await store.change({ ...change, values }, entry);
        if (isKept) take(values);
        return isKept;
      },
    },
    refresh: async () => {
      await read();
    },
  };
}

function startedWith(config: Parameters<typeof liveSettings>[0]): HouseSettings {
  const { wrapUpMinutes, retentionDays, tokenLimits, dispositions, knowledgeOwner } = config;
  return {
    ...{ wrapUpMinutes, retentionDays, dispositions, knowledgeOwner },
    tokensPerPersonDay: tokenLimits.perPersonDay,
    tokensPerCall: tokenLimits.perCall,
    tokensPerDay: tokenLimits.perDay,
  };
}

/** What is kept: a setting put back to how the house starts follows its default again. */
function differing(
  values: HouseSettings,
  { started, fixed }: { started: HouseSettings; fixed: readonly string[] },
): HouseChanges {
  const names = HOUSE_SETTINGS.filter(
    (name) => !fixed.includes(name) && JSON.stringify(values[name]) !== JSON.stringify(started[name]),
  );
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function isFixed(name: string, fixed: readonly string[]): boolean {
  return fixed.includes(name);
}
