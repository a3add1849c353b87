/** Small facts the house must remember over a restart, such as "the sample company was removed". */
export interface Marks {
  get(key: string): Promise<string | undefined>;
  /** Replaces what stood under the key. */
  set(key: string, value: string): Promise<void>;
}
