import { type Agent, unknownAgent } from '../domain/agent.ts';
import { type Directory, DirectoryUnavailable } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/**
 * The person behind an Entra object id. Fails closed: somebody nobody knows, and anybody while the directory is away,
 * has no role and no group and so sees unrestricted documents only.
 */
export async function identifyAgent(
  agentId: string,
  ports: { directory: Directory; log: Log },
  signal?: AbortSignal,
): Promise<Agent> {
  try {
    return (await ports.directory.find(agentId, signal)) ?? unknownAgent(agentId);
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    ports.log.warn({ reason: error.message }, 'directory unavailable, treating the person as unknown');
    return unknownAgent(agentId);
  }
}
