import type { StreamCounts } from '../media/jitterBuffer.ts';
import type { StrangerCounts } from '../media/receiveStream.ts';
import type { Party } from '../metadata/nameTracks.ts';
import type { Originator } from '../originator.ts';

/** A call that an SBC lets us hear. Names and numbers are personal data: nothing of it goes into a log. */
export interface RecordedCall {
  /** Call-ID of the recording session. */
  callId: string;
  /** Ids of the recorded call, as the metadata says them. */
  sessionIds: readonly string[];
  startedAt: Date;
  caller?: Party;
  called?: Party;
  originator: Originator;
  /** True while no stream brings anything. */
  isHeld: boolean;
}

/** Why a call is over. */
export type EndReason = 'bye' | 'cancelled' | 'unacknowledged' | 'timer' | 'stopped';

/** What one stream brought, to be added up. */
export type EndedStream = StreamCounts & StrangerCounts;

/** Told of calls as they come and go. */
export interface CallHooks {
  onCallStarted(call: RecordedCall): void;
  /** More became known, or the call was held or taken back. */
  onCallChanged(call: RecordedCall): void;
  onCallEnded(call: RecordedCall, end: { why: EndReason; streams: readonly EndedStream[] }): void;
  /** Something broke while answering; the call it was about goes on or is refused. */
  onFault(error: unknown): void;
}
