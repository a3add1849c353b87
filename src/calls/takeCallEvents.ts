import type { CallEvent } from '../domain/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';
import { callerCandidates } from './callerCandidates.ts';

interface TakePorts {
  leases: Pick<Leases, 'take'>;
  customers: Pick<CustomerStore, 'find' | 'matching'>;
  clock: Clock;
}

/** What became of some events. */
export interface TakenEvents {
  accepted: number;
  repeated: number;
  /** Calls whose agents have something to see, each once. */
  callIds: readonly string[];
}

/**
 * Takes in what a call platform tells, in the order it comes; taken in twice it counts once. What is said in calls stays
 * out.
 */
export async function takeCallEvents(events: readonly CallEvent[], ports: TakePorts): Promise<TakenEvents> {
  const taken = { accepted: 0, repeated: 0 };
  const callIds = new Set<string>();
  for (const event of events) {
    if (event.type === 'call.utterance') {
      taken.accepted += 1;
      continue;
    }
    const isStart = event.type === 'call.started' && event.setting !== 'subscriber';
    const candidates = isStart ? await callerCandidates(event, ports) : [];
    const outcome = await ports.leases.take({ event, candidates, heardAt: ports.clock.now() });
    taken[outcome === 'new' ? 'accepted' : 'repeated'] += 1;
    callIds.add(event.callId);
  }
  return { ...taken, callIds: [...callIds] };
}
