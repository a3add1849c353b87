import type { Agent } from '../../domain/agent.ts';
import type { NamedId } from '../../domain/namedId.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Directory, DirectoryUnavailable } from '../../ports/directory.ts';
import type { Log } from '../../ports/log.ts';
import type { UserTokens } from '../../ports/userTokens.ts';
import { agentOf, type UserClaims } from './agentOf.ts';
import { graphGroups, type GraphSettings } from './graphGroups.ts';
import { TokenRefused, type TokenSettings, userTokenCheck } from './userTokenCheck.ts';

/** Whose people count, and which of their groups mean what; the lists may change meanwhile. */
export interface EntraSettings extends TokenSettings, GraphSettings {
  roles: readonly NamedId[];
  groups: readonly NamedId[];
}

interface Ports {
  tokens: UserTokens;
  clock: Clock;
  log: Log;
}

/** What Entra ID says of a person; which of it means what is looked up anew each time. */
interface Person {
  claims: UserClaims;
  groupIds: readonly string[];
}

/** What is remembered of a person; a promise, so that those who ask at once ask once. */
interface Known {
  person: Promise<Person | undefined>;
  /** Milliseconds since 1970. */
  until: number;
}

const REMEMBERED_MS = 5 * 60_000;
/** Somebody who has not signed in may do so through another process. */
const ABSENT_MS = 30_000;
/** While the directory is away nobody waits for it at each question. */
const FAULT_MS = 10_000;
/** An agent has somebody on the line; what takes longer counts as away. */
const DEADLINE_MS = 1500;
const MOST_REMEMBERED = 20_000;

/**
 * People as Entra ID knows them, by the token of their sign-in: groups and roles from its claims, from Microsoft Graph
 * where they are too many for it. Remembered for five minutes, never longer than the token holds.
 */
export function entraDirectory(settings: EntraSettings, ports: Ports): Directory {
  const check = userTokenCheck(settings);
  const remembered = new Map<string, Known>();

  const look = async (agentId: string): Promise<{ person: Person | undefined; until: number }> => {
    const now = ports.clock.now();
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const absent = { person: undefined, until: now.getTime() + ABSENT_MS };
    const token = await ports.tokens.find(agentId, signal);
    if (token === undefined) return absent;
    const claims = await claimsOf(token, now);
    if (claims === undefined || claims.agentId !== agentId.toLowerCase()) return absent;
    const groupIds = claims.groupIds ?? (await graphGroups({ token, ...claims }, settings, signal));
    const until = Math.min(now.getTime() + REMEMBERED_MS, claims.expiresAt.getTime());
    return { person: { claims, groupIds }, until };
  };

  const claimsOf = async (token: string, now: Date): Promise<UserClaims | undefined> => {
    try {
      return await check(token, now);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      ports.log.warn({ reason: error.message }, 'token of a person refused');
      return undefined;
    }
  };

  const ask = (agentId: string): Known => {
    const known: Known = { person: Promise.resolve(undefined), until: Infinity };
    known.person = within(look(agentId)).then(
      ({ person, until }) => {
        known.until = until;
        return person;
      },
      (error: unknown) => {
        known.until = ports.clock.now().getTime() + FAULT_MS;
        throw error;
      },
    );
    return known;
  };

  const recall = (agentId: string): Promise<Person | undefined> => {
    const key = agentId.toLowerCase();
    const known = remembered.get(key);
    if (known !== undefined && known.until > ports.clock.now().getTime()) return known.person;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const asked = ask(agentId);
    remembered.set(key, asked);
    return asked.person;
  };

  const findUnder = async (agentId: string, roles: readonly NamedId[]): Promise<Agent | undefined> => {
    const person = await recall(agentId);
    const maps = { roles, groups: settings.groups };
    return person && { ...agentOf(person.claims, person.groupIds, maps), agentId };
  };

  return {
    find: (agentId) => findUnder(agentId, settings.roles),
    findUnder,
    forget: (agentId) => void remembered.delete(agentId.toLowerCase()),
  };
}

/** Rejects with DirectoryUnavailable when it takes longer than a caller should be kept waiting. */
async function within<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DirectoryUnavailable(`The directory did not answer within ${DEADLINE_MS} ms.`)),
      DEADLINE_MS,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
