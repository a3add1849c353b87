import type { CallEvent } from '../domain/call.ts';
import type { Call } from '../domain/lease.ts';

/** An event with what is known about its caller. */
export interface LeaseEvent {
  event: Exclude<CallEvent, { type: 'call.utterance' }>;
  /** Customers the caller may be: one is certain, several are to be asked, none is unknown. For `call.started`. */
  candidates: readonly string[];
  /** When it was heard. */
  heardAt: Date;
}

/** What became of the message of a call. */
export type MessageOutcome =
  | 'sending'
  | 'shown'
  /** Stands without its customer: somebody else has the call, or the role is gone. */
  | 'withdrawn'
  /** Stands without its customer for good. */
  | 'closed'
  | 'never-installed'
  | 'no-role'
  /** Nobody knew at that time whether this person may see calls. */
  | 'directory-away'
  | 'foreign-tenant'
  | 'failed';

/** The one message of a call in one agent's chat. */
export interface CallMessage {
  callId: string;
  agentId: string;
  outcome: MessageOutcome;
  at: Date;
  /** Where it stands, once shown. */
  conversationId?: string;
  activityId?: string;
}

/** Calls, who is on them and whose they are; the same for every process. Content of calls never comes here. */
export interface Leases {
  /** How long after its end a call stays open to its agent. */
  readonly wrapUpMs: number;
  /** Takes in an event, in whatever order events arrive; 'repeat' when it was taken in before. */
  take(event: LeaseEvent): Promise<'new' | 'repeat'>;
  find(callId: string): Promise<Call | undefined>;
  /** Calls this agent took after `since`, whoever has them now. */
  callsOf(agentId: string, since: Date): Promise<readonly Call[]>;
  /** Settles whose call it is, unless that is settled already; resolves to the customer it is. */
  identify(callId: string, customerId: string): Promise<string | undefined>;
  /** Counts one try to identify the caller; false when `most` were counted already. */
  countTry(callId: string, most: number): Promise<boolean>;
  /** True for the first who asks to show this call to this agent. */
  claimMessage(callId: string, agentId: string, at: Date): Promise<boolean>;
  /** True for the first who asks to send again what 'failed' or found the 'directory-away'; it is being sent then. */
  reclaimMessage(callId: string, agentId: string, at: Date): Promise<boolean>;
  /** False when the call was forgotten meanwhile: then nothing of it may stand in the message. */
  saveMessage(message: CallMessage): Promise<boolean>;
  /** The messages of one call, one per agent. */
  messagesOf(callId: string): Promise<readonly CallMessage[]>;
  /** What was tried since `since`, oldest first. */
  messagesSince(since: Date): Promise<readonly CallMessage[]>;
  /** Forgets calls last heard of before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
