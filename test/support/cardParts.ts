import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';

/** An element, action or text run of a card, with the properties that tests look at. */
export interface CardPart {
  type?: string;
  text?: string;
  title?: string;
  tooltip?: string;
  verb?: string;
  url?: string;
  label?: string;
  altText?: string;
  weight?: string;
  style?: string;
  mode?: string;
  wrap?: boolean;
  data?: Record<string, unknown>;
  fallback?: CardPart;
  selectAction?: CardPart;
  actions?: CardPart[];
}

/** Everything in a card that has a type, outermost first, in reading order. */
export function partsOf(card: AdaptiveCard | CardPart): CardPart[] {
  return (partsIn(card) as CardPart[]).filter(({ type }) => type !== undefined);
}

/** Parts of one type. */
export function partsOfType(card: AdaptiveCard, type: string): CardPart[] {
  return partsOf(card).filter((part) => part.type === type);
}

/** What a person reads in the card's body, one text after the other. */
export function shownTexts(card: AdaptiveCard): string[] {
  return partsOf(card).flatMap((part) => (part.text === undefined ? [] : [part.text]));
}

/** The buttons below the card. */
export function buttonsOf(card: AdaptiveCard): CardPart[] {
  return (card.actions ?? []) as CardPart[];
}

function partsIn(value: unknown): object[] {
  if (Array.isArray(value)) return value.flatMap(partsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(partsIn)];
}
