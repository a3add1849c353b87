import type { HouseMaps, HouseSettings } from '../domain/houseSettings.ts';
import type { AuditEntry } from './auditLog.ts';
import type { SettingsChange } from './houseSettingsStore.ts';

/** How the house is set now. */
export interface StandingSettings {
  version: number;
  values: HouseSettings;
  /** Set by the environment of this process, so nobody changes them here. */
  fixed: readonly (keyof HouseSettings)[];
  /** What ROLE_MAP and GROUP_MAP name, for good; undefined where nobody signs in, so that such groups mean nothing. */
  given: HouseMaps | undefined;
}

/** Where admins read and change settings; what is changed holds in this process at once. */
export interface HouseDesk {
  read(): Promise<StandingSettings>;
  /** False when somebody was faster. Rejects with AuditUnavailable. */
  change(change: SettingsChange & { values: HouseSettings }, entry: AuditEntry): Promise<boolean>;
}
