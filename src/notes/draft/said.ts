/** Whether a text says what a pattern looks for; apostrophes may be curly or, in recognised speech, missing. */
export function says(text: string, pattern: RegExp): boolean {
  return pattern.test(text.toLowerCase().replaceAll('’', "'"));
}

/** How much of what the cues look for a text says: the sum of the weights of those that fit. */
export function weigh(text: string, cues: readonly (readonly [number, RegExp])[]): number {
  const plain = text.toLowerCase().replaceAll('’', "'");
  return cues.reduce((sum, [weight, cue]) => (cue.test(plain) ? sum + weight : sum), 0);
}
