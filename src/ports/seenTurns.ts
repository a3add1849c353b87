/** Tells first sights from repeats: Teams sends slow turns again. */
export interface SeenTurns {
  /** True the first time a key is seen by any process; false ever after, until pruned. */
  isFirst(key: string, at: Date): Promise<boolean>;
  prune(before: Date): Promise<number>;
}
