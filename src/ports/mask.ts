/** Takes personal data out of what a model reads and puts it back into what it said; made for one question. */
export interface Mask {
  /** The text with stand-ins for personal data. */
  mask(text: string): string;
  /** The text with the real data where a stand-in of this mask stands. */
  unmask(text: string): string;
}
