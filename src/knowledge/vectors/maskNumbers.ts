const MAIL_ADDRESS = /[^\s@<>()]{1,64}@[^\s@<>()]{1,255}\.[^\s@<>()]{2,63}/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){3,8}\b/gu;
// Seven digits and more, with or without separators.
const LONG_NUMBER = /\+?\d(?:[\s./()-]{0,2}\d){6,33}/gu;

/**
 * The text without what belongs to one customer and says nothing about the knowledge base: telephone, card and account
 * numbers, dates of birth, mail addresses. Prices, days and plan names stay.
 */
export function maskNumbers(text: string): string {
  return [MAIL_ADDRESS, IBAN, LONG_NUMBER]
    .reduce((masked, pattern) => masked.replace(pattern, ' '), text)
    .replace(/\s+/g, ' ')
    .trim();
}
