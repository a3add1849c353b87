/** Payment cards: ISO/IEC 7812-1, annex B, and the first digits that networks have. */
export function isCard(digits: string): boolean {
  if (digits.length < 12 || digits.length > 19 || !/^(?:[3-6]|2[2-7]|1800|2131)/.test(digits)) return false;
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at -= 1, isDoubled = !isDoubled) {
    const value = digit(digits, at) * (isDoubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits);
}

/** Bank accounts: ISO 13616, without spaces, in capitals. */
export function isIban(code: string): boolean {
  if (code.length < 15 || code.length > 34 || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(code)) return false;
  let rest = 0;
  for (const character of code.slice(4) + code.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** The British health service: modulo 11. */
export function isNhsNumber(digits: string): boolean {
  if (digits.length !== 10) return false;
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += digit(digits, at) * (10 - at);
  return (11 - (sum % 11)) % 11 === digit(digits, 9);
}

/** German tax number of a person: ISO 7064, mod 11,10; one digit of the first ten comes two or three times. */
export function isSteuerId(digits: string): boolean {
  if (digits.length !== 11 || digits.startsWith('0')) return false;
  const different = new Set(digits.slice(0, 10)).size;
  if (different !== 9 && different !== 8) return false;
  let product = 10;
  for (let at = 0; at < 10; at += 1) product = (2 * ((digit(digits, at) + product) % 10 || 10)) % 11;
  return (11 - product) % 10 === digit(digits, 10);
}

/** French social security number, with the Corsican departments read as numbers. */
export function isNir(digits: string): boolean {
  if (digits.length !== 15 || !/^[1-478]\d\d(?:0[1-9]|1[0-2]|[2-4]\d|5[0-9]|9\d)/.test(digits)) return false;
  return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
}

/** American social security number: it has no check digit, only numbers that are never given. */
export function isSsn(digits: string): boolean {
  return digits.length === 9 && !/^(?:000|666)|^...00|0000$/.test(digits);
}

/** Spanish DNI and NIE, without marks, in capitals. */
export function isDni(code: string): boolean {
  const parts = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(code);
  if (parts?.[2] === undefined || `${parts[1]}${parts[2]}`.length !== 8) return false;
  const value = Number(`${parts[1] === '' ? '' : 'XYZ'.indexOf(parts[1] ?? '')}${parts[2]}`);
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[value % 23] === parts[3];
}

/** German identity card: nine characters and a check digit with the weights 7, 3, 1 (ICAO 9303, part 3, 4.9). */
export function isPersonalausweis(code: string): boolean {
  if (!/^[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ0-9]{8}\d$/.test(code)) return false;
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += parseInt(code[at] ?? '0', 36) * ([7, 3, 1][at % 3] ?? 1);
  return sum % 10 === digit(code, 9);
}

/** British national insurance number, without spaces, in capitals: it has no check digit. */
export function isNino(code: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]$/.test(code);
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}
