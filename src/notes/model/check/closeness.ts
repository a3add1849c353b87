import { type Claim, saysNo, tellsComing, tellsWeighed, waysOf } from './claim.ts';

const CLOSE = 0.6;

/** Whether it says nearly in the words of the call what the call says, in the way the call says it. */
export function isClose(claim: Claim): boolean {
  return closeness(claim) >= CLOSE;
}

/** Share of the telling words of a sentence that its lines say in the way that it says them. */
function closeness(claim: Claim): number {
  if (claim.stems.length === 0) return 0;
  const isWeighed = tellsWeighed(claim);
  const isComing = isWeighed || tellsComing(claim);
  const isNo = saysNo(claim.text);
  const held = claim.stems.filter((one) => {
    const ways = waysOf(claim, one);
    const fits = ways.has('said') || (isComing && ways.has('coming')) || (isWeighed && ways.has('weighed'));
    return fits || (isNo && ways.has('denied'));
  });
  return held.length / claim.stems.length;
}
