import { type CustomerFacts, factsOf } from '../domain/customerFacts.ts';
import { callHolder, leaseOf } from '../domain/lease.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';

/** What one agent may see of one call now. */
export type CallView =
  | { kind: 'caller'; isLive: boolean; facts: CustomerFacts }
  | { kind: 'choose'; isLive: boolean; candidates: readonly { customerId: string; name: string }[] }
  | { kind: 'identify'; isLive: boolean }
  | { kind: 'handed-over' }
  | { kind: 'over' };

/** What seeing a call needs. */
export interface ViewPorts {
  leases: Pick<Leases, 'find' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find'>;
  clock: Clock;
}

/** What this agent may see of this call now: of its customer nothing, unless the lease is theirs. */
export async function viewCall(
  { callId, agentId }: { callId: string; agentId: string },
  ports: ViewPorts,
): Promise<CallView> {
  const call = await ports.leases.find(callId);
  if (call === undefined) return { kind: 'over' };
  const lease = leaseOf(call, ports.clock.now(), ports.leases.wrapUpMs);
  if (lease === undefined) return { kind: 'over' };
  if (callHolder(call) !== agentId) return { kind: 'handed-over' };
  const { isLive, customer } = lease;
  switch (customer.kind) {
    case 'known': {
      const record = await ports.customers.find(customer.customerId);
      return { kind: 'caller', isLive, facts: factsOf(record ?? { customerId: customer.customerId }) };
    }
    case 'ambiguous': {
      const records = await Promise.all(customer.candidates.map((id) => ports.customers.find(id)));
      const known = records.filter((record) => record !== undefined).map(factsOf);
      const candidates = known.map(({ customerId, name }) => ({ customerId, name: name ?? customerId }));
      return { kind: 'choose', isLive, candidates };
    }
    case 'unidentified':
      return { kind: 'identify', isLive };
  }
}
