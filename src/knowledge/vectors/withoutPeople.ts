import { maskPersonalData } from '../../domain/maskPersonalData.ts';

// Seven digits and more, with or without separators, are nobody's price.
const LONG_NUMBER = /\+?\d(?:[\s./()-]{0,2}\d){6,33}/gu;

/**
 * A question without what belongs to one person and says nothing about the knowledge base, for a model that makes
 * vectors: names, addresses, numbers, codes, dates of birth. Prices, days and plan names stay.
 */
export function withoutPeople(question: string): string {
  return maskPersonalData(question).replaceAll('•', ' ').replace(LONG_NUMBER, ' ').replace(/\s+/g, ' ').trim();
}
