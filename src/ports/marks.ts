/** Small facts the house must remember over a restart, such as "the sample company was removed". */
export interface Marks {
  get(key: string): Promise<string | undefined>;
  /** Replaces what stood under the key. */
  set(key: string, value: string): Promise<void>;
  /** Puts the value under the key unless one stands there; resolves to what stands there now, the same for every process. */
  setOnce(key: string, value: string): Promise<string>;
}
