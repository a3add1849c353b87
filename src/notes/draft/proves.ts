/** Words that a note puts in front of what was said. */
const FRAME = /^(?:Customer|Agent|Unresolved|The|It|That|This|There)$/;

/**
 * Whether what was said proves a sentence: each figure and each name in it stands in the evidence. Spoken numbers must
 * be in digits in both.
 */
export function proves(evidence: readonly string[], sentence: string): boolean {
  const said = evidence.join(' ').toLowerCase();
  const figures = sentence.match(/[£$€]?\d[\d.,:]*\d|\d/g) ?? [];
  const names = (sentence.match(/(?<=\s)\p{Lu}\p{L}+/gu) ?? []).filter((name) => !FRAME.test(name));
  return [...figures, ...names].every((one) => said.includes(one.toLowerCase()));
}
