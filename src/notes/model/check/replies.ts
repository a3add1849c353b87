import type { Claim } from './claim.ts';

const TELLS_YES = /\b(?:accept(?:s|ed)|agree(?:s|d)|consent(?:s|ed)|went ahead|takes up|took up)\b/i;
const TELLS_NO = /\b(?:declin(?:es|ed)|refus(?:es|ed)|rejects?|rejected|turn(?:s|ed) down)\b/i;

/** Words of somebody who does not want it. */
const NO = /\b(?:no|not|never|nope|rather|leave it|forget it)\b|n't\b/;

/** It has the customer accept what they only turned down, or turn down what they only agreed to. */
export function isOtherReply({ text, around, stems }: Claim): boolean {
  const [tellsYes, tellsNo] = [TELLS_YES.test(text), TELLS_NO.test(text)];
  if (tellsYes === tellsNo) return false;
  const near = around.filter((unit) => unit.stems.some((stem) => stems.includes(stem)));
  const hasNo = near.some(
    ({ reply, speaker, plain }) => reply === 'refuses' || (speaker === 'customer' && NO.test(plain)),
  );
  const hasYes = near.some(({ reply }) => reply === 'accepts');
  return tellsYes ? hasNo && !hasYes : hasYes && !hasNo;
}
