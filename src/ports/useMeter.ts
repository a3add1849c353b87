/** Something that may be used only so often. */
export interface Allowance {
  /** Whose uses of what are counted together. */
  key: string;
  /** Uses in a minute; so many may also come at once after a pause. */
  mostPerMinute: number;
}

/** What became of one use. */
export interface Use {
  /** Index of the allowance that had no room, undefined when all of them had. Those before it are used, it is not. */
  full?: number;
  /** When the full one has room again. */
  roomAt?: Date;
  /** Uses of each allowance that still weigh on it, this one included. */
  weighing: readonly number[];
}

/** Counts uses for all processes together. */
export interface UseMeter {
  /** Uses each allowance once, in order, until one has no room. */
  use(allowances: readonly Allowance[], at: Date): Promise<Use>;
  /** Forgets what weighs on nothing any more since `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
