/** Remembers who has talked to Earpiece as an admin, so that it can turn to them; a role is asked anew before. */
export interface Admins {
  /** This person was an admin at that moment. */
  note(agentId: string, at: Date): Promise<void>;
  /** Entra object ids of those noted since, the latest first. */
  list(since: Date): Promise<string[]>;
}
