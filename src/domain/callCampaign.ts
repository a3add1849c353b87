/** Calls that belong together, joined without anything that was said. */
export interface CallCampaign {
  /** A short name, the same as long as its first caller stays the same; nobody can tell a number from it. */
  campaignId: string;
  /** One caller's number, or several with the same pattern in the same called range. */
  joinedBy: 'caller' | 'pattern';
  callers: number;
  calls: number;
  /** Subscribers that were called; one that two callers called counts twice. */
  lines: number;
  firstAt: Date;
  lastAt: Date;
  alerts: number;
  /** Alerts that ended as a scam, and those that ended as none. */
  confirmed: number;
  falseAlarms: number;
  /** Called numbers without their last digits. */
  ranges: readonly string[];
  queues: readonly string[];
  /** Of most of its alerts, from our own vocabulary. */
  signals: readonly string[];
}

/** From the first call to the last, at least one. */
export function minutesOf({ firstAt, lastAt }: Pick<CallCampaign, 'firstAt' | 'lastAt'>): number {
  return Math.max(1, Math.ceil((lastAt.getTime() - firstAt.getTime()) / 60_000));
}
