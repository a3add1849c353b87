/** The two things a question puts side by side, each with the words around it. */
export interface ComparedSides {
  left: string;
  right: string;
}

const BETWEEN = /\bbetween (?<left>.+?) (?:and|und) (?<right>.+)$/i;
const AGAINST =
  /^(?<left>.+?)\s*(?:\bvs\b\.?|\bversus\b|\bagainst\b|\bcompared (?:with|to)\b|\brather than\b|\bgegen\b|\bor\b|\boder\b)\s*(?<right>.+)$/i;
const BOTH = /^(?<left>.+?) (?:and|und) (?<right>.+)$/i;
const ASKS_FOR_BOTH = /\b(?:both|which (?:one|of)|difference|diff|compare|choosing|better|unterschied)\b/i;

/** The sides of "a vs b", "the difference between a and b", "a or b"; undefined for a question about one thing. */
export function comparedSides(question: string): ComparedSides | undefined {
  const asksForBoth = ASKS_FOR_BOTH.test(question);
  const match = BETWEEN.exec(question) ?? AGAINST.exec(question) ?? (asksForBoth ? BOTH.exec(question) : null);
  const { left, right } = match?.groups ?? {};
  return left === undefined || right === undefined ? undefined : { left, right };
}
