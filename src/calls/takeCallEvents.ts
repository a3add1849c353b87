import { followAgent } from '../alerts/followAgent.ts';
import type { PlacePorts } from '../alerts/alertPlaces.ts';
import type { CallEvent, CallStarted } from '../domain/call.ts';
import { callHolder } from '../domain/lease.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { LeaseEvent, Leases } from '../ports/leases.ts';
import type { WatchedCalls } from '../ports/watchedCalls.ts';
import { callerCandidates } from './callerCandidates.ts';
import { callFacts, type NumberKeys } from './callFacts.ts';
import type { CallWatch } from './watchUtterances.ts';

/** What taking events in needs. */
export interface TakePorts extends PlacePorts {
  leases: Pick<Leases, 'take' | 'find'>;
  customers: Pick<CustomerStore, 'find' | 'matching'>;
  watched: Pick<WatchedCalls, 'note' | 'end'>;
  alerts: Pick<Alerts, 'find' | 'raise' | 'callEnded'>;
  /** Who hears what is said; undefined where nobody in this process does. */
  live: Pick<CallWatch, 'take' | 'end' | 'save'> | undefined;
  keyedHash: (value: string) => string;
  /** Code of numbers that are written without one. */
  smsSettings: Pick<NumberKeys, 'countryCode'>;
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
 * Takes in what a call platform tells, in the order it comes; taken in twice it counts once. What is said is heard and
 * judged, never kept. Resolves once it is safe to forget:
 * only a sentence that waits for a missing one lives in memory alone.
 */
export async function takeCallEvents(events: readonly CallEvent[], ports: TakePorts): Promise<TakenEvents> {
  const taken = { accepted: 0, repeated: 0 };
  const callIds = new Set<string>();
  for (const event of events) {
    if (event.type === 'call.utterance') {
      await ports.live?.take(event);
      taken.accepted += 1;
      continue;
    }
    if (event.type === 'call.started') await noteStart(event, ports);
    if (event.type === 'call.ended') await endCall(event.callId, event.at, ports);
    const outcome = await takeForAgents(event, ports);
    taken[outcome === 'new' ? 'accepted' : 'repeated'] += 1;
    callIds.add(event.callId);
  }
  await ports.live?.save();
  return { ...taken, callIds: [...callIds] };
}

async function noteStart(event: CallStarted, ports: TakePorts): Promise<void> {
  const { watched, keyedHash, smsSettings, clock } = ports;
  const { subscriber, ...start } = event;
  // The customers of a contact centre are nobody's subscribers.
  const known = subscriber === undefined || event.setting !== 'subscriber' ? start : event;
  await watched.note(event.callId, callFacts(known, { keyedHash, ...smsSettings }), clock.now());
}

/** What was said last is heard first. */
async function endCall(callId: string, at: Date, { live, watched, alerts, clock }: TakePorts): Promise<void> {
  await live?.end(callId);
  await watched.end(callId, clock.now());
  await alerts.callEnded(callId, at);
}

async function takeForAgents(event: LeaseEvent['event'], ports: TakePorts): Promise<'new' | 'repeat'> {
  const isStart = event.type === 'call.started' && event.setting !== 'subscriber';
  const candidates = isStart ? await callerCandidates(event, ports) : [];
  const outcome = await ports.leases.take({ event, candidates, heardAt: ports.clock.now() });
  if (outcome === 'new' && event.type !== 'call.ended') {
    const call = await ports.leases.find(event.callId);
    const agentId = call && callHolder(call);
    if (agentId !== undefined) await followAgent({ callId: event.callId, agentId }, ports);
  }
  return outcome;
}
