import { type Agent, unknownAgent } from '../domain/agent.ts';
import { type Directory, DirectoryUnavailable } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import { authorize } from './authorize.ts';

/**
 * The person behind an Entra object id. Fails closed: somebody nobody knows, and anybody while the directory is away,
 * has no role and no group and so sees unrestricted documents only; so does somebody in a group without any role.
 */
export async function identifyAgent(
  agentId: string,
  ports: { directory: Directory; log: Log },
  signal?: AbortSignal,
): Promise<Agent> {
  try {
    const agent = await ports.directory.find(agentId, signal);
    if (agent === undefined) return unknownAgent(agentId);
    return authorize(agent, 'readRestricted') === undefined ? agent : { ...agent, groups: [] };
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    ports.log.warn({ reason: error.message }, 'directory unavailable, treating the person as unknown');
    return unknownAgent(agentId);
  }
}

/** Whether this person may be shown calls; 'unknown' while the directory is away. */
export function mayTakeCalls(agentId: string, ports: { directory: Directory }): Promise<boolean | 'unknown'> {
  return may(agentId, ({ roles }) => roles.includes('agent'), ports);
}

/** Whether this person may have notes of their own, of no call we know; 'unknown' while the directory is away. */
export function mayHaveNotes(agentId: string, ports: { directory: Directory }): Promise<boolean | 'unknown'> {
  return may(agentId, (agent) => authorize(agent, 'draftNote') === undefined, ports);
}

async function may(
  agentId: string,
  holds: (agent: Agent) => boolean,
  { directory }: { directory: Directory },
): Promise<boolean | 'unknown'> {
  try {
    const agent = await directory.find(agentId);
    return agent !== undefined && holds(agent);
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    return 'unknown';
  }
}
