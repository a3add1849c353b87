/**
 * The same text, unit by unit of the same length, with every decimal digit of the basic plane as 0-9, every dash as "-" and
 * every space, visible or not, as " ": positions found in it hold in the original.
 */
export function plainCharacters(text: string): string {
  return UNUSUAL.test(text) ? text.replace(EACH_UNUSUAL, plain) : text;
}

// Without the u flag a character outside the basic plane stays two units, which it must.
const UNUSUAL_ONES =
  '[\\u00A0\\u00AD\\u0660-\\u0669\\u06F0-\\u06F9\\u0966-\\u096F\\u09E6-\\u09EF\\u0E50-\\u0E59\\u2000-\\u2015\\u202F\\u205F\\u2060\\u2212\\u3000\\uFE58\\uFE63\\uFEFF\\uFF0B\\uFF0D\\uFF10-\\uFF19\\uFF20]';
const UNUSUAL = new RegExp(UNUSUAL_ONES);
const EACH_UNUSUAL = new RegExp(UNUSUAL_ONES, 'g');
/** Code units of the zeros of the scripts above. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

function plain(character: string): string {
  const unit = character.charCodeAt(0);
  const zero = ZEROS.find((first) => unit >= first && unit <= first + 9);
  if (zero !== undefined) return String(unit - zero);
  if (unit === 0xff0b) return '+';
  if (unit === 0xff20) return '@';
  return (unit >= 0x2010 && unit <= 0x2015) || [0x2212, 0xfe58, 0xfe63, 0xff0d].includes(unit) ? '-' : ' ';
}
