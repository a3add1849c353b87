import type { AdaptiveCard } from './adaptiveCard.ts';

/** Teams wants a message below 28 KB; this leaves room for its text and citations. */
const CARD_BYTES = 24 * 1024;

/** Shares of the usual text lengths to try, one after the other. */
const SHARES = [1, 0.5, 0.25, 0.12];

/** Draws a card with as much text as Teams takes; `draw` is told which share (0 to 1) of its text lengths to use. */
export function fitCard(draw: (share: number) => AdaptiveCard): AdaptiveCard {
  for (const share of SHARES) {
    const card = draw(share);
    if (Buffer.byteLength(JSON.stringify(card)) <= CARD_BYTES) return card;
  }
  return draw(0.05);
}
