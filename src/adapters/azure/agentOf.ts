import { type Agent, ROLES } from '../../domain/agent.ts';
import type { NamedId } from '../../domain/namedId.ts';

/** What a checked token says about a person. */
export interface UserClaims {
  /** Object id, in lower case. */
  agentId: string;
  /** In lower case. */
  tenantId: string;
  name: string;
  /** Object ids of groups; undefined when there are too many for the token, so that Microsoft Graph must be asked. */
  groupIds: readonly string[] | undefined;
  /** App roles. */
  appRoles: readonly string[];
  hasMfa: boolean;
  expiresAt: Date;
}

/**
 * The person in our words. A role comes from its group or from the app role of the same name; a name that is no role of
 * ours gives none. Without a group for agents everybody who signed in is one.
 */
export function agentOf(
  claims: UserClaims,
  groupIds: readonly string[],
  maps: { roles: readonly NamedId[]; groups: readonly NamedId[] },
): Agent {
  const ids = new Set(groupIds.map((id) => id.toLowerCase()));
  const given = new Set([...namesOf(maps.roles, ids), ...claims.appRoles]);
  if (!maps.roles.some(({ name }) => name === 'agent')) given.add('agent');
  return {
    agentId: claims.agentId,
    name: claims.name,
    roles: ROLES.filter((role) => given.has(role)),
    groups: [...new Set(namesOf(maps.groups, ids))],
    hasMfa: claims.hasMfa,
  };
}

function namesOf(named: readonly NamedId[], ids: ReadonlySet<string>): string[] {
  return named.filter(({ id }) => ids.has(id)).map(({ name }) => name);
}
