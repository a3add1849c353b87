/** How sure the detector is: `watch` is a notice to the agent alone, `warn` and `scam` reach supervisors. */
export type ScamLevel = 'none' | 'watch' | 'warn' | 'scam';

/** Levels from calm to sure. */
export const SCAM_LEVELS: readonly ScamLevel[] = ['none', 'watch', 'warn', 'scam'];

export type CallDirection = 'inbound' | 'outbound';
export type CallSetting = 'subscriber' | 'contact-centre';
export type CallSide = 'caller' | 'callee';

/** What is known about a call before anything is said. Without it neither side is taken for the victim. */
export interface CallContext {
  direction?: CallDirection | undefined;
  setting?: CallSetting | undefined;
}

/** One finished turn of a call. */
export interface SpokenTurn {
  speaker: CallSide;
  text: string;
}

/** A named reason from our own vocabulary and the 0-based turn it was first seen in. Never words of the call. */
export interface ScamSignal {
  name: string;
  turn: number;
}

/** What the detector thinks after a turn. */
export interface ScamVerdict {
  /** 0-based. */
  turn: number;
  /** Calibrated probability in [0, 1] that the call is a scam, judged by this and earlier turns. */
  score: number;
  /** The highest level so far. */
  level: ScamLevel;
  /** The level now; it falls again when a call calms down. */
  current: ScamLevel;
  /** The turn `warn` or `scam` was first reached in. */
  alertTurn: number | null;
  signals: readonly ScamSignal[];
}
