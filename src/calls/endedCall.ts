import type { Agent } from '../domain/agent.ts';
import { leaseOf, LONGEST_CALL_MS } from '../domain/lease.ts';
import type { LeasePorts } from './currentLease.ts';

/** A call in its wrap-up. */
export interface EndedCall {
  callId: string;
  endedAt: Date;
  /** Undefined while nobody knows whom it was with. */
  customerId?: string;
}

/**
 * The call of this agent that ended last and is still open to them. A call that goes on is never meant by what they say
 * about a call: its customer is another one.
 */
export async function lastEndedCall(agent: Agent, ports: LeasePorts): Promise<EndedCall | undefined> {
  const { leases } = ports;
  const agentId = agent.agentId.toLowerCase();
  const now = ports.clock.now();
  const calls = await leases.callsOf(agentId, new Date(now.getTime() - LONGEST_CALL_MS));
  const ended = calls.flatMap((call): EndedCall[] => {
    const lease = leaseOf(call, now, leases.wrapUpMs);
    if (lease?.agentId !== agentId || call.endedAt === undefined) return [];
    const { callId, endedAt, customerId } = call;
    return [{ callId, endedAt, ...(customerId === undefined ? {} : { customerId }) }];
  });
  return ended.sort((one, other) => other.endedAt.getTime() - one.endedAt.getTime())[0];
}
