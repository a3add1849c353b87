/** Contractions as recognisers without punctuation write them, and as they are written. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(is|are|was|were|has|have|had|do|does|did|ca|wo|would|could|should)nt\b/g, "$1n't"],
  [/\b(i|you|we|they)ve\b/g, "$1've"],
  [/\b(you|they)re\b/g, "$1're"],
  [/\b(you|they|that|it|there)ll\b/g, "$1'll"],
  [/\b(you|they) ll\b/g, "$1'll"],
  [/\bim\b/g, "i'm"],
  [/\bill (?=\p{L})/gu, "i'll "],
  [/\b(that|what|there|it|he|she|let|who|where)s\b/g, "$1's"],
];

/** The text as cues expect it: small letters, straight apostrophes, contractions with them. */
export function plainSpeech(text: string): string {
  const plain = text.toLowerCase().replaceAll('’', "'");
  return CONTRACTIONS.reduce((said, [pattern, written]) => said.replace(pattern, written), plain);
}

/** Whether a sentence says what a cue looks for. */
export function says({ plain }: { plain: string }, cue: RegExp): boolean {
  return cue.test(plain);
}

/** How much of what the cues look for a sentence says: the sum of the weights of those that fit. */
export function weigh({ plain }: { plain: string }, cues: readonly (readonly [number, RegExp])[]): number {
  return cues.reduce((sum, [weight, cue]) => (cue.test(plain) ? sum + weight : sum), 0);
}
