import type { HouseChanges } from '../domain/houseSettings.ts';
import type { AuditEntry } from './auditLog.ts';

/** What admins have set in place of defaults. */
export interface KeptSettings {
  /** Raised by every change; 0 before the first. */
  version: number;
  values: HouseChanges;
  /** True when somebody who does not have the house's secret changed what was kept; `values` is empty then. */
  isAltered: boolean;
}

/** A change as an admin makes it, on top of the version they saw. */
export interface SettingsChange {
  seenVersion: number;
  values: HouseChanges;
  by: string;
  at: Date;
}

/** Settings that admins change while the house runs; the same for every process on a database. */
export interface HouseSettingsStore {
  read(): Promise<KeptSettings>;
  /**
   * Puts `values` in the place of all that was kept, together with its audit row or not at all; false when somebody
   * was faster. Rejects with AuditUnavailable.
   */
  change(change: SettingsChange, entry: AuditEntry): Promise<boolean>;
}
