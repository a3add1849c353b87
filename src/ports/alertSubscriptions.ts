/** A channel that wants scam alerts. */
export interface AlertSubscription {
  /** The channel, without a thread. */
  conversationId: string;
  /** 'second': only what nobody took up in time. */
  kind: 'first' | 'second';
  /** Empty: of every queue. */
  queue: string;
  teamId: string;
  /** Empty where Teams did not tell. */
  channelName: string;
  setBy: string;
  setAt: Date;
}

/** A supervisor at work. */
export interface OnDuty {
  agentId: string;
  /** How Teams calls them, for mentions. */
  userId: string;
  name: string;
  tenantId?: string | undefined;
  since: Date;
}

/** Which channels want alerts, and which supervisors are at work. */
export interface AlertSubscriptions {
  /** Replaces what the channel had asked for. */
  save(subscription: AlertSubscription): Promise<void>;
  find(conversationId: string): Promise<AlertSubscription | undefined>;
  list(): Promise<readonly AlertSubscription[]>;
  /** True when there was one. */
  remove(conversationId: string): Promise<boolean>;
  /** Removes those of all channels of a team; returns which. */
  removeTeam(teamId: string): Promise<readonly string[]>;
  startDuty(duty: OnDuty): Promise<void>;
  /** True when they were on duty. */
  endDuty(agentId: string): Promise<boolean>;
  /** Who began after `since`, the last first. */
  onDuty(since: Date): Promise<readonly OnDuty[]>;
}
