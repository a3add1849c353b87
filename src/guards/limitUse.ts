import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { UseMeter } from '../ports/useMeter.ts';

/** How much may be asked. */
export interface UseLimits {
  perMinute: number;
  globalPerMinute: number;
}

/** Who asks for what. */
interface Asking {
  agentId: string;
  kind: 'question' | 'search';
}

/** Who has asked too much, and when to ask again. */
export interface RateRefusal {
  refused: 'rate';
  whose: 'own' | 'everybody';
  roomAt: Date;
}

interface LimitPorts {
  uses: Pick<UseMeter, 'use'>;
  clock: Clock;
  log: Log;
}

/** Somebody with a caller on the line asks this much before anybody else's flood may keep them waiting. */
const FIRST_QUESTIONS = 3;
/** The compose box searches at each pause in typing. */
const SEARCHES_PER_QUESTION = 4;

/**
 * Counts a question or search for all processes together and refuses what is too much. Nobody pays for others: refused
 * questions do not count for the whole house, and when the house is full each person's first three in a minute still
 * pass. While nobody can count, everything passes: silence on a call is worse than a flood.
 */
export async function limitUse(
  { agentId, kind }: Asking,
  limits: UseLimits,
  ports: LimitPorts,
): Promise<RateRefusal | undefined> {
  const own = limits.perMinute * (kind === 'search' ? SEARCHES_PER_QUESTION : 1);
  const allowances = [
    { key: `${kind}:${agentId}`, mostPerMinute: own },
    { key: 'everybody', mostPerMinute: limits.globalPerMinute },
  ];
  try {
    const { full, roomAt, weighing } = await ports.uses.use(allowances, ports.clock.now());
    if (full === undefined || roomAt === undefined) return undefined;
    if (full === 0) return { refused: 'rate', whose: 'own', roomAt };
    return (weighing[0] ?? 0) <= FIRST_QUESTIONS ? undefined : { refused: 'rate', whose: 'everybody', roomAt };
  } catch (error) {
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'cannot count uses');
    return undefined;
  }
}
