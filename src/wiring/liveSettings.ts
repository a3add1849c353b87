import { HOUSE_SETTINGS, type HouseChanges, type HouseMaps, type HouseSettings } from '../domain/houseSettings.ts';
import { type NamedId, onceEach } from '../domain/namedId.ts';
import type { TokenLimits } from '../model/tokenBudget.ts';
import type { HouseDesk } from '../ports/houseDesk.ts';
import type { HouseSettingsStore } from '../ports/houseSettingsStore.ts';
import type { Config } from './config.ts';
import type { SignInSettings } from './identitySettings.ts';

/** Settings that follow what admins set, for those who hold them for good: every value is read when it is needed. */
export interface LiveSettings {
  readonly wrapUpMs: number;
  readonly retentionDays: number;
  readonly tokenLimits: TokenLimits;
  /** One array for good; its content changes. */
  readonly dispositions: readonly string[];
  /** Empty: nobody. */
  readonly knowledgeOwner: string;
  /** As the environment says, its lists for good; they also name what admins have added. Undefined: nobody signs in. */
  readonly signIn: SignInSettings | undefined;
  /** True while settings are kept that somebody without the house's secret has changed; they do not count. */
  readonly isAltered: boolean;
  readonly desk: HouseDesk;
  /** Reads what admins set in any process. */
  refresh(): Promise<void>;
}

type Started = 'wrapUpMinutes' | 'retentionDays' | 'tokenLimits' | 'dispositions' | 'knowledgeOwner' | 'signIn';

/** What the house was started with, overruled by what admins have set, except where the environment says it. */
export async function liveSettings(
  config: Pick<Config, Started | 'fixedSettings'>,
  store: HouseSettingsStore,
): Promise<LiveSettings> {
  const fixed = config.fixedSettings;
  const started = startedWith(config);
  let now = started;
  let isAltered = false;
  const dispositions: string[] = [];
  const maps: Record<keyof HouseMaps, NamedId[]> = { roles: [], groups: [] };
  const given = config.signIn && { roles: config.signIn.roles, groups: config.signIn.groups };
  const take = (kept: HouseChanges): HouseSettings => {
    now = { ...started, ...Object.fromEntries(Object.entries(kept).filter(([name]) => !isFixed(name, fixed))) };
    replaceAll(dispositions, now.dispositions);
    for (const name of ['roles', 'groups'] as const) {
      replaceAll(maps[name], onceEach([...(given?.[name] ?? []), ...now[name]]));
    }
    return now;
  };
  const read = async () => {
    const kept = await store.read();
    isAltered = kept.isAltered;
    return { version: kept.version, values: take(kept.values), fixed, given };
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
    signIn: config.signIn && { ...config.signIn, ...maps },
    get isAltered() {
      return isAltered;
    },
    desk: {
      read,
      change: async (change, entry) => {
        const values = differing(change.values, { started, fixed });
        const isKept = await store.change({ ...change, values }, entry);
        if (isKept) await read();
        return isKept;
      },
    },
    refresh: async () => {
      await read();
    },
  };
}

function startedWith(config: Pick<Config, Started>): HouseSettings {
  const { wrapUpMinutes, retentionDays, tokenLimits, dispositions, knowledgeOwner } = config;
  return {
    ...{ wrapUpMinutes, retentionDays, dispositions, knowledgeOwner },
    tokensPerPersonDay: tokenLimits.perPersonDay,
    tokensPerCall: tokenLimits.perCall,
    tokensPerDay: tokenLimits.perDay,
    ...{ roles: [], groups: [] },
  };
}

function replaceAll<Item>(list: Item[], items: readonly Item[]): void {
  list.splice(0, list.length, ...items);
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
