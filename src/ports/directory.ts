import type { Agent } from '../domain/agent.ts';
import type { NamedId } from '../domain/namedId.ts';

/** Who people are and what they may see. */
export interface Directory {
  /** The person with this Entra object id, or undefined when nobody knows them. Throws DirectoryUnavailable. */
  find(agentId: string, signal?: AbortSignal): Promise<Agent | undefined>;
  /**
   * The person as they would be if these groups gave roles. Missing where groups give none. Throws
   * DirectoryUnavailable.
   */
  findUnder?(agentId: string, roles: readonly NamedId[]): Promise<Agent | undefined>;
  /** The person has just signed in: what is remembered of them no longer holds. Missing where nothing is remembered. */
  forget?(agentId: string): void;
}

/** The directory did not answer; treat the person as unknown. */
export class DirectoryUnavailable extends Error {
  override name = 'DirectoryUnavailable';
}
