/** What a person may do in Earpiece. Roles come from the directory, never from the text of a message. */
export type Role = 'agent' | 'supervisor' | 'admin';

/** Every role there is. */
export const ROLES = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** A person who talks to Earpiece, as the directory knows them. */
export interface Agent {
  /** Entra object id. */
  agentId: string;
  name: string;
  roles: readonly Role[];
  /** Names of the groups that open restricted documents; empty opens none. */
  groups: readonly string[];
  /** True when the sign-in proved a second factor. */
  hasMfa?: boolean;
  /** Roles they would have had they proved it. */
  unprovenRoles?: readonly Role[];
  /** True for somebody the directory does not know, or could not be asked about. */
  isUnknown?: boolean;
}

/** Somebody the directory does not know: no role, no group, so unrestricted documents only. */
export function unknownAgent(agentId: string): Agent {
  return { agentId, name: '', roles: [], groups: [], isUnknown: true };
}
