/** What a call platform tells of a call; `at` is when it happened, which may be long before it is told. */
export type CallEvent = CallStarted | CallUtterance | CallEnded | AgentMoved;

/** A call began, or more became known of how it began. */
export interface CallStarted {
  type: 'call.started';
  callId: string;
  at: Date;
  setting: 'contact-centre' | 'subscriber';
  direction: 'inbound' | 'outbound';
  /** Entra object id, in lower case. */
  agentId?: string;
  customerId?: string;
  /** Number of the person on the other end, as the platform writes it. */
  phone?: string;
  /** Number that was rung, as the platform writes it. */
  called?: string;
  /** Number of the operator's subscriber on a call of setting 'subscriber'. */
  subscriber?: string;
  /** Where the call waits for an agent. */
  queue?: string;
}

/** One sentence of a live call. Its text is never stored. */
export interface CallUtterance {
  type: 'call.utterance';
  callId: string;
  at: Date;
  /** Counts per call over both tracks. */
  seq: number;
  track: 'caller' | 'callee';
  text: string;
}

/** The line is closed. */
export interface CallEnded {
  type: 'call.ended';
  callId: string;
  at: Date;
  /** What was said, as the platform writes it. Kept only as the agent's draft, until it is approved or expires. */
  transcript?: object;
  /** Where what was said can be fetched. */
  transcriptUrl?: string;
  /** Where the recording can be fetched, and which channel of it is the agent's, from 0. */
  recording?: { url: string; agentChannel?: number };
}

/** Somebody took the call or left it. */
export interface AgentMoved {
  type: 'agent.assigned' | 'agent.left';
  callId: string;
  at: Date;
  /** Entra object id, in lower case. */
  agentId: string;
}

/** What tells an event from its repeats, beside its call and type (contracts: "seq or at"). */
export function repeatMark(event: CallEvent): string {
  if (event.type === 'call.utterance') return String(event.seq);
  // Two people may join in the same second; they are two events.
  const who = event.type === 'agent.assigned' || event.type === 'agent.left' ? ` ${event.agentId}` : '';
  return `${event.at.toISOString()}${who}${event.type === 'call.started' ? toldOf(event) : ''}`;
}

/** A start that tells more than the one before is no repeat of it. */
function toldOf({ agentId, customerId, phone, setting }: CallStarted): string {
  const told = [agentId ?? '', customerId ?? '', phone === undefined ? '' : 'phone'];
  return [...told, ...(setting === 'subscriber' ? [setting] : [])].map((one) => ` ${one}`).join('');
}
