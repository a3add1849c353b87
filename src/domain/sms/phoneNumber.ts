const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;
/** Shorter ones are national even if they begin like the country code. */
const FEWEST_WITH_CODE = 11;

/**
 * A telephone number as +<digits> (E.164), from what people and platforms write: national with trunk zero, 00 or +,
 * tel: and sip: addresses. Undefined for what cannot be one, such as a withheld or a short number.
 */
export function e164Of(written: string, countryCode: string): string | undefined {
  const user = written
    .trim()
    .replace(/^(?:sips?|tel):/i, '')
    .split(/[@;]/)[0];
  if (user === undefined || !/^\+?[\d\s().\-/]{5,40}$/.test(user)) return undefined;
  const isFull = user.startsWith('+') || user.startsWith('00');
  // "+44 (0)7700" is a way of writing, not another number.
  const digits = (isFull ? user.replace(/\(0\)/, '') : user).replace(/\D/g, '');
  const full = isFull ? digits.replace(/^00/, '') : withCode(digits, countryCode);
  return full.length < FEWEST_DIGITS || full.length > MOST_DIGITS || full.startsWith('0') ? undefined : `+${full}`;
}

function withCode(digits: string, countryCode: string): string {
  if (digits.startsWith('0')) return `${countryCode}${digits.slice(1)}`;
  return digits.startsWith(countryCode) && digits.length >= FEWEST_WITH_CODE ? digits : `${countryCode}${digits}`;
}
