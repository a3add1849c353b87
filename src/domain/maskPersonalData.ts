/** What stands in place of a masked stretch; no word of any language, so that nothing takes it for one. */
const MASK = '•••';

// Both parts are bounded (RFC 5321, section 4.5.3.1), or a long text without an "@" would take quadratic time.
const EMAIL = /[^\s@<>()[\]"',;:]{1,64}@[^\s@<>()[\]"',;:]{1,255}/gu;
/** Seven digits or more, written together or as people write telephone, card and account numbers. */
const LONG_NUMBER = /\+?\(?\p{Nd}(?:[\s.\-–/()]{0,3}\p{Nd}){6,}/gu;
const DIGIT_RUN = /\p{Nd}{6,}/gu;

/**
 * The text without e-mail addresses, telephone numbers and other long runs of digits, which could tell who the caller
 * is. Names, street addresses and short numbers stay.
 */
export function maskPersonalData(text: string): string {
  return text.replace(EMAIL, MASK).replace(LONG_NUMBER, MASK).replace(DIGIT_RUN, MASK);
}
