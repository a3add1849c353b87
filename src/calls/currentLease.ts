import type { Agent } from '../domain/agent.ts';
import { currentOf, type Lease, leaseOf, LONGEST_CALL_MS } from '../domain/lease.ts';
import type { Clock } from '../ports/clock.ts';
import type { Leases } from '../ports/leases.ts';

/** What finding somebody's call needs. */
export interface LeasePorts {
  leases: Pick<Leases, 'callsOf' | 'wrapUpMs'>;
  clock: Clock;
}

/** The call that counts for this person now, or undefined. Whoever has no role of an agent has no call. */
export async function currentLease(agent: Agent, ports: LeasePorts): Promise<Lease | undefined> {
  if (!agent.roles.includes('agent')) return undefined;
  const { leases } = ports;
  const now = ports.clock.now();
  const calls = await leases.callsOf(agent.agentId.toLowerCase(), new Date(now.getTime() - LONGEST_CALL_MS));
  const open = calls.flatMap((call) => leaseOf(call, now, leases.wrapUpMs) ?? []);
  return currentOf(open.filter(({ agentId }) => agentId === agent.agentId.toLowerCase()));
}
