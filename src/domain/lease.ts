/** A call and everyone who was ever on it, as the events told so far make it. */
export interface Call {
  callId: string;
  startedAt?: Date;
  endedAt?: Date;
  /** Unknown until the start is told. */
  direction?: 'inbound' | 'outbound';
  /** A call of a telecom operator's subscriber concerns no agent. */
  isOfSubscriber?: true;
  /** Known once it is certain who calls. */
  customerId?: string;
  /** Customers the caller may be, when it is not certain: several with one phone; none when nothing fits. */
  candidates: readonly string[];
  agents: readonly CallAgent[];
}

/** When somebody last took and last left a call. */
export interface CallAgent {
  agentId: string;
  assignedAt?: Date;
  leftAt?: Date;
}

/** The right of one agent to read the customer of one call, for as long as it lasts. */
export interface Lease {
  callId: string;
  agentId: string;
  /** When this agent took the call. */
  since: Date;
  /** False in the wrap-up after the call. */
  isLive: boolean;
  customer: LeaseCustomer;
}

/** Whom a lease opens. */
export type LeaseCustomer =
  | { kind: 'known'; customerId: string }
  | { kind: 'ambiguous'; candidates: readonly string[] }
  | { kind: 'unidentified' };

/** No call lasts longer; one whose end nobody told must not stay open. */
export const LONGEST_CALL_MS = 12 * 3_600_000;

/** Platforms report hanging up as leaving, a moment before the end. */
const HANGING_UP_MS = 10_000;

/** The lease that a call gives at `now`, or undefined when nobody may read its customer. */
export function leaseOf(call: Call, now: Date, wrapUpMs: number): Lease | undefined {
  const holder = holderOf(call);
  if (holder === undefined) return undefined;
  const { agentId, assignedAt: since } = holder;
  // Counted from the start: taking a call again and again must not keep it open.
  const began = Math.min(since.getTime(), call.startedAt?.getTime() ?? since.getTime());
  if (now.getTime() - began > LONGEST_CALL_MS) return undefined;
  if (call.endedAt !== undefined && now.getTime() >= call.endedAt.getTime() + wrapUpMs) return undefined;
  return { callId: call.callId, agentId, since, isLive: call.endedAt === undefined, customer: customerOf(call) };
}

/** Who has the call at the moment, or had it at its end. */
export function callHolder(call: Call): string | undefined {
  return holderOf(call)?.agentId;
}

/** Who took the call last and is still there: whoever hands a call over keeps nothing of it, even if the other leaves. */
function holderOf({ agents, endedAt, isOfSubscriber }: Call): { agentId: string; assignedAt: Date } | undefined {
  if (isOfSubscriber === true) return undefined;
  const taken = agents.flatMap(({ agentId, assignedAt, leftAt }) =>
    assignedAt === undefined ? [] : [{ agentId, assignedAt, leftAt }],
  );
  const last = taken.sort(
    (one, other) => other.assignedAt.getTime() - one.assignedAt.getTime() || (other.agentId < one.agentId ? -1 : 1),
  )[0];
  if (last === undefined) return undefined;
  const { leftAt } = last;
  const hasLeft = leftAt !== undefined && leftAt >= last.assignedAt;
  const hasHungUp = hasLeft && endedAt !== undefined && endedAt.getTime() - leftAt.getTime() <= HANGING_UP_MS;
  return hasLeft && !hasHungUp ? undefined : last;
}

function customerOf({ customerId, candidates }: Call): LeaseCustomer {
  if (customerId !== undefined) return { kind: 'known', customerId };
  return candidates.length > 0 ? { kind: 'ambiguous', candidates } : { kind: 'unidentified' };
}

/** The one lease that counts among several open ones: the live call's, then the one taken last. */
export function currentOf(leases: readonly Lease[]): Lease | undefined {
  return leases.toSorted(
    (one, other) =>
      Number(other.isLive) - Number(one.isLive) ||
      other.since.getTime() - one.since.getTime() ||
      (other.callId < one.callId ? -1 : 1),
  )[0];
}
