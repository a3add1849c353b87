import type { Agent, Role } from '../domain/agent.ts';
import type { Directory } from '../ports/directory.ts';

/** The same directory, in which these roles count only for people whose sign-in proved a second factor. */
export function requireProof(directory: Directory, mfaRoles: readonly Role[]): Directory {
  if (mfaRoles.length === 0) return directory;
  const proven = (agent: Agent | undefined): Agent | undefined =>
    agent === undefined || agent.hasMfa === true ? agent : withoutUnproven(agent, mfaRoles);
  return {
    ...directory,
    find: async (agentId, signal) => proven(await directory.find(agentId, signal)),
    findUnder: async (agentId, roles) => proven(await directory.findUnder?.(agentId, roles)),
  };
}

function withoutUnproven(agent: Agent, mfaRoles: readonly Role[]): Agent {
  const unprovenRoles = agent.roles.filter((role) => mfaRoles.includes(role));
  if (unprovenRoles.length === 0) return agent;
  return { ...agent, roles: agent.roles.filter((role) => !mfaRoles.includes(role)), unprovenRoles };
}
